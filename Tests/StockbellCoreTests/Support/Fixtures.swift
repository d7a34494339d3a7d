import FoundationEssentials
import StockbellCore

extension Date {
    /// 2026-01-05 08:00 UTC, a Monday.
    static let start = Date(timeIntervalSince1970: 1_767_600_000)

    /// So many seconds after `start`.
    static func second(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }
}

/// A stock event of the source "tills" with what a test wants to say.
func stockEvent(
    _ kind: StockEvent.Kind = .level, _ item: String = "A", _ quantity: Decimal? = nil, previous: Decimal? = nil, delta: Decimal? = nil,
    at second: TimeInterval? = nil, sequence: Int64? = nil, source: String = "tills", place: String? = "1", key: DedupeKey? = nil,
    facts: StockFacts = .init(), isTest: Bool = false, type: String = "stock"
) -> StockEvent {
    StockEvent(
        kind: kind, type: type,
        subject: Subject(
            source: source, platform: .enad, item: Item(id: item, sku: item), place: place.map { Place(id: $0) }, facts: facts, isTest: isTest),
        dedupeKey: key, quantity: quantity, previous: previous, delta: delta, occurredAt: second.map { .second($0) }, sequence: sequence)
}

extension DedupeKey {
    static func id(_ digest: UInt8) -> DedupeKey { DedupeKey(digest: [digest], strength: .providerID) }
    static func print(_ digest: UInt8) -> DedupeKey { DedupeKey(digest: [digest], strength: .fingerprint) }
}

extension ChannelSettings {
    /// A mail channel; the address comes from a fixture that reads.
    static func mail(_ name: String = "mail", ifUnsure: IfUnsure? = nil, timeout: Duration? = nil) throws -> ChannelSettings {
        guard let from = Mailbox("Stockbell <stock@example.com>") else { throw FixtureError() }
        return ChannelSettings(
            name: name, kind: .smtp(SMTPSettings(host: "127.0.0.1", port: 25, security: .none, from: from)), timeout: timeout, ifUnsure: ifUnsure)
    }

    static func chat(_ name: String = "chat", ifUnsure: IfUnsure? = nil) -> ChannelSettings {
        ChannelSettings(
            name: name, kind: .slack(SlackSettings(url: Secret("https://hooks.example.com/x"))), ifUnsure: ifUnsure, rates: ChannelRates())
    }

    static func hook(_ name: String = "hook", ifUnsure: IfUnsure? = nil) -> ChannelSettings {
        ChannelSettings(name: name, kind: .webhook(WebhookSettings(url: Secret("https://example.com/hook"))), ifUnsure: ifUnsure)
    }

    static func sms(_ name: String = "sms", ifUnsure: IfUnsure? = nil) -> ChannelSettings {
        ChannelSettings(
            name: name, kind: .kannel(KannelSettings(url: Secret("http://127.0.0.1:13013/cgi-bin/sendsms"), username: "u", password: Secret("p"))),
            ifUnsure: ifUnsure)
    }
}

struct FixtureError: Error {}

extension Settings {
    /// One source of each behaviour, one channel of each class; every rule hears all stock alerts unless a test says otherwise.
    static func fixture(
        sources: [SourceSettings] = [SourceSettings(name: "tills", platform: .enad, firstSight: .alert)], low: Decimal? = 5, okAbove: Decimal? = nil,
        backAbove: Decimal? = nil,
        departments: [Department] = [.wanting("purchasing", "mail:buyers@example.com")], otherwise: Address? = nil, operators: [Address] = []
    ) throws -> Settings {
        Settings(
            listen: Endpoint(host: "127.0.0.1", port: 0), store: "/nowhere", admin: Endpoint(host: "127.0.0.1", port: 0), sources: sources,
            thresholds: Thresholds([.init(low: low, okAbove: okAbove, backAbove: backAbove, origin: "thresholds[0]")]),
            channels: [try .mail(), .chat(), .hook(), .sms()],
            routing: Routing(departments: departments, otherwise: otherwise, operators: operators), folder: "/")
    }
}

extension Department {
    /// A department with one rule that sends `on` to the addresses.
    static func wanting(
        _ name: String, _ addresses: String..., on: Set<AlertKind> = AlertKind.stock, where condition: Where = .always, limit: Limit.Choice = .usual
    ) -> Department {
        Department(
            name: name, locale: "en", timeZone: "UTC",
            rules: [Rule(id: "\(name)/all", name: "all", on: on, where: condition, send: addresses.map { Address(text: $0) }, limit: limit)])
    }
}
