import FoundationEssentials
import StockbellCore

/// A page of BigCommerce's Inventory API, in our words: a statement for each item at each of its places.
struct BigCommercePage {
    let statements: [StockEvent]
    let isLast: Bool

    init(_ body: [UInt8], source: String) throws(Unreadable) {
        let root = try JSONDocument(body).root
        guard let data = try root["data"] else { throw Unreadable(missing: ["data"]) }
        var statements: [StockEvent] = []
        for item in try data.elements {
            guard let identity = try item["identity"] else { throw Unreadable(missing: ["data.identity"]) }
            let known = try Self.item(identity)
            for place in try item["locations"]?.elements ?? [] { statements.append(try Self.statement(known, place, source)) }
        }
        self.statements = statements
        isLast = try Self.isLast(root, isEmpty: data.elements.isEmpty)
    }

    private static func item(_ identity: JSONValue) throws(Unreadable) -> Item {
        let (variant, product) = (try identity["variant_id"]?.id, try identity["product_id"]?.id)
        guard let id = variant ?? product.map(BigCommerceItem.id(product:)) else {
            throw Unreadable(missing: ["data.identity.variant_id", "data.identity.product_id"])
        }
        return Item(id: id, sku: try identity["sku"]?.told, parent: product)
    }

    private static func statement(_ item: Item, _ place: JSONValue, _ source: String) throws(Unreadable) -> StockEvent {
        guard let location = try place["location_id"]?.id else { throw Unreadable(missing: ["data.locations.location_id"]) }
        guard let quantity = try place["available_to_sell"]?.quantity else { throw Unreadable(missing: ["data.locations.available_to_sell"]) }
        let settings = try place["settings"]
        // Independent of the quantity, it says whether the item can be bought.
        let isInStock = try settings?["is_in_stock"]?.flag
        let facts = StockFacts(sellable: isInStock, warningLevel: try settings?["warning_level"]?.quantity)
        let subject = Subject(
            source: source, platform: .bigcommerce, item: item, place: Place(id: location, name: try place["location_name"]?.told), facts: facts)
        return StockEvent(kind: .reading, type: "reading", subject: subject, quantity: isInStock == false ? nil : quantity)
    }

    static func isLast(_ root: JSONValue, isEmpty: Bool) throws(Unreadable) -> Bool {
        guard !isEmpty, let pagination = try root["meta"]?["pagination"] else { return true }
        let (current, total) = (try pagination["current_page"]?.id, try pagination["total_pages"]?.id)
        guard let current = current.flatMap({ Int64($0) }), let total = total.flatMap({ Int64($0) }) else {
            return try pagination["links"]?["next"] == nil
        }
        return current >= total
    }
}
