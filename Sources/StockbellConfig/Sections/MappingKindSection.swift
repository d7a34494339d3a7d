import StockbellCore

/// `kind` of a source's `mapping` in config.json.
struct MappingKindSection: Section {
    var path: Found<JSONPath>?
    var values: Found<[String: StockMapping.Statement]>?

    static let about = About(
        "mapping-kind", at: "`sources.*.mapping.kind`",
        "What the word means by which a body says what it is about. A word that is not there is ignored.")

    static let keys: [Key<Self>] = [
        Key("path", .pathToOne, \.path, .required, "Where the word is.", example: "$.event"),
        Key(
            "values", .statements, \.values, .required,
            """
            For each word: `level` (the quantity is so many), `change` (it changed by so many), `out` and `low` (with a quantity or without), \
            `removed` (the record is gone, which is not zero), `ignored`; `"*"` for any other word.
            """,
            example: ["stock.updated": "level", "stock.soldOut": "out", "*": "ignored"]),
    ]
}
