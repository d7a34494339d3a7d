import FoundationEssentials
import StockbellCore

/// A ledger with a shelf, a clock and chance: what a clerk has, without threads.
struct World {
    let ledger: Ledger
    var shelf = Shelf()
    var ids = CountingIDs()
    var chance = SeededGenerator(seed: 1)
    /// By channel, how many messages may be claimed at birth.
    var slots: [String: Int] = [:]
    var now = Date.start

    init(_ settings: Settings, zones: any ZoneRules = Greenwich()) {
        ledger = Ledger(settings: settings, zones: zones)
    }

    /// One transaction.
    @discardableResult mutating func apply(_ inputs: Input...) throws -> Ledger.Result { try apply(inputs) }

    @discardableResult mutating func apply(_ inputs: [Input]) throws -> Ledger.Result {
        var book = shelf.book(ledger.keys(for: inputs), now: now)
        let result = try ledger.apply(inputs, to: &book, slots: &slots, ids: &ids, chance: &chance)
        shelf.save(book.changes)
        return result
    }

    /// One body with these events, received now.
    mutating func arrival(_ events: StockEvent...) -> Input {
        let source = events.first?.subject.source ?? "tills"
        return .arrival(Arrival(id: ids.next(at: now), source: source, receivedAt: now, body: [123, 125]), .events(events))
    }

    /// Posts one event and gives its record; the clock moves to `second` first, where one is given.
    @discardableResult mutating func post(_ event: StockEvent, second: TimeInterval? = nil) throws -> EventRecord {
        if let second { now = .second(second) }
        try apply(arrival(event))
        guard let record = shelf.events.last else { throw FixtureError() }
        return record
    }

    /// Claims what a channel has due; births stay as they were allowed.
    mutating func claim(_ channel: String, _ room: Int = 10) throws -> [Claimed] {
        let births = slots[channel]
        slots[channel] = room
        defer { slots[channel] = births }
        return try apply(.claim(channel: channel, slots: room)).claimed
    }

    /// Reports what came of the delivery's latest attempt.
    mutating func report(_ delivery: Delivery, _ outcome: Outcome) throws {
        try apply(.outcome(.init(delivery: delivery.id, number: delivery.attempt, channel: delivery.address.channel), outcome))
    }

    /// The kinds of all alerts, in order.
    var kinds: [AlertKind] { shelf.alerts.values.sorted { $0.id < $1.id }.map(\.kind) }

    /// What is against the law of what is kept now, in words.
    var breaches: [String] {
        Law(channels: ledger.settings.channels).report(on: shelf.holdings(at: now)).breaches.map(\.description)
    }

    func alert(_ record: EventRecord) -> Alert? { record.alert.flatMap { shelf.alerts[$0] } }
    func level(_ item: String = "A", source: String = "tills", place: String? = "1", isTest: Bool = false) -> Level? {
        shelf.levels[LevelKey(source: source, item: item, place: place, isTest: isTest)]
    }
}

extension Outcome {
    static let fine = Outcome.delivered(Receipt(answer: "250 ok"))
    static let again = Outcome.retry(Failure(.serverError, "503"), after: nil, scope: .message)
    static let unsure = Outcome.unknown(Failure(.noAnswer, "no answer"))
    static let wrong = Outcome.misconfigured(Failure(.authentication, "535"))
    static let refused = Outcome.rejected(Failure(.unknownRecipient, "550"), suppress: false)
}
