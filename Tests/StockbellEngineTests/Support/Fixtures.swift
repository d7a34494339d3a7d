import FoundationEssentials
import Logging
import StockbellCore
import StockbellEngine

extension Date {
    /// 2026-01-05 08:00 UTC, a Monday.
    static let start = Date(timeIntervalSince1970: 1_767_600_000)

    /// So many seconds after `start`.
    static func second(_ seconds: TimeInterval) -> Date { start.addingTimeInterval(seconds) }
}

/// A stock event of the source "tills": the item's quantity is so many.
func stockEvent(_ item: String = "A", _ quantity: Decimal, source: String = "tills") -> StockEvent {
    StockEvent(
        kind: .level, type: "stock",
        subject: Subject(source: source, platform: .enad, item: Item(id: item, sku: item), place: Place(id: "1")), quantity: quantity)
}

extension Decoded {
    static func level(_ item: String = "A", _ quantity: Decimal) -> Decoded { .events([stockEvent(item, quantity)]) }
    /// Changes nothing.
    static let nothing = Decoded.ignored(type: "ping", reason: "says nothing")
}

extension SourceRequest {
    static func body(_ text: String, headers: [Arrival.Header] = []) -> SourceRequest { SourceRequest(headers: headers, body: Array(text.utf8)) }
}

extension ChannelSettings {
    static func mail(_ name: String = "mail", width: Int? = nil, ifUnsure: IfUnsure? = nil) throws -> ChannelSettings {
        guard let from = Mailbox("Stockbell <stock@example.com>") else { throw FixtureError() }
        return ChannelSettings(
            name: name, kind: .smtp(SMTPSettings(host: "127.0.0.1", port: 25, security: .none, from: from)), concurrency: width, ifUnsure: ifUnsure)
    }

    static func chat(_ name: String = "chat", width: Int? = nil) -> ChannelSettings {
        ChannelSettings(
            name: name, kind: .slack(SlackSettings(url: Secret("https://hooks.example.com/x"))), concurrency: width, rates: ChannelRates())
    }

    static func hook(_ name: String = "hook", width: Int? = nil) -> ChannelSettings {
        ChannelSettings(name: name, kind: .webhook(WebhookSettings(url: Secret("https://example.com/hook"))), concurrency: width)
    }

    static func sms(_ name: String = "sms", width: Int? = nil, ifUnsure: IfUnsure? = nil) -> ChannelSettings {
        ChannelSettings(
            name: name, kind: .kannel(KannelSettings(url: Secret("http://127.0.0.1:13013/cgi-bin/sendsms"), username: "u", password: Secret("p"))),
            concurrency: width, ifUnsure: ifUnsure)
    }
}

struct FixtureError: Error {}

extension Settings {
    /// The source "tills", and one department whose one rule sends every stock alert to `addresses`.
    static func fixture(
        _ channels: [ChannelSettings], send addresses: String..., operators: [String] = [], firstSight: SourceSettings.FirstSight = .alert
    ) -> Settings {
        let rule = Rule(id: "purchasing/all", name: "all", on: AlertKind.stock, send: addresses.map { Address(text: $0) })
        return Settings(
            listen: Endpoint(host: "127.0.0.1", port: 0), store: "/nowhere", admin: Endpoint(host: "127.0.0.1", port: 0),
            sources: [SourceSettings(name: "tills", platform: .enad, firstSight: firstSight)],
            thresholds: Thresholds([.init(low: 5, okAbove: nil, origin: "thresholds[0]")]), channels: channels,
            routing: Routing(
                departments: [Department(name: "purchasing", locale: "en", timeZone: "UTC", rules: [rule])],
                operators: operators.map { Address(text: $0) }), folder: "/")
    }

    var couriers: [String: CourierMachine] { widths.mapValues { CourierMachine(width: $0) } }
    var widths: [String: Int] { Dictionary(channels.map { ($0.name, $0.concurrency) }) { first, _ in first } }
}

extension Outcome {
    static let fine = Outcome.delivered(Receipt(answer: "250 ok"))
    static let again = Outcome.retry(Failure(.serverError, "503"), after: nil, scope: .message)
    static let unsure = Outcome.unknown(Failure(.noAnswer, "no answer"))
    static let wrong = Outcome.misconfigured(Failure(.authentication, "535"))
    static let refused = Outcome.rejected(Failure(.unknownRecipient, "550"), suppress: false)

    /// The far side wants to hear nothing at all for so long.
    static func peace(_ seconds: Int) -> Outcome { .retry(Failure(.rateLimited, "429"), after: .seconds(seconds), scope: .channel) }
    static func later(_ seconds: Int) -> Outcome { .retry(Failure(.rateLimited, "429"), after: .seconds(seconds), scope: .message) }
}

extension Logger {
    /// Says nothing.
    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
