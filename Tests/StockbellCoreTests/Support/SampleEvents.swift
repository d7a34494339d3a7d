import FoundationEssentials
import StockbellCore

/// The events of the platforms' own documentation pages, as stock events; see each platform's page for the bodies.
enum SampleEvents {
    /// `createdTime` of both samples of January 2024.
    private static let january = Date(timeIntervalSince1970: 1_706_626_185.55875)

    private static func digitalRiver(_ id: UInt8, _ type: String, _ quantity: Decimal, _ previous: Decimal, _ time: Date) -> StockEvent {
        StockEvent(
            kind: .level, type: type,
            subject: Subject(
                source: "licences", platform: .digitalRiver, item: Item(id: "CCC", sku: "CCC"), place: Place(id: "DR globalTech"),
                facts: StockFacts(backorderAllowed: false, fulfiller: "DR globalTech", productIDs: ["15116720197"]), isTest: true),
            // The digest is of id and type: the pages use one id for two types.
            dedupeKey: .id(id), quantity: quantity, previous: previous, occurredAt: time)
    }

    static let outOfStock = digitalRiver(1, "inventory.out_of_stock", 0, 1, january)
    static let fulfillerManaged = digitalRiver(2, "inventory.fulfiller_managed_updated", 1, 0, january)
    static let selfManaged = digitalRiver(3, "inventory.self_managed_updated", 1, 0, Date(timeIntervalSince1970: 1_707_210_421.726302))

    private static func enad(
        _ kind: StockEvent.Kind, _ type: String, quantity: Decimal? = nil, delta: Decimal? = nil, at time: Date? = nil, key: DedupeKey? = nil
    ) -> StockEvent {
        StockEvent(
            kind: kind, type: type,
            subject: Subject(source: "tills", platform: .enad, item: Item(id: "VAR-123", sku: "VAR-123"), place: Place(id: "INV-123")),
            dedupeKey: key, quantity: quantity, delta: delta, occurredAt: time)
    }

    static let updated = enad(.level, "variant_stock.updated", quantity: 100, at: Date(timeIntervalSince1970: 1_707_739_200), key: .print(1))
    static let deleted = enad(.removed, "variant_stock.deleted", key: .print(2))
    static let delta = enad(.delta, "variant_stock_delta.updated", delta: 5)

    private static func bigCommerce(_ kind: StockEvent.Kind, _ event: String, _ id: UInt8, note: String? = nil) -> StockEvent {
        StockEvent(
            kind: kind, type: "store/channel/*/inventory/product/\(event)",
            subject: Subject(source: "web", platform: .bigcommerce, item: Item(id: "127", parent: "113"), place: Place(id: "2")), dedupeKey: .id(id),
            occurredAt: Date(timeIntervalSince1970: 1_682_624_640), note: note)
    }

    static let stockChanged = bigCommerce(.touched, "stock_changed", 11, note: "needs the API token")
    static let lowReached = bigCommerce(.declaredLow, "low_stock_reached", 12)
    static let outReached = bigCommerce(.declaredOut, "out_of_stock_reached", 13)
    static let settingsChanged = bigCommerce(.touched, "settings_changed", 14, note: "needs the API token")
    static let locationCreated = Decoded.ignored(type: "store/inventory/location/created", reason: "says nothing about stock")
    static let locationUpdated = Decoded.ignored(type: "store/inventory/location/updated", reason: "says nothing about stock")

    static let sources = [
        SourceSettings(name: "licences", platform: .digitalRiver, testEvents: .live, firstSight: .alert),
        SourceSettings(name: "tills", platform: .enad, firstSight: .alert), SourceSettings(name: "web", platform: .bigcommerce, firstSight: .alert),
    ]
}
