package import FoundationEssentials

/// A change worth telling, with the facts as they were at the edge; never changed after.
package struct Alert: Hashable, Sendable, Codable, Identifiable {
    package typealias ID = Identifier<Alert>

    package var id: ID
    package var incident: Identifier<Incident>
    package var kind: AlertKind
    /// What it is about; `.none` for a trouble.
    package var subject: Subject
    package var from: Condition
    package var to: Condition
    /// nil: declared without a number.
    package var quantity: Decimal?
    package var previous: Decimal?
    package var threshold: Thresholds.Decision
    /// Start of the condition, by the platform's time where it vouches for one.
    package var since: Date
    /// How long the condition before it lasted, seconds; nil: not known.
    package var duration: TimeInterval?
    /// The item's other places at that moment; nil: not known.
    package var elsewhere: Elsewhere?
    /// True when nothing said what the level was before.
    package var isFirstSight: Bool
    package var trouble: Trouble?
    /// What the source that is followed says; nil: the alert is no mismatch.
    package var other: OtherWord?
    /// The source that fell silent, in whose place this is told; nil: the source tells it by itself.
    package var standsInFor: String?
    /// The event that led to what `isDerived` follows from; nil: none did, or it made the alert itself.
    package var behind: Identifier<StockEvent>?
    /// When Stockbell decided it.
    package var decidedAt: Date
    /// The number of the configuration by which it was decided; nil: none was kept then.
    ///
    /// The store says it when the alert is read.
    package var configuration: Int?

    package init(
        id: ID, incident: Identifier<Incident>, kind: AlertKind, subject: Subject, from: Condition, to: Condition, quantity: Decimal? = nil,
        previous: Decimal? = nil, threshold: Thresholds.Decision = .init(), since: Date, duration: TimeInterval? = nil, elsewhere: Elsewhere? = nil,
        isFirstSight: Bool = false, trouble: Trouble? = nil, decidedAt: Date
    ) {
        self.id = id
        self.incident = incident
        self.kind = kind
        self.subject = subject
        self.from = from
        self.to = to
        self.quantity = quantity
        self.previous = previous
        self.threshold = threshold
        self.since = since
        self.duration = duration
        self.elsewhere = elsewhere
        self.isFirstSight = isFirstSight
        self.trouble = trouble
        self.decidedAt = decidedAt
    }

    /// The level that it speaks of; nil: it is a trouble.
    package var level: LevelKey? { trouble == nil ? subject.key : nil }
    /// Whether it says that a source and the one that it follows tell the same again.
    package var isOver: Bool { kind == .mismatch && to == .ok }
    /// Whether it is of all places of the item together.
    package var isEverywhere: Bool { subject.home?.aspect == .everywhere }
    /// Whether it follows from several levels, so that no event has it as its own.
    package var isDerived: Bool { isEverywhere || kind == .mismatch || standsInFor != nil }
    /// What it is about, in the same words in every alert of its incident: "Espresso, Hamburg".
    package var matter: String {
        if let trouble { return trouble.title }
        let item = subject.item.name ?? subject.item.sku ?? subject.item.id
        return (isEverywhere ? nil : subject.place).map { "\(item), \($0.name ?? $0.id)" } ?? item
    }
}
