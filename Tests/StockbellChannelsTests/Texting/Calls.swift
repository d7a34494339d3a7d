import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellChannels

/// Calls to `/receipts/…` as gateways make them.
struct Calls {
    static let door = FeedbackDoor(url: "https://stock.example.com/receipts/sms", key: Secret("k3y of receipts"))
    static let key = DeliveryKey(.init(Samples.delivery))
    static let now = Samples.created

    let channel: ChannelSettings
    let reader: any FeedbackReader

    init(_ kind: ChannelSettings.Kind, name: String = "sms") throws {
        var channel = ChannelSettings(name: name, kind: kind)
        channel.feedback = Self.door
        self.channel = channel
        reader = try #require(FeedbackReaders.reader(for: channel))
    }

    /// The query of a message's own URL.
    var query: String {
        get throws { try Self.query(#require(CallbackURL(channel)).url(for: Self.key)) }
    }

    /// The query of the URL for what people send.
    var inbound: String {
        get throws { try Self.query(#require(CallbackURL(channel)).inbound) }
    }

    private static func query(_ url: String) -> String { String(url.drop { $0 != "?" }.dropFirst()) }

    func get(_ query: String, headers: [Arrival.Header] = [], now: Date = now) -> FeedbackReading {
        reader.read(FeedbackCall(method: "GET", query: query, headers: headers), now: now)
    }

    func post(_ body: String, query: String = "", type: String = "application/x-www-form-urlencoded", headers: [Arrival.Header] = [], now: Date = now)
        -> FeedbackReading
    {
        let headers = headers + [.init(name: "Content-Type", value: type)]
        return reader.read(FeedbackCall(method: "POST", query: query, headers: headers, body: Array(body.utf8)), now: now)
    }
}

extension FeedbackReading {
    /// What a call says, for tables: "arrived 01JD…: detail", "out +49…", "refused".
    var label: String {
        switch self {
        case .understood(let feedback, _): feedback.map(\.label).joined(separator: ", ")
        case .unheeded: "unheeded"
        case .refused: "refused"
        case .nonsense: "nonsense"
        }
    }

    var detail: String {
        guard case .understood(let feedback, _) = self, case .report(let report)? = feedback.first else { return "" }
        return report.detail
    }
}

extension Feedback {
    fileprivate var label: String {
        switch self {
        case .report(let report):
            switch report.subject {
            case .delivery(let key):
                "\(report.fate.rawValue)\(report.suppresses.map { " \($0.rawValue)" } ?? "")\(key.description == Samples.delivery ? "" : " \(key)")"
            case .provider(let id): "\(report.fate.rawValue)\(report.suppresses.map { " \($0.rawValue)" } ?? "") provider \(id)"
            }
        case .optOut(let recipient, _): "out \(recipient)"
        case .optOutOf(let id, _): "out of \(id)"
        case .optIn(let recipient): "in \(recipient)"
        }
    }
}
