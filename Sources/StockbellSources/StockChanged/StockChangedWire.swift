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

    /// What the sender says of it beside a number, or without one.
    enum Status: String {
        case out, low, ok, removed
    }

    let item: Article?
    let place: Place?
    let quantity: Decimal?
    let previous: Decimal?
    let sequence: Int64?
    let timestamp: Date?
    let facts: StockFacts
    let isTest: Bool?
    let status: Status?

    init(_ change: JSONValue) throws(Unreadable) {
        item = try change["item", "sku"].map(Article.init)
        place = try change["place", "location"].flatMap(Self.place)
        quantity = try change["quantity"]?.quantity
        previous = try change["previous", "previousQuantity"]?.quantity
        sequence = try change["sequence"].flatMap { value throws(Unreadable) in Int64(try value.id) }
        timestamp = try change["timestamp"]?.time
        let facts = try change["facts"]
        self.facts = StockFacts(
            backorderAllowed: try facts?["backorder"]?.flag, tracked: try facts?["tracked"]?.flag, sellable: try facts?["sellable"]?.flag,
            fulfiller: try facts?["fulfiller"]?.told, updateSource: try change["reason"]?.told)
        isTest = try change["isTest"]?.flag
        status = try change["status"].map { value throws(Unreadable) in
            guard let status = Status(rawValue: try value.text) else {
                throw Unreadable("\(value.name) is none of \"out\", \"low\", \"ok\" and \"removed\"")
            }
            return status
        }
    }

    /// An object with an id, or the id alone; nil where it is blank.
    private static func place(_ place: JSONValue) throws(Unreadable) -> Place? {
        guard place.node.kind == .object else { return try place.told.map { Place(id: $0) } }
        let name = try place["name"]?.told
        return try (place["id"]?.told ?? name).map { Place(id: $0, name: name) }
    }
}
