import FoundationEssentials
import StockbellCore

/// BigCommerce's webhooks, which have no page in the control panel: they are made by API alone.
///
/// Source: reference/webhooks.v3.yml.
struct BigCommerceHooks: HookAPI {
    private struct Wish: Encodable {
        var scope: String
        var destination: String
        var isActive = true
        var headers: [String: String]

        private enum CodingKeys: String, CodingKey {
            case scope, destination, headers
            case isActive = "is_active"
        }
    }

    let api: BigCommerceAPI

    /// Low and out say only what orders did, but at once; the other two say all the rest.
    let scopes = ["stock_changed", "settings_changed", "low_stock_reached", "out_of_stock_reached"].map { "store/channel/*/inventory/product/\($0)" }
    let probeScope = "store_inventory_read_only"

    var probe: APIRequest { api.request(Inquiry(source: api.source, items: [], size: 1)) }

    func list(page: Int) -> APIRequest { api.request(.get, "/hooks?limit=250&page=\(page)") }

    func hooks(in response: APIResponse) -> (hooks: [PlatformHook], isLast: Bool)? {
        guard let root = try? JSONDocument(response.body).root, let data = try? root["data"], let elements = try? data.elements else { return nil }
        let hooks = elements.compactMap { hook -> PlatformHook? in
            guard let id = try? hook["id"]?.id, let scope = try? hook["scope"]?.told, let destination = try? hook["destination"]?.told else {
                return nil
            }
            let isActive = try? hook["is_active"]?.flag
            return PlatformHook(id: id, scope: scope, destination: destination, isActive: isActive ?? true)
        }
        let isLast = (try? BigCommercePage.isLast(root, isEmpty: elements.isEmpty)) ?? true
        return (hooks, isLast)
    }

    func create(_ scope: String, to destination: String, headers: [SourceSettings.ExpectedHeader]) -> APIRequest {
        api.request(.post, "/hooks", body: body(scope, destination, headers))
    }

    func revive(_ hook: PlatformHook, headers: [SourceSettings.ExpectedHeader]) -> APIRequest {
        api.request(.put, "/hooks/\(hook.id)", body: body(hook.scope, hook.destination, headers))
    }

    private func body(_ scope: String, _ destination: String, _ headers: [SourceSettings.ExpectedHeader]) -> [UInt8] {
        let told = Dictionary(headers.map { ($0.name, $0.value.reveal()) }) { first, _ in first }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and a flag: nothing in it that cannot be encoded.
        return (try? encoder.encode(Wish(scope: scope, destination: destination, headers: told))).map(Array.init) ?? []
    }
}
