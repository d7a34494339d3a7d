import FoundationEssentials

/// Plays Slack's incoming webhook.
enum SlackGateway {
    /// Answers `ok`, `invalid_payload` or `no_text`, as Slack does.
    static func answer(_ request: GatewayRequest, channel: String, now: Date) -> GatewayReply {
        guard let message = try? JSONDecoder().decode(SlackMessage.self, from: Data(request.body)) else {
            return GatewayReply(status: 400, body: "invalid_payload")
        }
        guard message.saysSomething else { return GatewayReply(status: 400, body: "no_text") }
        let hasBlocks = message.blocks?.isEmpty == false
        let caught = CaughtMessage(
            channel: channel, kind: .chat, to: message.channel, subject: hasBlocks ? message.text : nil, text: message.visibleText,
            raw: String(decoding: request.body, as: UTF8.self), receivedAt: now,
            links: message.links.compactMap { CaughtLink(text: $0.text, url: $0.url) })
        return GatewayReply(status: 200, body: "ok", messages: [caught])
    }
}
