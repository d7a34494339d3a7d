import FoundationEssentials
import StockbellCore

extension FieldList {
    /// What came since the last digest, and what is open still.
    static let digestFields: [Field] =
        [
            Field("digest", .group) { isDigest($0) ? .group : .unknown },
            Field("digest.date", .time, "Tue 6 Jan", unknown: "always known of a digest") { isDigest($0) ? .time($0.wording.now) : .unknown },
            Field("digest.since", .time, "yesterday at 08:00", unknown: "always known of a digest") { scope in
                isDigest(scope) ? scope.order.digest.map { .time($0.since) } ?? .unknown : .unknown
            },
            Field("digest.isEmpty", .yesNo, "yes when nothing came", unknown: "no") { .yes(isDigest($0) && $0.order.alerts.isEmpty) },
            Field("digest.count", .number, "12") { isDigest($0) ? .number(Decimal($0.order.alerts.count)) : .unknown },
            Field("digest.text", .phrase, "3 out of stock, 9 low", unknown: "skipped: nothing came; what there is none of is left out") { scope in
                isDigest(scope) && !scope.order.alerts.isEmpty ? .phrase(ManyAlerts.counts(scope)) : .unknown
            },
            Field("digest.names", .text, "ESP-900, TV-55 OLED and 10 more", unknown: "skipped: nothing came; the worst first") { scope in
                isDigest(scope) && !scope.order.alerts.isEmpty ? .text(ManyAlerts.names(scope)) : .unknown
            },
            Field("digest.groups", .list, unknown: "no rows", rows: ["name", "count", "alerts", "more"]) { scope in
                isDigest(scope) ? .list(DigestGroup.groups(scope, room: room(scope)).map { scope.row(.group($0)) }) : .unknown
            },
            Field("digest.groups[].name", .text, "Groß & Söhne", unknown: "skipped: no \"group\" in config.json") { .text($0.group?.name) },
            Field("digest.groups[].count", .number, "12") { .number($0.group.map { Decimal($0.alerts.count) }) },
            Field("digest.groups[].alerts", .list, "the worst first", unknown: "no rows") { scope in
                .list(scope.group.map { group in rows(group.alerts.prefix(group.room), scope, isNew: true) } ?? [])
            },
            Field("digest.groups[].more", .group, unknown: "skipped: the message has room for all") { rest($0.group) > 0 ? .group : .unknown },
            Field("digest.groups[].more.count", .number, "3") { rest($0.group) > 0 ? .number(Decimal(rest($0.group))) : .unknown },
            Field("digest.groups[].more.text", .phrase, "and 3 more") { .phrase(more(rest($0.group), $0)) },
            Field("digest.more", .group, unknown: "skipped: the message has room for all") { isCut($0) ? .group : .unknown },
            Field("digest.more.command", .text, "stockbell explain 01K8Z3…4GQ7") { scope in
                isCut(scope) ? .text("stockbell explain \(scope.order.delivery)") : .unknown
            },
        ]
        + part("out") { $0.order.alerts.filter { $0.to == .out } } + part("low") { $0.order.alerts.filter { $0.to == .low } }
        + part("back") { $0.order.alerts.filter { $0.to == .ok } } + part("open") { $0.order.told }
        + [
            Field("digest.open.more", .group, unknown: "skipped: the message has room for all") { restOfOpen($0) > 0 ? .group : .unknown },
            Field("digest.open.more.count", .number, "3") { restOfOpen($0) > 0 ? .number(Decimal(restOfOpen($0))) : .unknown },
            Field("digest.open.more.text", .phrase, "and 3 more") { .phrase(more(restOfOpen($0), $0)) },
        ]

    private static func part(_ name: String, _ alerts: @escaping @Sendable (Scope) -> [Alert]) -> [Field] {
        [
            Field("digest.\(name)", .group, unknown: "skipped: there are none") { isDigest($0) && !alerts($0).isEmpty ? .group : .unknown },
            Field("digest.\(name).count", .number, "3", unknown: "always known of a digest") { scope in
                isDigest(scope) ? .number(Decimal(alerts(scope).count)) : .unknown
            },
            Field("digest.\(name).alerts", .list, unknown: "no rows") { scope in
                isDigest(scope) ? .list(rows(alerts(scope).prefix(room(scope)), scope, isNew: name != "open")) : .unknown
            },
        ]
    }

    private static func isDigest(_ scope: Scope) -> Bool { scope.order.kind == .digest && scope.alert == nil }

    private static func rows(_ alerts: some Collection<Alert>, _ scope: Scope, isNew: Bool) -> [Scope] {
        let marksTest = !scope.order.alerts.allSatisfy(\.subject.isTest) || !isNew
        return alerts.map { scope.row($0, marksTest: marksTest, isNew: isNew) }
    }

    /// How many alerts a message has room for.
    private static func room(_ scope: Scope) -> Int {
        switch scope.order.channel.class {
        case .mail, .webhook: 1000
        case .chat: 100
        case .sms: 8
        }
    }

    private static func rest(_ group: DigestGroup?) -> Int { group.map { max(0, $0.alerts.count - $0.room) } ?? 0 }

    private static func restOfOpen(_ scope: Scope) -> Int { isDigest(scope) ? max(0, scope.order.told.count - room(scope)) : 0 }

    private static func isCut(_ scope: Scope) -> Bool {
        isDigest(scope) && (scope.order.alerts.count > room(scope) || restOfOpen(scope) > 0)
    }

    private static func more(_ rest: Int, _ scope: Scope) -> String? {
        rest > 0 ? scope.words(.more, ["count": scope.wording.number(Decimal(rest))]) : nil
    }
}
