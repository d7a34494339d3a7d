import Curl
import FoundationEssentials
package import StockbellCore

/// Posts the facts of alerts as JSON to an endpoint of the shop's own, signed as the Standard Webhooks specification says.
package struct WebhookAdapter: ChannelAdapter {
    private let settings: WebhookSettings
    private let channel: ChannelSettings
    private let redaction: Redaction
    private let signature: WebhookSignature?

    package init(_ settings: WebhookSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction(settings.secrets + settings.headers.map(\.value) + (settings.body?.secrets ?? []), urls: [settings.url])
        signature = WebhookSignature(settings.secrets)
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        if let last = exchanges.last {
            let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
            return .done(judgement.failure(of: last.response) ?? .delivered(Receipt(answer: judgement.summary(of: last.response))))
        }
        if let problem { return .done(.misconfigured(Failure(.other, problem))) }
        let body = try AlertFacts.body(of: parcel)
        let timestamp = Int64(parcel.attemptAt.timeIntervalSince1970)
        var headers = settings.headers.map { Header(name: $0.name, value: $0.value.reveal()) }
        headers.append(Header(name: "Content-Type", value: "application/json"))
        headers.append(Header(name: "webhook-id", value: parcel.idempotencyKey))
        headers.append(Header(name: "webhook-timestamp", value: String(timestamp)))
        if let value = signature?.header(id: parcel.idempotencyKey, timestamp: timestamp, body: body) {
            headers.append(Header(name: "webhook-signature", value: value))
        }
        return .send(CurlRequest(url: settings.url.reveal(), channel: channel, headers: headers, payload: .body(body)))
    }

    /// What is wrong with the settings; nil: nothing.
    private var problem: String? {
        if signature == nil { return "a signing secret is neither \"whsec_\" nor \"whsk_\" followed by a key in Base64" }
        for header in settings.headers {
            let value = header.value.reveal()
            if value.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\t" || $0.value == 127 }) {
                return "the value of the header \(header.name) holds a line break or another control character"
            }
            if Self.own.contains(header.name.lowercased()) { return "the header \(header.name) is set by Stockbell itself" }
        }
        return nil
    }

    private static let own: Set = [
        "connection", "content-length", "content-type", "host", "transfer-encoding", "webhook-id", "webhook-signature", "webhook-timestamp",
    ]
}
