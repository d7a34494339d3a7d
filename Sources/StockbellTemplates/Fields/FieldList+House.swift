import FoundationEssentials
import StockbellCore

extension FieldList {
    /// Who is told by whom, and where to look.
    static let houseFields: [Field] =
        [
            Field("incident", .text, "INC-4GQ7") { number($0) },
            Field("incident.id", .text, "01K8Z3…4GQ7") { .text($0.alert?.incident.string) },
            Field("incident.number", .text, "INC-4GQ7") { number($0) },
            Field("incident.opened", .time, "today at 09:14"),
            Field("incident.age", .span, "3 days"),
            Field("owner", .text, "Anna; of another department: Ben (sales)") { owner($0) },
            Field("owner.name", .text, "Anna; of another department: Ben (sales)") { owner($0) },
            Field("owner.note", .text, "ordered, comes Tuesday"),
            Field("owner.since", .time, "today at 09:20") { $0.order.owners.first.map { .time($0.since) } ?? .unknown },
            Field("trail", .list, unknown: "no rows", rows: ["time", "text"]),
            Field("trail[].time", .time, "09:14"),
            Field("trail[].text", .phrase, "low (4)"),
            Field("source", .text, "web-shop", unknown: "skipped when the letter is about none, or about several") { .text(source($0)?.source) },
            Field("source.name", .text, "web-shop") { .text(source($0)?.source) },
            Field("source.platform", .text, "BigCommerce") { .text(source($0)?.platform?.name) },
            Field("department", .text, "purchasing", unknown: "always known") { .text($0.order.department.name) },
            Field("department.name", .text, "purchasing", unknown: "always known") { .text($0.order.department.name) },
            Field("rule", .text, "VIP", unknown: "always known") { .text(rule($0)) },
            Field("rule.name", .text, "VIP", unknown: "always known") { .text(rule($0)) },
            Field("recipient", .text, "Anna"),
            Field("recipient.name", .text, "Anna"),
            Field("links", .group, unknown: "always known") { _ in .group },
            Field("hasRoom", .yesNo, "no in an SMS that would need a second segment", unknown: "yes") { .yes($0.hasRoom) },
            Field("now", .time, "today at 09:16", unknown: "always known") { .time($0.wording.now) },
            Field("shop", .text, "Example Shop"),
            Field("shop.name", .text, "Example Shop"),
            Field("version", .text, "0.1.0", unknown: "always known") { .text($0.version) },
        ]
        + LetterLink.Page.allCases.map { page in
            Field("links.\(page.rawValue)", .link, unknown: "a link without a target vanishes with its text") { scope in
                guard let target = scope.links(LetterLink(page), scope.order) else { return .unknown }
                let short = scope.links(LetterLink(page, isShort: true), scope.order)
                return .link(target, short: short.flatMap { $0.count <= LetterLink.longestShort ? $0 : nil })
            }
        }

    private static func number(_ scope: Scope) -> FieldValue { .text(scope.alert.map { "INC-\($0.incident.string.suffix(4))" }) }

    /// Who has it: those of the reader's own department first, the others with theirs.
    private static func owner(_ scope: Scope) -> FieldValue {
        let own = scope.order.department.name
        let names = scope.order.owners.map { $0.department == own ? $0.name : "\($0.name) (\($0.department))" }
        return names.isEmpty ? .unknown : .text(names.joined(separator: ", "))
    }

    /// A rule is stored as `department/name`; a reader wants the name.
    private static func rule(_ scope: Scope) -> String {
        let prefix = scope.order.department.name + "/"
        return scope.order.rule.hasPrefix(prefix) ? String(scope.order.rule.dropFirst(prefix.count)) : scope.order.rule
    }

    private static func source(_ scope: Scope) -> Subject? {
        let alerts = scope.order.alerts.lazy.filter { $0.trouble == nil }
        guard let first = alerts.first?.subject, alerts.allSatisfy({ $0.subject.source == first.source }) else { return nil }
        return first
    }
}
