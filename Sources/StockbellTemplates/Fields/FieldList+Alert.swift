import FoundationEssentials
import StockbellCore

extension FieldList {
    /// What happened, and when.
    static let alertFields: [Field] = [
        Field("kind", .text, "out-of-stock", unknown: "always known") { .text(kind($0)) },
        Field("kind.text", .phrase, "out of stock", unknown: "always known") { scope in
            .phrase(Phrase(rawValue: "kind.\(kind(scope))").map { scope.words($0) })
        },
        Field("from", .text, "ok", unknown: "`unknown` at first sight") { stock($0) { .text($0.from.rawValue) } },
        Field("to", .text, "out") { stock($0) { .text($0.to.rawValue) } },
        Field("isOut", .yesNo, unknown: "no") { stock($0) { .yes($0.to == .out) } },
        Field("isLow", .yesNo, unknown: "no") { stock($0) { .yes($0.to == .low) } },
        Field("isBack", .yesNo, "yes after out, no after low", unknown: "no") { stock($0) { .yes($0.kind == .backInStock) } },
        Field("isFirstSight", .yesNo, "yes when nothing said what was before", unknown: "no") { stock($0) { .yes($0.isFirstSight) } },
        Field("isNew", .yesNo, "in a digest: yes when it came since the last one", unknown: "no") { .yes($0.isNew) },
        Field("isTest", .yesNo, unknown: "no") { .yes($0.alert?.subject.isTest) },
        Field("isReminder", .yesNo, unknown: "no") { .yes($0.order.kind == .reminder) },
        Field("isEscalation", .yesNo, unknown: "no") { .yes($0.order.kind == .escalation) },
        Field("isLate", .yesNo, unknown: "no"),
        Field("isPossibleDuplicate", .yesNo, unknown: "no") { .yes($0.order.mayBeDuplicate) },
        Field("everywhere", .yesNo, "yes when every place is known to be out", unknown: "no") { scope in
            stock(scope) { .yes($0.to == .out && $0.kind != .mismatch && $0.elsewhere?.isNone == true) }
        },
        Field("isOfAllPlaces", .yesNo, "yes when it is told of all places together", unknown: "no") { stock($0) { .yes($0.isEverywhere) } },
        Field("isOver", .yesNo, "yes when two sources tell the same again", unknown: "no") { stock($0) { .yes($0.isOver) } },
        Field("since", .time, "today at 09:14", unknown: "always known of an alert") { $0.alert.map { .time($0.since) } ?? .unknown },
        Field("asOf", .time, "today at 09:14", unknown: "always known of an alert") { $0.alert.map { .time($0.since) } ?? .unknown },
        Field("duration", .span, "14 hours") { $0.alert?.duration.map { .span($0) } ?? .unknown },
        Field("reason", .text, "sold-out") { .text($0.alert?.subject.facts.reason?.rawValue) },
        Field("reason.text", .phrase, "sold out; a guess ends in a question mark: synchronisation?") { reason($0) },
        Field("reason.isGuess", .yesNo, "yes when it was worked out from how it came", unknown: "no") {
            .yes($0.alert?.subject.facts.reason?.isGuess)
        },
        Field("backorder", .yesNo, unknown: "no") { .yes($0.alert?.subject.facts.backorderAllowed) },
        Field("trouble", .phrase, "Channel mail does not work") { title($0) },
        Field("trouble.title", .phrase, "Channel mail does not work") { title($0) },
        Field("trouble.text", .text, "The server refuses the password.", unknown: "always in English") { .text($0.alert?.trouble?.text) },
        Field("trouble.since", .time, "today at 09:14") { scope in scope.alert.flatMap { $0.trouble == nil ? nil : .time($0.since) } ?? .unknown },
        Field("trouble.fix", .phrase, "Look at channels.mail in config.json.") { fix($0) },
    ]

    /// What an alert about stock says; a trouble has no level.
    private static func stock(_ scope: Scope, _ value: (Alert) -> FieldValue) -> FieldValue {
        scope.alert.map { $0.trouble == nil ? value($0) : .unknown } ?? .unknown
    }

    private static func title(_ scope: Scope) -> FieldValue {
        guard let trouble = scope.alert?.trouble else { return .unknown }
        guard let kind = TroubleKind(trouble) else { return .text(trouble.title) }
        return .text(scope.words(kind.title, ["name": kind.name, "title": trouble.title]))
    }

    private static func fix(_ scope: Scope) -> FieldValue {
        guard let trouble = scope.alert?.trouble else { return .unknown }
        guard let kind = TroubleKind(trouble), !trouble.fix.isEmpty else { return .text(trouble.fix) }
        return .text(scope.words(kind.fix, ["name": kind.name, "fix": trouble.fix]))
    }

    private static func reason(_ scope: Scope) -> FieldValue {
        scope.alert?.subject.facts.reason.map { words($0, scope) } ?? .unknown
    }

    /// The reason in the reader's language; a guess ends in a question mark.
    static func words(_ reason: StockReason, _ scope: Scope) -> FieldValue {
        let phrase: Phrase =
            switch reason.cause {
            case .soldOut: .reasonSoldOut
            case .seasonal: .reasonSeasonal
            case .countReset: .reasonCountReset
            case .errorCorrection: .reasonErrorCorrection
            case .synchronisation: .reasonSynchronisation
            }
        return .phrase(scope.words(phrase) + (reason.isGuess ? "?" : ""))
    }

    private static func kind(_ scope: Scope) -> String { scope.alert?.kind.rawValue ?? scope.order.kind.rawValue }
}
