import FoundationEssentials
import StockbellCore

/// Reads Square's inventory counts: one body may hold many, each of an item at a location in a state.
///
/// Source: developer.squareup.com, "Webhooks", and Square's published API specification.
struct SquareAdapter: SourceAdapter {
    static let type = "inventory.count.updated"
    static let environmentHeader = "square-environment"
    /// Of sixteen states the one in which an item can be sold.
    private static let sellable = "IN_STOCK"

    let settings: SourceSettings
    private let keys: [SigningKey]

    init(settings: SourceSettings) {
        self.settings = settings
        keys = settings.secrets.compactMap(SigningKey.init(text:))
    }

    /// What Square signs is the URL as registered there, and the body; never the URL that a proxy makes of it.
    static func signature(_ settings: SourceSettings) -> BodySignature? {
        settings.notificationURL.map { BodySignature(header: "x-square-hmacsha256-signature", prefix: $0) }
    }

    var tellingHeaders: [String] { [Self.environmentHeader, "square-initial-delivery-timestamp", "square-retry-number"] }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request) {
            Self.signature(settings)?.verify(request, keys: keys)
                ?? .refused(reason: "Square signs the URL that it posts to, and the source does not know it")
        }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        var type: String?
        do throws(Unreadable) {
            let body = try JSONDocument(request.body).root
            type = try body["type"]?.told
            guard let type else { throw Unreadable(missing: ["type"]) }
            guard type == Self.type else { return .ignored(type: type, reason: "Square tells no stock with it") }
            let wire = try SquareWire(body)
            guard let counts = wire.counts else { return .ignored(type: type, reason: "what it is about was deleted, and it holds no count") }
            let parts = counts.enumerated().map { part($1, $0, wire, request) }
            return .joined(parts, of: settings, nothing: (type, "it holds no count"))
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }

    private func part(_ count: JSONValue, _ index: Int, _ wire: SquareWire, _ request: SourceRequest) -> Decoded {
        do throws(Unreadable) {
            return .events([try event(SquareWire.Count(count), index, wire, request)])
        } catch {
            return .quarantined(type: Self.type, reason: error.reason)
        }
    }

    private func event(_ count: SquareWire.Count, _ index: Int, _ wire: SquareWire, _ request: SourceRequest) throws(Unreadable) -> StockEvent {
        guard let item = count.catalogObjectID else { throw Unreadable(missing: ["\(count.name).catalog_object_id"]) }
        guard let state = count.state else { throw Unreadable(missing: ["\(count.name).state"]) }
        let isSellable = state == Self.sellable
        if isSellable, count.quantity == nil { throw Unreadable(missing: ["\(count.name).quantity"]) }
        return StockEvent(
            kind: isSellable ? .level : .ignored, type: Self.type,
            subject: Subject(
                source: settings.name, platform: .square, item: Item(id: item), place: count.locationID.map { Place(id: $0) },
                isTest: request.says("Sandbox", in: Self.environmentHeader)),
            // One event, many counts: each is recognised by its place in it.
            dedupeKey: wire.eventID.map { .provider($0, String(index)) } ?? .fingerprint(of: request.body), quantity: count.quantity,
            occurredAt: count.calculatedAt ?? wire.createdAt, note: isSellable ? nil : "what is \(state) cannot be sold, and is no stock")
    }
}
