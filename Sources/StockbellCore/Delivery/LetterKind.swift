/// The letters that Stockbell writes; the raw value is the stem of a template's file name.
package enum LetterKind: String, Hashable, Sendable, Codable, CaseIterable {
    case outOfStock = "out-of-stock"
    case lowStock = "low-stock"
    case backInStock = "back-in-stock"
    case refilled
    /// What `back-in-stock` and `refilled` fall back to.
    case restock
    case mismatch
    /// What two sources told differently, they tell alike again.
    case mismatchOver = "mismatch-over"
    /// What was told is not so after all.
    case over
    /// Many first sights in one message.
    case summary
    /// What came beyond a limit, in one message.
    case storm
    /// What came since the last one, in one message at its time.
    case digest
    case trouble
    /// It is still so, and nobody has it.
    case reminder
    /// Nobody has it, so the next one hears of it.
    case escalation
    /// A message that only proves that a channel works.
    case test

    package init(_ alert: Alert) {
        self = alert.isOver ? .mismatchOver : LetterKind(alert.kind)
    }

    package init(_ kind: AlertKind) {
        self =
            switch kind {
            case .outOfStock: .outOfStock
            case .lowStock: .lowStock
            case .backInStock: .backInStock
            case .refilled: .refilled
            case .notConfirmed: .over
            case .mismatch: .mismatch
            case .trouble: .trouble
            }
    }

    /// Whether it tells a change as it happens, so that a rule may have a letter of its own for it.
    package var tellsAnAlert: Bool {
        switch self {
        case .outOfStock, .lowStock, .backInStock, .refilled, .restock, .mismatch, .trouble: true
        case .mismatchOver, .over, .summary, .storm, .digest, .reminder, .escalation, .test: false
        }
    }

    /// Whether it says so much that also those must see it who do not follow the incident's thread: it got worse, or all is well again.
    package var isForEverybody: Bool {
        switch self {
        case .outOfStock, .backInStock, .restock: true
        default: false
        }
    }

    /// Whether it tells many alerts, of any incidents.
    package var isSummary: Bool { self == .summary || self == .storm || self == .digest }

    /// The names under which a template file is looked for, best first.
    package var stems: [String] {
        switch self {
        case .backInStock, .refilled: [rawValue, LetterKind.restock.rawValue]
        default: [rawValue]
        }
    }
}
