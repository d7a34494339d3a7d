import FoundationEssentials
import StockbellCore

/// What letters about many alerts say of them.
enum ManyAlerts {
    /// "140 out of stock, 74 low"; what there is none of is left out.
    static func counts(_ scope: Scope) -> String {
        let phrases: [(phrase: Phrase, kinds: Set<AlertKind>)] = [
            (.summaryOut, [.outOfStock]), (.summaryLow, [.lowStock]), (.summaryBack, [.backInStock, .refilled]), (.summaryTrouble, [.trouble]),
        ]
        return phrases.compactMap { phrase, kinds in
            let count = scope.order.alerts.count { kinds.contains($0.kind) }
            return count > 0 ? scope.words(phrase, ["count": scope.wording.number(Decimal(count))]) : nil
        }.joined(separator: ", ")
    }

    static func worstFirst(_ scope: Scope, atMost limit: Int) -> [Alert] { Array(scope.order.alerts.worstFirst.prefix(limit)) }

    /// "ESP-900, TV-55 OLED and 206 more": the worst first, as many as a text message may have room for.
    static func names(_ scope: Scope) -> String {
        let names = worstFirst(scope, atMost: mostNames).map { FieldList.entries["item.name.short"]?.text(in: scope.row($0, marksTest: false)) ?? "" }
        return [names.joined(separator: ", "), more(scope, than: mostNames)].compactMap { $0 }.joined(separator: " ")
    }

    private static let mostNames = 8

    /// "and 12 more"; nil: all are shown.
    static func more(_ scope: Scope, than limit: Int) -> String? {
        let rest = scope.order.alerts.count - limit
        return rest > 0 ? scope.words(.more, ["count": scope.wording.number(Decimal(rest))]) : nil
    }
}
