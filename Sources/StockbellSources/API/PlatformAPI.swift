package import StockbellCore

/// How one platform's API is asked for stock, and what its answers mean.
///
/// Pure.
package protocol PlatformAPI: Sendable {
    func request(_ inquiry: Inquiry) -> APIRequest
    func finding(in response: APIResponse, to inquiry: Inquiry) -> Finding
    /// What kind of item that is: those of two kinds cannot be asked for in one question.
    func kind(of item: String) -> String
}
