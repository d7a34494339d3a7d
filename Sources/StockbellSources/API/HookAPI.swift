package import StockbellCore

/// How one platform's webhooks are listed, made and revived.
///
/// Pure.
package protocol HookAPI: Sendable {
    /// What Stockbell wants to be told of.
    var scopes: [String] { get }
    /// A question that only a token answers which may read stock.
    var probe: APIRequest { get }
    /// What the token needs for it, as the platform calls it.
    var probeScope: String { get }
    /// - Parameter page: counted from 1.
    func list(page: Int) -> APIRequest
    /// The hooks of a page, and whether there are more; nil: the answer cannot be understood.
    func hooks(in response: APIResponse) -> (hooks: [PlatformHook], isLast: Bool)?
    /// - Parameter headers: sent back with every event, to prove where it comes from.
    func create(_ scope: String, to destination: String, headers: [SourceSettings.ExpectedHeader]) -> APIRequest
    func revive(_ hook: PlatformHook, headers: [SourceSettings.ExpectedHeader]) -> APIRequest
}
