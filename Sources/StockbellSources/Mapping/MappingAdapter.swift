import FoundationEssentials
import StockbellCore

/// Reads any JSON by the paths that the shop has written into config.json.
struct MappingAdapter: SourceAdapter {
    let settings: SourceSettings
    private let mapping: StockMapping
    private let zones: any ZoneRules
    private let keys: [SigningKey]

    init(settings: SourceSettings, zones: any ZoneRules) {
        self.settings = settings
        self.zones = zones
        mapping = settings.mapping ?? StockMapping(paths: [:])
        keys = settings.secrets.compactMap(SigningKey.init(text:))
    }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        guard let signature = mapping.signature else { return Verifier(settings: settings).verify(request, signature: nil) }
        return Verifier(settings: settings).verify(request) { BodySignature(signature).verify(request, keys: keys) }
    }

    func decode(_ request: SourceRequest) -> Decoded {
        do throws(Unreadable) {
            let body = try JSONDocument(request.body).root
            guard let path = mapping.events else { return read(MappedEvent(mapping: mapping, body: body, event: body), 0, request.body) }
            guard let events = body.all(at: path) else { throw Unreadable("events: \(path.text) leads to no list") }
            let parts = events.enumerated().map { read(MappedEvent(mapping: mapping, body: body, event: $1), $0, request.body) }
            return .joined(parts, of: settings, nothing: (Self.type, "its list of events is empty"))
        } catch {
            return .quarantined(type: nil, reason: error.reason)
        }
    }

    /// What an event is called where no word of it says what it is.
    private static let type = "stock"

    private func read(_ event: MappedEvent, _ index: Int, _ body: [UInt8]) -> Decoded {
        var type: String?
        do throws(Unreadable) {
            let (word, statement) = try event.kind()
            type = word ?? Self.type
            guard let statement else {
                return .ignored(type: type ?? Self.type, reason: "it is not among the kinds of the mapping, and there is no \"*\" there")
            }
            if statement == .ignored { return .ignored(type: type ?? Self.type, reason: "the mapping says so") }
            return .events([try stockEvent(statement, type ?? Self.type, event, index, body)])
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }

    private func stockEvent(
        _ statement: StockMapping.Statement, _ type: String, _ event: MappedEvent, _ index: Int, _ body: [UInt8]
    ) throws(Unreadable) -> StockEvent {
        try event.require(statement == .level || statement == .change ? [.item, .quantity] : [.item])
        let subject = try subject(event)
        let quantity = try event[.quantity]?.quantity
        var stockEvent = StockEvent(
            kind: .level, type: type, subject: subject, dedupeKey: try key(statement, type, event, index, body), quantity: quantity,
            previous: try event[.previous]?.quantity, occurredAt: try time(event),
            sequence: try event[.sequence].flatMap { value throws(Unreadable) in Int64(try value.id) })
        switch statement {
        case .level, .ignored: break
        case .change: (stockEvent.kind, stockEvent.delta, stockEvent.quantity) = (.delta, quantity, nil)
        case .out: stockEvent.kind = .declaredOut
        case .low: stockEvent.kind = .declaredLow
        case .removed: (stockEvent.kind, stockEvent.quantity) = (.removed, nil)
        }
        return stockEvent.because(try event[.reason]?.told.flatMap(StockReason.init(word:)))
    }

    private func time(_ event: MappedEvent) throws(Unreadable) -> Date? {
        guard let value = event[.occurredAt] else { return nil }
        let moment = try value.moment
        guard let zone = mapping.timeZone, value.isLocalTime else { return moment }
        return zones.instant(showing: moment, in: zone, isLast: true)
    }

    private func subject(_ event: MappedEvent) throws(Unreadable) -> Subject {
        guard let id = try event[.item]?.told else { throw Unreadable("item: \(mapping.paths[.item]?.text ?? "") leads to a blank text") }
        let place = try event[.place]?.told
        let placeName = try event[.placeName]?.told
        return Subject(
            source: settings.name, platform: .mapping,
            // What people key their own lists by is the article number, unless they name another path for it.
            item: Item(
                id: id, sku: mapping.paths[.sku] == nil ? id : try event[.sku]?.told, name: try event[.name]?.told, parent: try event[.parent]?.told),
            place: (place ?? placeName).map { Place(id: $0, name: placeName) }, isTest: try event[.isTest]?.flag ?? false)
    }

    private func key(
        _ statement: StockMapping.Statement, _ type: String, _ event: MappedEvent, _ index: Int, _ body: [UInt8]
    ) throws(Unreadable) -> DedupeKey? {
        guard let path = mapping.paths[.id], let id = try event[.id]?.told else {
            // Two sales of one unit are the same bytes: a key made of them would lose the second one.
            return statement == .change ? nil : .fingerprint(of: body + Array(String(index).utf8))
        }
        // An id of the body is that of all its events.
        let isOfEvent = mapping.events == nil || path.root == .event
        return .provider(id, type, isOfEvent ? "" : String(index))
    }
}
