import FoundationEssentials
import StockbellCore
import StockbellTesting

/// The shop of every simulated world: who wants what, by which way.
enum Shop {
    static let low: Decimal = 5
    static let okAbove: Decimal = 7

    /// The department that only tries its rules.
    static let trial = "trial"

    struct Wanting: Hashable {
        var department: String
        var address: Address
    }

    /// A rule.
    private struct Want {
        var department: String
        var kinds: Set<AlertKind>
        var addresses: [String]
        var wait: Duration?
        var digest: Digest?
    }

    private static let wants = [
        Want(department: "purchasing", kinds: AlertKind.stock, addresses: ["mail:buyers@example.com", "chat"]),
        Want(department: "office", kinds: [.outOfStock, .backInStock, .refilled], addresses: ["mail:buyers@example.com", "hook"]),
        Want(department: "warehouse", kinds: [.outOfStock, .backInStock], addresses: ["sms:+4915112345671", "sms:+4915112345672"]),
        Want(
            department: "desk", kinds: AlertKind.stock, addresses: ["mail:desk@example.com", "sms:+4915112345674"], wait: .seconds(20)),
        Want(
            department: "planning", kinds: AlertKind.stock, addresses: ["mail:planning@example.com", "hook"],
            digest: Digest(.every(seconds: 60, max: 5), showsOpen: true)),
        Want(department: trial, kinds: [.outOfStock, .lowStock], addresses: ["mail:buyers@example.com"]),
    ]

    /// The place that the depot and the store that follows it both know, by the ids of each.
    private static let hall = NamedPlace(key: "hall", name: "Hall", spots: [.init(source: "depot", id: "H"), .init(source: "store", id: "1")])

    /// The shelf that an event is of; nil: no other source knows its place.
    static func shelf(of subject: Subject) -> LevelKey? {
        guard let sku = subject.item.sku, hall.spots.contains(.init(source: subject.source, id: subject.place?.id)) else { return nil }
        return LevelKey(source: "", item: sku, place: hall.key, aspect: .shelf)
    }

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
        // Where the two differ, and what is gone at all of their places.
        let joined = Where.field(.source, .matches([Glob("depot"), Glob("store")]))
        let control = Department(
            name: "control", locale: "en", timeZone: "UTC",
            rules: [
                Rule(id: "control/differ", name: "differ", on: [.mismatch], send: [Address(text: "chat"), Address(text: "hook")], limit: limit),
                Rule(
                    id: "control/all", name: "all", on: AlertKind.stock, where: joined, across: .allPlaces,
                    send: [Address(text: "mail:control@example.com"), Address(text: "sms:+4915112345673")], limit: limit),
            ])
        let departments = wants.map { want in
            var rule = Rule(
                id: "\(want.department)/all", name: "all", on: want.kinds, send: want.addresses.map { Address(text: $0) }, limit: limit,
                mode: want.department == trial ? .trial : .live, wait: want.wait, digest: want.digest)
            // Nobody is reminded: that would never end.
            if want.department == "purchasing" { rule.escalate = [.init(after: .seconds(30), send: [Address(text: "mail:head@example.com")])] }
            if want.department == "warehouse" { rule.fallback = [Address(text: "mail:buyers@example.com"), Address(text: "hook")] }
            return Department(name: want.department, locale: "en", timeZone: "UTC", rules: [rule])
        }
        return Settings(
            listen: .init(host: "127.0.0.1", port: 0), store: "stockbell.sqlite", admin: .init(host: "127.0.0.1", port: 0),
            sources: [
                SourceSettings(
                    name: "tills", platform: .enad, isUnsigned: true, firstSight: .alert, quietAfter: isTight ? .after(.seconds(120)) : .learned),
                SourceSettings(name: "web", platform: .bigcommerce, isUnsigned: true, firstSight: .alert),
                SourceSettings(name: "licences", platform: .digitalRiver, isUnsigned: true, firstSight: .summary),
                SourceSettings(name: "depot", platform: .enad, isUnsigned: true, firstSight: .alert),
                SourceSettings(
                    name: "store", platform: .bigcommerce, isUnsigned: true, firstSight: .alert, follows: "depot", mismatchAfter: .seconds(20)),
            ], places: [hall],
            thresholds: Thresholds([Thresholds.Line(low: low, okAbove: okAbove, origin: "thresholds[0]")]),
            channels: channels.filter { $0.name != channel }.map { settings in
                var settings = settings
                settings.retry = retry ?? settings.retry
                if settings.class == .sms || settings.class == .mail {
                    settings.feedback = FeedbackDoor(url: "https://stock.example.com/receipts/\(settings.name)", key: Secret("k"))
                }
                return settings
            },
            routing: Routing(
                departments: departments + [control], otherwise: Address(text: "mail:ops@example.com"),
                operators: [Address(text: "chat"), Address(text: "mail:ops@example.com")]), folder: ".")
    }
}
