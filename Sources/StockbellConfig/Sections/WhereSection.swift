import JSON5
import StockbellCore

/// `where` of a rule or a threshold: all that it says must be so.
struct WhereSection: Section {
    var sku: Found<Where.Test>?
    var list: Found<Where.Test>?
    var item: Found<Where.Test>?
    var place: Found<Where.Test>?
    var source: Found<Where.Test>?
    var fulfiller: Found<Where.Test>?
    var backorder: Found<Where.Test>?
    var tracked: Found<Where.Test>?
    var reason: Found<Where.Test>?
    var name: Found<Where.Test>?
    var category: Found<Where.Test>?
    var supplier: Found<Where.Test>?
    var buyer: Found<Where.Test>?
    var tag: Found<Where.Test>?
    var status: Found<Where.Test>?
    var price: Found<Where.Test>?
    var quantity: Found<Where.Test>?
    var not: Found<[Where]>?
    var any: Found<[Where]>?

    static let about = About(
        "where", at: "`…where`",
        """
        All that stands in it must be so. In a pattern `*` stands for anything and `\\*` for a star; upper and lower case are one. \
        What a platform did not tell fits nothing, and fits `{ "not": … }`.
        """)

    static let keys: [Key<Self>] = [
        Key("sku", .patterns, \.sku, .optional, "The article number.", example: ["TV-*", "ESP-900"]),
        Key("list", .lists, \.list, .optional, "One of `lists` that the article number must be on.", example: "vip"),
        Key("item", .patterns, \.item, .optional, "The platform's own id of the item.", example: "127"),
        Key("place", .patterns, \.place, .optional, "The name, the key in `places` or the id of the place.", example: "Hamburg"),
        Key("source", .sourcePatterns, \.source, .optional, "The source that told it.", example: "web-shop"),
        Key("fulfiller", .patterns, \.fulfiller, .optional, "Who holds the stock for the shop.", example: ["not": "self"]),
        Key("backorder", .flag, \.backorder, .optional, "Whether it can be ordered though there is none.", example: ["not": true]),
        Key("tracked", .flag, \.tracked, .optional, "Whether the platform counts its stock.", example: ["not": false]),
        Key(
            "reason", .patterns, \.reason, .optional,
            """
            Why there is none: sold-out, seasonal (or discontinued), count-reset, error-correction or synchronisation. \
            One that is only guessed ends in a question mark: `"synchronisation*"` fits both.
            """, example: ["not": "synchronisation?"]),
        Key(
            "quantity", .comparison, \.quantity, .optional,
            "How many there are, as the alert has it; not known where a platform declares without a number. Not for thresholds.", example: ["<=": 3]),
        Key("name", .patterns, \.name, .optional, "The item's name.", example: "*Garden*"),
        Key("category", .patterns, \.category, .optional, "The item's category; this and what follows is the catalogue's.", example: "Garden"),
        Key("supplier", .patterns, \.supplier, .optional, "Who supplies the item.", example: "Groß & Söhne"),
        Key("buyer", .patterns, \.buyer, .optional, "Who buys the item.", example: "anna"),
        Key("tag", .patterns, \.tag, .optional, "One of the item's tags.", example: "vip"),
        Key(
            "status", .patterns, \.status, .optional, "Whether the shop means to have it: active, seasonal or discontinued.",
            example: ["not": "discontinued"]),
        Key("price", .comparison, \.price, .optional, "What customers pay.", example: [">=": 100]),
        Key(
            "not", .oneOrMany(.condition), \.not, .optional, "An object: not all of it. A list: none of these.",
            example: ["sku": "TEST-*", "place": "2"]),
        Key(
            "any", .list(of: .condition, "a list of conditions", atLeast: 1), \.any, .optional, "At least one of these.",
            example: [["sku": "TV-*"], ["place": "Hamburg"]]),
    ]

    /// The condition that the section says.
    var condition: Where {
        let fields: [(Where.Field, Found<Where.Test>?)] = [
            (.sku, sku), (.list, list), (.item, item), (.place, place), (.source, source), (.fulfiller, fulfiller), (.backorder, backorder),
            (.tracked, tracked), (.reason, reason), (.name, name), (.category, category), (.supplier, supplier), (.buyer, buyer), (.tag, tag),
            (.status, status), (.price, price), (.quantity, quantity),
        ]
        var parts = fields.compactMap { field, test in test.map { Where.field(field, $0.value) } }
        if let not { parts += not.value.map(Where.not) }
        if let any { parts.append(.any(any.value)) }
        return parts.isEmpty ? .always : parts.count == 1 ? parts[0] : .all(parts)
    }
}

extension Shape<Where> {
    /// An object over what is known of an item; an empty one is always so.
    static var condition: Shape {
        let section = Shape<WhereSection>.section.map(\.condition)
        return Shape("a condition such as { \"sku\": \"TV-*\" }", schema: section.schema) { written, reading in
            if case .string(let text) = written.node.value, text.value == "unmatched" {
                reading.error("\"unmatched\" is for a rule of a department as a whole; name what it is about", at: written.place)
                return nil
            }
            return section.read(written, &reading)
        }
    }
}
