import Foundation
import StockbellCore
import StockbellSources
import Testing

@Suite struct BigCommerceAPITests {
    private let api: any PlatformAPI

    init() throws {
        let access = PlatformAccess(store: "abc", token: Secret("token-4711"), url: "https://api.bigcommerce.com")
        api = try #require(PlatformAPIs.api(for: SourceSettings(name: "web", platform: .bigcommerce, storeHash: "abc", access: access)))
    }

    private func finding(_ status: Int, _ body: String = "", headers: [String: String] = [:], error: String? = nil) -> Finding {
        let headers = headers.map { Arrival.Header(name: $0.key, value: $0.value) }
        return api.finding(
            in: APIResponse(status: status, headers: headers, body: Array(body.utf8), error: error), to: Inquiry(source: "web", items: ["79"]))
    }

    @Test(arguments: [
        (Inquiry(source: "web", items: ["79", "80"], places: ["1", "2"]), "variant_id:in=79,80&location_id:in=1,2&limit=1000&page=1"),
        (Inquiry(source: "web", items: ["product:7"], page: 3), "product_id:in=7&limit=1000&page=3"),
        (Inquiry(source: "web", items: [], page: 2, size: 100), "limit=100&page=2"),
    ])
    func aQuestionIsOneRequest(_ inquiry: Inquiry, _ query: String) {
        let request = api.request(inquiry)
        #expect(request.url == "https://api.bigcommerce.com/stores/abc/v3/inventory/items?\(query)")
        #expect(request.method == .get && request.body == nil && request.tokenHeader == "X-Auth-Token" && request.token.reveal() == "token-4711")
        #expect(!"\(request)".contains("4711") && !String(reflecting: request).contains("4711"))
    }

    @Test func variantsAndProductsAreAskedForApart() {
        #expect(api.kind(of: "79") != api.kind(of: "product:79"))
    }

    /// The specification's own example.
    @Test func anAnswerIsRead() throws {
        let body = #"""
            { "data": [ { "identity": { "sku": "RE-130", "variant_id": 79, "product_id": 120, "sku_id": null },
                "locations": [ { "location_id": 1, "location_code": "BC-LOCATION-1", "location_name": "Default location", "available_to_sell": 10,
                    "total_inventory_onhand": 11, "location_enabled": true,
                    "settings": { "safety_stock": 1, "is_in_stock": true, "warning_level": 1, "bin_picking_number": "1" } },
                  { "location_id": 2, "location_name": "", "available_to_sell": -2, "settings": { "is_in_stock": false, "warning_level": 0 } } ] },
              { "identity": { "sku": "", "variant_id": null, "product_id": 271878346596884015 },
                "locations": [ { "location_id": 1, "available_to_sell": 2.5 } ] } ],
              "meta": { "pagination": { "total": 1, "count": 1, "per_page": 5, "current_page": 1, "total_pages": 2,
                "links": { "current": "?limit=5&page=1" } } } }
            """#
        guard case .page(let statements, let isLast, let kept) = finding(200, body).answer else { return #expect(Bool(false)) }
        #expect(!isLast && kept == Array(body.utf8) && statements.allSatisfy { $0.kind == .reading })
        #expect(
            statements.map(\.subject.item) == [
                Item(id: "79", sku: "RE-130", parent: "120"), Item(id: "79", sku: "RE-130", parent: "120"),
                Item(id: "product:271878346596884015", parent: "271878346596884015"),
            ])
        #expect(statements.map(\.quantity) == [10, nil, Decimal(string: "2.5")])
        #expect(statements.map(\.subject.place) == [Place(id: "1", name: "Default location"), Place(id: "2"), Place(id: "1")])
        #expect(
            statements.map(\.subject.facts) == [
                StockFacts(sellable: true, warningLevel: 1), StockFacts(sellable: false, warningLevel: 0), StockFacts(),
            ])
    }

    @Test(arguments: [
        (#"{ "data": [], "meta": {} }"#, true), (#"{ "data": [] }"#, true),
        (#"{ "data": [{ "identity": { "variant_id": 1 } }], "meta": { "pagination": { "current_page": 2, "total_pages": 2 } } }"#, true),
        (#"{ "data": [{ "identity": { "variant_id": 1 } }], "meta": { "pagination": { "links": { "next": "?page=2" } } } }"#, false),
    ])
    func theLastPageIsKnown(_ body: String, _ isLast: Bool) {
        guard case .page(_, let found, _) = finding(200, body).answer else { return #expect(Bool(false)) }
        #expect(found == isLast)
    }

    @Test func anAnswerWithoutANumberIsNotZero() {
        let body = #"{ "data": [{ "identity": { "variant_id": 1 }, "locations": [{ "location_id": 1 }] }] }"#
        #expect(finding(200, body).answer == .failed("its answer cannot be understood: data.locations.available_to_sell is missing"))
        #expect(finding(200, "<html>").answer.isFailure)
        #expect(finding(200, "{}").answer.isFailure)
    }

    @Test(arguments: [
        (400, Finding.Answer.invalid("HTTP 400")), (404, .missing), (414, .invalid("HTTP 414")), (422, .invalid("HTTP 422")), (429, .limited),
        (500, .failed("HTTP 500")), (503, .failed("HTTP 503")), (302, .failed("HTTP 302")),
        (401, .refused("HTTP 401, the token is not valid or may not read the inventory")),
        (403, .refused("HTTP 403, the token is not valid or may not read the inventory")),
    ])
    func statusesAreJudged(_ status: Int, _ answer: Finding.Answer) {
        #expect(finding(status, "token-4711").answer == answer)
    }

    @Test func aBrokenLineIsAFailure() { #expect(finding(0, error: "could not connect").answer == .failed("could not connect")) }

    @Test func theQuotaIsRead() {
        let headers = [
            "x-rate-limit-requests-left": "6", "X-Rate-Limit-Requests-Quota": "150", "X-Rate-Limit-Time-Reset-Ms": "1500",
            "X-Rate-Limit-Time-Window-Ms": "30000",
        ]
        #expect(finding(429, headers: headers).quota == Finding.Quota(left: 6, most: 150, resetsAfter: .milliseconds(1500)))
        #expect(finding(429).quota == nil)
        #expect(finding(429, headers: ["X-Rate-Limit-Requests-Left": "x", "X-Rate-Limit-Time-Reset-Ms": "1"]).quota == nil)
    }

    @Test func eventsOfAnotherStoreAreRefused() {
        let headers = [Arrival.Header(name: "x-key", value: "k")]
        func verify(_ body: String, _ store: String?) -> Verification {
            let settings = SourceSettings(
                name: "web", platform: .bigcommerce, expectedHeaders: [.init(name: "x-key", value: Secret("k"))], storeHash: store)
            let request = SourceRequest(headers: headers, body: Array(body.utf8))
            return SourceAdapters.adapter(for: settings, zones: SummerTime()).verify(request, now: Date())
        }
        #expect(verify(#"{"producer":"stores/abc"}"#, "abc") == .genuine)
        #expect(verify(#"{"producer":"stores/abcd"}"#, "abc") == .refused(reason: "it is of another store than `storeHash` names"))
        #expect(verify(#"{"producer":"stores/abcd"}"#, nil) == .genuine)
        // What is wrong with such a body is for decoding to say.
        #expect(verify("{}", "abc") == .genuine && verify("no JSON", "abc") == .genuine)
    }
}

extension Finding.Answer {
    fileprivate var isFailure: Bool {
        if case .failed = self { true } else { false }
    }
}
