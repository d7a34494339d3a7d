import StockbellCore

/// `catalogue` of config.json.
struct CatalogueSection: Section {
    var file: Found<CatalogueText>?
    var key: Found<CatalogueKey>?
    var columns: Found<CatalogueColumnsSection>?

    static let about = About(
        "catalogue", at: "`catalogue`",
        """
        The shop's own list of items, for every source: found by article number, else by a platform's id. Read at start and whenever it changes, \
        all or nothing.
        """)

    static let keys: [Key<Self>] = [
        Key(
            "file", .catalogue, \.file, .required,
            """
            A CSV file as a spreadsheet saves it, or JSON: a list of objects, or an object of them by key. A row that makes no sense is named and \
            skipped; a file of which most rows make none, or most are gone, is refused.
            """, example: "catalogue.csv"),
        Key("key", .choice("key"), \.key, .default("sku"), "The column without which a row says nothing.", example: "item"),
        Key(
            "columns", .section, \.columns, .default([:]), "What the file calls its columns, where it does not call them as we do.",
            example: ["sku": "Artikelnummer", "name": "Bezeichnung"]),
    ]
}

/// By which column the rows of the catalogue are known.
enum CatalogueKey: String, CaseIterable, Sendable {
    case sku, item

    var column: CatalogueColumn { self == .sku ? .sku : .item }
}

/// `catalogue.columns` of config.json: a key for each column.
struct CatalogueColumnsSection: Section {
    private(set) var names: [CatalogueColumn: Found<String>] = [:]

    static let about = About(
        "catalogueColumns", at: "`catalogue.columns`",
        "The columns that are read, all but the key optional; others are passed over. The value is the name that the file has for it.")

    static let keys: [Key<Self>] = CatalogueColumn.allCases.map { column in
        Key(column.rawValue, .text("the name of a column"), \.[column], .optional, column.sentence, example: .string(column.example))
    }

    subscript(column: CatalogueColumn) -> Found<String>? {
        get { names[column] }
        set { names[column] = newValue }
    }
}
