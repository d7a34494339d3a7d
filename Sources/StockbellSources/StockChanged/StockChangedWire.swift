import FoundationEssentials
import StockbellCore

/// One change of stock as it stands in the body; every key may be absent, for a fragment is still a body.
struct StockChangedWire {
    /// An object, or the article number alone.
    struct Article {
        let id: String?
        let sku: String?
        let name: String?
        let parent: String?

        init(_ item: JSONValue) throws(Unreadable) {
            let isObject = item.node.kind == .object
            id = isObject ? try item["id"]?.told : try item.told
            sku = isObject ? try item["sku"]?.told : id
            name = isObject ? try item["name"]?.told : nil
            parent = isObject ? try item["parent"]?.told : nil
        }
    }

    let item: Article?
    let place: Place?
    let quantity: Decimal?
    let previous: Decimal?
    let sequence: Int64?
    let timestamp: Date?
    let facts: StockFacts
    let isTest: Bool?

    init(_ change: JSONValue) throws(Unreadable) {
        item = try change["item"].map(Article.init)
        place = try change["place"].flatMap(Self.place)
        quantity = try change["quantity"]?.quantity
        previous = try change["previous"]?.quantity
        sequence = try change["sequence"].flatMap { value throws(Unreadable) in Int64(try value.id) }
        timestamp = try change["timestamp"]?.time
        let facts = try change["facts"]
        self.facts = StockFacts(
            backorderAllowed: try facts?["backorder"]?.flag, tracked: try facts?["tracked"]?.flag, sellable: try facts?["sellable"]?.flag,
            fulfiller: try facts?["fulfiller"]?.told, updateSource: try change["reason"]?.told)
        isTest = try change["isTest"]?.flag
    }

    /// An object with an id, or the id alone; nil where it is blank.
    private static func place(_ place: JSONValue) throws(Unreadable) -> Place? {
        guard place.node.kind == .object else { return try place.told.map { Place(id: $0) } }
        let name = try place["name"]?.told
        return try (place["id"]?.told ?? name).map { Place(id: $0, name: name) }
    }
}
