import Foundation
import StockbellCore
import StockbellSources

/// BigCommerce's Inventory API as strict as the real one: tokens, filters, pages, rate limits of the whole store, and answers that lag behind.
struct FakeBigCommerce {
    struct Shelf: Hashable {
        var variant: Int
        var location: Int
    }

    struct Stock {
        var quantity: Int
        var warning = 0
        var isInStock = true
    }

    static let window: TimeInterval = 30
    static let quota = 150

    let token: String
    /// A question that names another is answered 404.
    var locations: Set<Int>
    var stock: [Shelf: Stock] = [:]
    /// Shelves whose next answers are still the old ones.
    var lagging: [Shelf: Stock] = [:]
    /// How many requests of each window other apps make, and of those that come while they are at it, how many find nothing left.
    var others = 0
    var pageSize = 1000
    private(set) var asked = 0
    private(set) var limited = 0
    private(set) var missing = 0
    /// What no careful client does: asking on while nothing is left, or without end.
    private(set) var faults: [String] = []
    private var windowStart = Date.distantPast
    private var left = 0
    private var mayAskFrom = Date.distantPast

    init(token: String, locations: Set<Int>) {
        self.token = token
        self.locations = locations
    }

    /// Another app uses up all that is left of this window.
    mutating func exhaust(now: Date) {
        turn(now)
        left = 0
    }

    mutating func answer(_ request: APIRequest, now: Date) -> APIResponse {
        asked += 1
        guard request.method == .get, request.tokenHeader == "X-Auth-Token", request.token.reveal() == token else { return response(401, now) }
        if now < mayAskFrom { faults.append("asked at \(now) although told to wait until \(mayAskFrom)") }
        turn(now)
        guard left > 0 else {
            limited += 1
            mayAskFrom = windowStart.addingTimeInterval(Self.window)
            return response(429, now)
        }
        left -= 1
        guard request.url.utf8.count < 8000 else { return response(414, now) }
        guard let parts = URLComponents(string: request.url), parts.path == "/stores/abc/v3/inventory/items" else { return response(404, now) }
        let query = Dictionary((parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
        let variants = (query["variant_id:in"] ?? "").split(separator: ",").compactMap { Int($0) }
        let wanted = query["location_id:in"].map { Set($0.split(separator: ",").compactMap { Int($0) }) }
        guard let limit = query["limit"].flatMap({ Int($0) }), (1...1000).contains(limit), let page = query["page"].flatMap({ Int($0) }), page > 0,
            variants.count <= limit
        else { return response(422, now) }
        if let wanted, !wanted.isSubset(of: locations) {
            missing += 1
            return response(404, now)
        }
        return items(variants, at: wanted ?? locations, limit: min(limit, pageSize), page: page, now)
    }

    private mutating func items(_ variants: [Int], at wanted: Set<Int>, limit: Int, page: Int, _ now: Date) -> APIResponse {
        let known = variants.filter { variant in locations.contains { stock[Shelf(variant: variant, location: $0)] != nil } }.sorted()
        let shown = known.dropFirst((page - 1) * limit).prefix(limit)
        let data = shown.map { variant in
            let places = wanted.sorted().compactMap { location -> String? in
                let shelf = Shelf(variant: variant, location: location)
                guard let stock = lagging.removeValue(forKey: shelf) ?? self.stock[shelf] else { return nil }
                return #"""
                    { "location_id": \#(location), "location_name": "Store \#(location)", "available_to_sell": \#(stock.quantity),
                      "total_inventory_onhand": \#(stock.quantity + 1),
                      "settings": { "safety_stock": 1, "is_in_stock": \#(stock.isInStock), "warning_level": \#(stock.warning) } }
                    """#
            }
            let identity = #"{ "sku": "SKU-\#(variant)", "variant_id": \#(variant), "product_id": \#(variant / 10), "sku_id": null }"#
            return #"{ "identity": \#(identity), "locations": [\#(places.joined(separator: ","))] }"#
        }
        let pages = max(1, (known.count + limit - 1) / limit)
        let body = """
            { "data": [\(data.joined(separator: ","))], "meta": { "pagination": { "total": \(known.count), "count": \(shown.count),
              "per_page": \(limit), "current_page": \(page), "total_pages": \(pages) } } }
            """
        return response(200, now, Array(body.utf8))
    }

    private mutating func turn(_ now: Date) {
        guard now.timeIntervalSince(windowStart) >= Self.window else { return }
        windowStart = now
        left = Self.quota - others
    }

    private func response(_ status: Int, _ now: Date, _ body: [UInt8] = []) -> APIResponse {
        let reset = Int(max(0, Self.window - now.timeIntervalSince(windowStart)) * 1000)
        let headers = [
            ("X-Rate-Limit-Time-Window-Ms", 30000), ("X-Rate-Limit-Time-Reset-Ms", reset), ("X-Rate-Limit-Requests-Quota", Self.quota),
            ("X-Rate-Limit-Requests-Left", max(0, left)),
        ]
        return APIResponse(status: status, headers: headers.map { Arrival.Header(name: $0.0, value: "\($0.1)") }, body: body)
    }
}
