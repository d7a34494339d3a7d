import Curl
import FoundationEssentials
import StockbellCore

/// Values that the tests of this target share.
enum Samples {
    static let created = Date(timeIntervalSince1970: 1_763_748_000)  // 2025-11-21 18:00:00 UTC
    static let delivery = "01JD0000000000000000000000"

    static func parcel(
        _ content: Parcel.Content, to recipient: String? = nil, key: String = delivery, attempt: Int = 1, at attemptAt: Date = created,
        incident: String? = "01JC0000000000000000000000"
    ) -> Parcel {
        Parcel(
            key: DeliveryKey(key) ?? DeliveryKey(.init(delivery)), attempt: attempt, incident: incident.map { .init($0) }, department: "purchasing",
            recipient: recipient, content: content, createdAt: created, attemptAt: attemptAt, mayBeDuplicate: false)
    }

    /// A letter that says a name everywhere where a letter can say one.
    static func letter(named name: String, subject: String? = nil) -> Message {
        let url = "https://stock.example.com/i/1?a=1&b=2"
        return Message(
            subject: subject ?? "Out of stock: \(name)", sms: "OUT \(name)",
            body: Document([
                .paragraph([.strong([.text(name)]), .text(" ran out")]),
                .table(header: [[.text("Item")], [.text("Place")]], rows: [[[.text(name)], [.text("Hamburg")]]]),
                .actions([.init(label: [.text("I'm on it")], target: url)]),
            ]),
            html: "<p>ran out</p>\n", plain: "\(name) ran out\n")
    }

    static func alert(
        name: String? = "Espresso", quantity: Decimal? = 0, previous: Decimal? = 3, threshold: Decimal? = 5,
        place: Place? = .init(id: "2", name: "Hamburg")
    ) -> Alert {
        Alert(
            id: .init("01JA0000000000000000000000"), incident: .init("01JC0000000000000000000000"), kind: .outOfStock,
            subject: Subject(source: "web-shop", platform: .bigcommerce, item: Item(id: "127", sku: "ESP-900", name: name), place: place),
            from: .low, to: .out, quantity: quantity, previous: previous, threshold: .init(low: threshold), since: created, duration: 840,
            decidedAt: created.addingTimeInterval(0.25))
    }

    static func response(_ status: Int, _ body: String = "", retryAfter: String? = nil) -> CurlResponse {
        let headers = retryAfter.map { [Header(name: "retry-after", value: $0)] } ?? []
        return CurlResponse(status: status, headers: headers, body: Array(body.utf8), isRequestSent: true)
    }

    static func reply(_ command: String, _ line: String) -> SMTPReply { SMTPReply(command: command, lines: [line]) }
}

extension Outcome {
    /// The kind of outcome with its reason, for tables: "retry rate-limited channel".
    var label: String {
        switch self {
        case .delivered: "delivered"
        case .retry(let failure, _, let scope): "retry \(failure.reason.rawValue) \(scope.rawValue)"
        case .rejected(let failure, let suppress): "rejected \(failure.reason.rawValue)" + (suppress ? " suppress" : "")
        case .misconfigured(let failure): "misconfigured \(failure.reason.rawValue)"
        case .unknown(let failure): "unknown \(failure.reason.rawValue)"
        case .unsent: "unsent"
        }
    }

    var after: Duration? {
        guard case .retry(_, let after, _) = self else { return nil }
        return after
    }

    /// All that people may read of it.
    var text: String {
        switch self {
        case .delivered(let receipt): receipt.answer + (receipt.providerID ?? "")
        case .retry(let failure, _, _), .rejected(let failure, _), .misconfigured(let failure), .unknown(let failure): failure.detail
        case .unsent: ""
        }
    }
}
