import Foundation
import StockbellCore
import StockbellSources
import Testing

@Suite struct BigCommerceHooksTests {
    private static let destination = "https://stock.example.com/events/web"
    private static let stem = "store/channel/*/inventory/product/"
    private let api: any HookAPI

    init() throws {
        let access = PlatformAccess(store: "abc", token: Secret("token-4711"), url: "https://api.bigcommerce.com")
        api = try #require(PlatformAPIs.hooks(for: SourceSettings(name: "web", platform: .bigcommerce, access: access)))
    }

    private func hook(_ id: String, _ scope: String, isActive: Bool = true, to destination: String = Self.destination) -> PlatformHook {
        PlatformHook(id: id, scope: Self.stem + scope, destination: destination, isActive: isActive)
    }

    @Test func whatIsMissingIsMadeAndWhatIsOffIsRevived() {
        let hooks = [
            hook("1", "stock_changed"), hook("2", "low_stock_reached", isActive: false),
            hook("3", "settings_changed", to: "https://other.example.com/"),
            hook("4", "out_of_stock_reached", isActive: false), hook("5", "out_of_stock_reached"),
        ]
        let plan = HookPlan(hooks, scopes: api.scopes, destination: Self.destination)
        #expect(
            plan.steps == [.fine(hooks[0]), .create(scope: Self.stem + "settings_changed"), .revive(hooks[1]), .fine(hooks[4])])
        #expect(plan.dead == [hooks[1]])
    }

    @Test func theListIsRead() throws {
        let body = #"""
            { "data": [ { "id": 12, "client_id": "x", "scope": "store/channel/*/inventory/product/stock_changed",
                "destination": "https://stock.example.com/events/web", "is_active": false, "headers": null },
              { "id": 13, "scope": "store/order/created", "destination": "https://b.example.com/" }, { "id": "none" } ],
              "meta": { "pagination": { "current_page": 1, "total_pages": 2 } } }
            """#
        let found = try #require(api.hooks(in: APIResponse(status: 200, body: Array(body.utf8))))
        #expect(
            found.hooks == [
                hook("12", "stock_changed", isActive: false),
                PlatformHook(id: "13", scope: "store/order/created", destination: "https://b.example.com/", isActive: true),
            ])
        #expect(!found.isLast && api.hooks(in: APIResponse(status: 200, body: [])) == nil)
    }

    @Test func aHookIsMadeWithTheHeadersThatProveIt() {
        let headers = [SourceSettings.ExpectedHeader(name: "x-shop-key", value: Secret("proof-4711"))]
        let made = api.create(Self.stem + "stock_changed", to: Self.destination, headers: headers)
        #expect(made.method == .post && made.url == "https://api.bigcommerce.com/stores/abc/v3/hooks" && !"\(made)".contains("4711"))
        #expect(
            String(decoding: made.body ?? [], as: UTF8.self)
                == #"{"destination":"https://stock.example.com/events/web","headers":{"x-shop-key":"proof-4711"},"is_active":true,"#
                + #""scope":"store/channel/*/inventory/product/stock_changed"}"#)
        let revived = api.revive(hook("12", "stock_changed", isActive: false), headers: headers)
        #expect(revived.method == .put && revived.url.hasSuffix("/v3/hooks/12") && revived.body == made.body)
        #expect(api.list(page: 2).url.hasSuffix("/v3/hooks?limit=250&page=2") && api.probe.url.hasSuffix("/inventory/items?limit=1&page=1"))
    }
}
