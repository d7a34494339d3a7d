import FoundationEssentials
import StockbellCore

extension FieldList {
    /// What came beyond a limit, in one letter.
    static let stormFields: [Field] = [
        Field("storm", .group) { isStorm($0) ? .group : .unknown },
        Field("storm.count", .number, "214") { isStorm($0) ? .number(Decimal($0.order.alerts.count)) : .unknown },
        Field("storm.text", .phrase, "140 out of stock, 74 low", unknown: "always known of a storm; what there is none of is left out") { scope in
            isStorm(scope) ? .phrase(ManyAlerts.counts(scope)) : .unknown
        },
        Field("storm.names", .text, "Philips EP5447/90, ESP-900 and 206 more", unknown: "always known of a storm; the worst first") { names($0) },
        Field("storm.reason", .text, "synchronisation?", unknown: "skipped: each has its own") { .text(reason($0)?.rawValue) },
        Field("storm.reason.text", .phrase, "synchronisation?; the reason that all share, or a guess that the last ones made likely") { scope in
            reason(scope).map { words($0, scope) } ?? .unknown
        },
        Field("storm.alerts", .list, "the worst first", unknown: "no rows") { scope in
            guard isStorm(scope) else { return .unknown }
            let marksTest = !scope.order.alerts.allSatisfy(\.subject.isTest)
            return .list(ManyAlerts.worstFirst(scope, atMost: room(scope)).map { scope.row($0, marksTest: marksTest) })
        },
        Field("storm.more", .group, unknown: "skipped: the message has room for all") { rest($0) > 0 ? .group : .unknown },
        Field("storm.more.count", .number, "189") { rest($0) > 0 ? .number(Decimal(rest($0))) : .unknown },
        Field("storm.more.text", .phrase, "and 189 more") { scope in
            isStorm(scope) ? .phrase(ManyAlerts.more(scope, than: room(scope))) : .unknown
        },
        Field("storm.more.command", .text, "stockbell explain 01K8Z3…4GQ7") { scope in
            rest(scope) > 0 ? .text("stockbell explain \(scope.order.delivery)") : .unknown
        },
        Field("storm.told", .group, unknown: "skipped: nothing went out one by one before") { told($0).isEmpty ? .unknown : .group },
        Field("storm.told.count", .number, "30") { told($0).isEmpty ? .unknown : .number(Decimal(told($0).count)) },
        Field("storm.told.names", .text, "ESP-900, TV-55 OLED", unknown: "nothing went out one by one before") { scope in
            let names = told(scope).map { entries["item.name.short"]?.text(in: scope.row($0, marksTest: false)) ?? "" }
            return names.isEmpty ? .unknown : .text(names.joined(separator: ", "))
        },
        Field("storm.from", .time, "today at 09:14", unknown: "always known of a storm") { time($0, isLast: false) },
        Field("storm.to", .time, "today at 09:17", unknown: "always known of a storm") { time($0, isLast: true) },
    ]

    private static func told(_ scope: Scope) -> [Alert] { isStorm(scope) ? scope.order.told : [] }

    private static func isStorm(_ scope: Scope) -> Bool { scope.order.kind == .storm && scope.alert == nil }

    /// What so many at once are likely to be: a burst is known as such only from its last events on.
    private static func reason(_ scope: Scope) -> StockReason? {
        guard isStorm(scope) else { return nil }
        let reasons = Set(scope.order.alerts.map(\.subject.facts.reason))
        let burst = StockReason(.synchronisation, isGuess: true)
        return reasons.contains(burst) ? burst : reasons.count == 1 ? reasons.first ?? nil : nil
    }

    /// How many alerts a message has room for: Slack takes fifty sections of 3000 characters, a text message a few names.
    private static func room(_ scope: Scope) -> Int {
        switch scope.order.channel.class {
        case .mail, .webhook: 2000
        case .chat: 400
        case .sms: 8
        }
    }

    private static func rest(_ scope: Scope) -> Int { isStorm(scope) ? max(0, scope.order.alerts.count - room(scope)) : 0 }

    private static func names(_ scope: Scope) -> FieldValue {
        guard isStorm(scope) else { return .unknown }
        return .text(ManyAlerts.names(scope))
    }

    private static func time(_ scope: Scope, isLast: Bool) -> FieldValue {
        let times = scope.order.alerts.map(\.decidedAt)
        guard isStorm(scope), let time = isLast ? times.max() : times.min() else { return .unknown }
        return .time(time)
    }
}
