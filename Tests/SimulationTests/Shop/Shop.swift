import FoundationEssentials
import StockbellCore
import StockbellTesting

/// The shop of every simulated world: who wants what, by which way.
enum Shop {
    static let low: Decimal = 5
    static let okAbove: Decimal = 7

    struct Wanting: Hashable {
        var department: String
        var address: Address
    }

    /// Each line is a rule.
    private static let wants: [(department: String, kinds: Set<AlertKind>, addresses: [String])] = [
        ("purchasing", AlertKind.stock, ["mail:buyers@example.com", "chat"]),
        ("office", [.outOfStock, .backInStock, .refilled], ["mail:buyers@example.com", "hook"]),
        ("warehouse", [.outOfStock, .backInStock], ["sms:+4915112345671", "sms:+4915112345672"]),
    ]

    /// Who is to hear an alert about stock, whatever the routing makes of it.
    static func wanting(_ kind: AlertKind) -> Set<Wanting> {
        Set(
            wants.filter { $0.kinds.contains(kind) }.flatMap { want in
                want.addresses.map { Wanting(department: want.department, address: Address(text: $0)) }
            })
    }

    /// - Parameters:
    ///   - channel: one that is not configured; nil: all are.
    ///   - isImpatient: whether messages give up after minutes.
    ///   - isTight: whether few messages go singly.
    static func settings(without channel: String?, isImpatient: Bool, isTight: Bool) -> Settings {
        let limit = isTight ? Limit.Choice.own(Limit(max: 2, per: .seconds(120))) : .usual
        let retry = isImpatient ? RetrySchedule(first: .seconds(2), longest: .seconds(30), horizon: .seconds(240)) : nil
        let channels = [
            ChannelSettings.make("mail", .mail, concurrency: 2), .make("chat", .chat, concurrency: 1), .make("hook", .webhook, concurrency: 3),
            .make("sms", .sms, concurrency: 2),
        ]
        let departments = wants.map { want in
            Department(
                name: want.department, locale: "en", timeZone: "UTC",
                rules: [
                    Rule(id: "\(want.department)/all", name: "all", on: want.kinds, send: want.addresses.map { Address(text: $0) }, limit: limit)
                ])
        }
        return Settings(
            listen: .init(host: "127.0.0.1", port: 0), store: "stockbell.sqlite", admin: .init(host: "127.0.0.1", port: 0),
            sources: [
                SourceSettings(
                    name: "tills", platform: .enad, isUnsigned: true, firstSight: .alert, quietAfter: isTight ? .after(.seconds(120)) : .learned),
                SourceSettings(name: "web", platform: .bigcommerce, isUnsigned: true, firstSight: .alert),
                SourceSettings(name: "licences", platform: .digitalRiver, isUnsigned: true, firstSight: .summary),
            ],
            thresholds: Thresholds([Thresholds.Line(low: low, okAbove: okAbove, origin: "thresholds[0]")]),
            channels: channels.filter { $0.name != channel }.map { settings in
                var settings = settings
                settings.retry = retry ?? settings.retry
                return settings
            },
            routing: Routing(
                departments: departments, otherwise: Address(text: "mail:ops@example.com"),
                operators: [Address(text: "chat"), Address(text: "mail:ops@example.com")]), folder: ".")
    }
}
