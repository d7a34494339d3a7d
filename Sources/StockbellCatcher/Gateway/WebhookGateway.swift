import FoundationEssentials

/// Plays the receiver of a generic webhook.
enum WebhookGateway {
    private struct Envelope: Decodable {
        var type: String?
    }

    /// Answers 200 to any JSON.
    ///
    /// Kept beside the body are the headers that belong to it, never one that could hold a password.
    static func answer(_ request: GatewayRequest, channel: String, now: Date) -> GatewayReply {
        let decoder = JSONDecoder()
        guard (try? decoder.decode(AnyJSON.self, from: Data(request.body))) != nil else {
            return GatewayReply(status: 400, body: "The body is not JSON.")
        }
        let body = String(decoding: request.body, as: UTF8.self)
        let head = request.headers.filter { header in
            let name = header.name.lowercased()
            return name.hasPrefix("webhook-") || name == "content-type"
        }
        let caught = CaughtMessage(
            channel: channel, kind: .webhook, subject: (try? decoder.decode(Envelope.self, from: Data(request.body)))?.type, text: body,
            raw: head.map { "\($0.name.lowercased()): \($0.value)\n" }.joined() + "\n" + body, receivedAt: now)
        return GatewayReply(status: 200, body: "", messages: [caught])
    }

    /// Any JSON value: decoding it succeeds if the bytes are JSON.
    private struct AnyJSON: Decodable {
        init(from decoder: any Decoder) {}
    }
}
