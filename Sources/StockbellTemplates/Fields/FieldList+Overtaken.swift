import FoundationEssentials
import StockbellCore

extension FieldList {
    /// What was so before and was not told.
    static let overtakenFields: [Field] = [
        Field("overtaken", .group, unknown: "skipped: nothing was left untold") { overtaken($0) == nil ? .unknown : .group },
        Field(
            "overtaken.text", .phrase, "was out for 14 minutes",
            unknown: "skipped: nothing was left untold; in a row of a digest: it was not out or low before"
        ) { scope in
            guard let (kind, lasted) = overtaken(scope) else { return .unknown }
            let phrase: Phrase =
                switch kind {
                case .outOfStock: .overtakenOut
                case .lowStock: .overtakenLow
                default: .overtakenBack
                }
            return .phrase(scope.words(phrase, ["span": scope.wording.span(lasted)]))
        },
        Field("overtaken.span", .span, "14 minutes") { scope in overtaken(scope).map { .span($0.lasted) } ?? .unknown },
        Field("age", .span, "3 days", unknown: "always known of an alert; how long it has been so when the message is written") { scope in
            scope.alert.map { .span(max(0, scope.wording.now.timeIntervalSince($0.since))) } ?? .unknown
        },
    ]

    private static func overtaken(_ scope: Scope) -> (kind: AlertKind, lasted: TimeInterval)? {
        guard let alert = scope.alert, alert.trouble == nil else { return nil }
        if let overtaken = scope.order.overtaken, !scope.order.kind.isSummary { return (overtaken.kind, overtaken.lasted) }
        guard scope.order.kind == .digest, AlertKind.restock.contains(alert.kind), let lasted = alert.duration else { return nil }
        return (alert.kind == .backInStock ? .outOfStock : .lowStock, lasted)
    }
}
