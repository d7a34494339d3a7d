import FoundationEssentials
import StockbellCore

extension FieldList {
    /// Many alerts in one letter.
    static let listFields: [Field] =
        [
            Field("summary", .group) { isSummary($0) ? .group : .unknown },
            Field("summary.count", .number, "214") { count($0) { _ in true } },
            Field("summary.text", .phrase, "140 out of stock, 74 low", unknown: "always known of a summary; what there is none of is left out") {
                .phrase(counts($0))
            },
            Field("summary.out", .group) { isSummary($0) ? .group : .unknown },
            Field("summary.out.count", .number, "140") { count($0) { $0.kind == .outOfStock } },
            Field("summary.low", .group) { isSummary($0) ? .group : .unknown },
            Field("summary.low.count", .number, "74") { count($0) { $0.kind == .lowStock } },
            Field("summary.back", .group) { isSummary($0) ? .group : .unknown },
            Field("summary.back.count", .number, "3") { count($0) { $0.kind == .backInStock || $0.kind == .refilled } },
            Field("summary.isFirstSight", .yesNo, "yes when nothing said of any what was before", unknown: "no") { scope in
                .yes(isSummary(scope) && scope.order.alerts.allSatisfy(\.isFirstSight))
            },
            Field("summary.alerts", .list, "the worst first", unknown: "no rows") { scope in
                .list(shown(scope).map { scope.row($0, marksTest: !scope.order.alerts.allSatisfy(\.subject.isTest)) })
            },
            Field("summary.more", .group) { rest($0) > 0 ? .group : .unknown },
            Field("summary.more.count", .number, "12") { rest($0) > 0 ? .number(Decimal(rest($0))) : .unknown },
            Field("summary.more.text", .phrase, "and 12 more") { scope in
                let rest = rest(scope)
                return rest > 0 ? .phrase(scope.words(.more, ["count": scope.wording.number(Decimal(rest))])) : .unknown
            },
        ]

    /// What only the layout of a mail can use.
    static let layoutFields: [Field] = [
        Field("content", .markup, "the letter", unknown: "layout.html only", isForLayout: true) { .text($0.page?.content) },
        Field("subject", .text, "the subject", unknown: "layout.html only", isForLayout: true) { .text($0.page?.subject) },
        Field("preview", .text, "the preview line", unknown: "layout.html only", isForLayout: true) { .text($0.page?.preview) },
        Field("locale", .text, "de", unknown: "layout.html only", isForLayout: true) { .text($0.words.locale) },
        Field("footer", .phrase, "who was told by which rule", unknown: "layout.html only", isForLayout: true) {
            .text($0.page?.footer ?? footer($0))
        },
        Field("footer.why", .phrase, "Why did I get this?", unknown: "layout.html only", isForLayout: true) { .text($0.words(.footerWhy)) },
    ]

    /// Who was told by which rule, in one sentence.
    static func footer(_ scope: Scope) -> String {
        let values = ["department", "rule"].map { entries["\($0).name"]?.text(in: scope) ?? "" }
        return scope.words(.footer, ["department": values[0], "rule": values[1]])
    }

    /// The most alerts that a summary shows one by one: a chat message has little room, and Gmail cuts a mail off behind 102 KB of HTML, of which
    /// a row takes half a kilobyte.
    private static func limit(_ scope: Scope) -> Int { scope.order.channel.class == .mail ? 180 : 25 }

    private static func isSummary(_ scope: Scope) -> Bool { scope.order.kind == .summary && scope.alert == nil }

    private static func count(_ scope: Scope, _ isCounted: (Alert) -> Bool) -> FieldValue {
        isSummary(scope) ? .number(Decimal(scope.order.alerts.count(where: isCounted))) : .unknown
    }

    private static func counts(_ scope: Scope) -> String? { isSummary(scope) ? ManyAlerts.counts(scope) : nil }

    private static func rest(_ scope: Scope) -> Int { isSummary(scope) ? max(0, scope.order.alerts.count - limit(scope)) : 0 }

    private static func shown(_ scope: Scope) -> [Alert] { isSummary(scope) ? ManyAlerts.worstFirst(scope, atMost: limit(scope)) : [] }
}
