import StockbellCore

/// `mapping` of a source in config.json.
struct MappingSection: Section {
    var events: Found<JSONPath>?
    var item: Found<JSONPath>?
    var sku: Found<JSONPath>?
    var name: Found<JSONPath>?
    var parent: Found<JSONPath>?
    var place: Found<JSONPath>?
    var placeName: Found<JSONPath>?
    var quantity: Found<JSONPath>?
    var previous: Found<JSONPath>?
    var id: Found<JSONPath>?
    var occurredAt: Found<JSONPath>?
    var sequence: Found<JSONPath>?
    var isTest: Found<JSONPath>?
    var reason: Found<JSONPath>?
    var kind: Found<MappingKindSection>?
    var signature: Found<MappingSignatureSection>?
    var timeZone: Found<String>?

    static let about = About(
        "mapping", at: "`sources.*.mapping`",
        """
        Where in a JSON body what is found. `$` is the whole body, `@` one of its `events`; `.name`, `['any name']` and `[0]` lead on. \
        What a path leads to may be missing or null, but for the item and, of a level, the quantity.
        """)

    static let keys: [Key<Self>] = [
        Key("item", .pathToOne, \.item, .required, "The id of what is stocked.", example: "$.variant.sku"),
        Key(
            "quantity", .pathToOne, \.quantity, .optional, "How many there are: a number, or a text that is one. Needed where `kind` is missing.",
            example: "$.stock.available"),
        Key(
            "events", .pathToMany, \.events, .optional,
            "The list in a body that tells several events at once; `@` in the other paths is one of them.",
            example: "$.items[*]"),
        Key("sku", .pathToOne, \.sku, .optional, "The article number; the item's id, where this is missing.", example: "@.articleNo"),
        Key("name", .pathToOne, \.name, .optional, "What the item is called.", example: "$.variant.title"),
        Key("parent", .pathToOne, \.parent, .optional, "The product that a variant belongs to.", example: "$.product.id"),
        Key("place", .pathToOne, \.place, .optional, "The id of the place where it lies.", example: "$.warehouse"),
        Key("placeName", .pathToOne, \.placeName, .optional, "What the place is called.", example: "$.location.name"),
        Key("previous", .pathToOne, \.previous, .optional, "How many there were before.", example: "$.stock.before"),
        Key(
            "id", .pathToOne, \.id, .optional, "The id of the event, the same whenever it is sent again; without one, only an exact repeat is known.",
            example: "$.eventId"),
        Key(
            "occurredAt", .pathToOne, \.occurredAt, .optional,
            "When it happened: RFC 3339 (without a zone: see `timeZone`), or seconds or milliseconds since 1970. An older event changes nothing any more.",
            example: "$.bookedAt"),
        Key("timeZone", .timeZone, \.timeZone, .optional, "The zone of times that name none; UTC, where this is missing.", example: "Europe/Berlin"),
        Key("sequence", .pathToOne, \.sequence, .optional, "A number that counts up, to put events of one time in order.", example: "$.version"),
        Key("test", .pathToOne, \.isTest, .optional, "Leads to true for a test event.", example: "$.test"),
        Key(
            "reason", .pathToOne, \.reason, .optional,
            "Why there is none: sold-out, seasonal, discontinued, count-reset, error-correction or synchronisation; any other word tells nothing.",
            example: "$.why"),
        Key(
            "kind", .section, \.kind, .optional, "Where a body says what it is about; without it every event is a level.",
            example: ["path": "$.event", "values": ["sold": "level"]]),
        Key(
            "signature", .section, \.signature, .optional, "Where the sender puts its HMAC-SHA256 of the raw body, made with `secret`.",
            example: ["header": "x-signature-256"]),
    ]

    /// The paths that are written, by what they lead to.
    var paths: [StockMapping.Field: Found<JSONPath>] {
        let paths: [StockMapping.Field: Found<JSONPath>?] = [
            .item: item, .sku: sku, .name: name, .parent: parent, .place: place, .placeName: placeName, .quantity: quantity, .previous: previous,
            .id: id, .occurredAt: occurredAt, .sequence: sequence, .isTest: isTest, .reason: reason,
        ]
        return paths.compactMapValues(\.self)
    }
}
