import Curl
package import StockbellCore

/// Posts by a webhook of Discord, and changes what it posted (docs.discord.com/developers/resources/webhook).
package struct DiscordAdapter: ChannelAdapter {
    private let settings: DiscordSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: DiscordSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        redaction = Redaction(urls: [settings.url])
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let first = channel.incidents == .edit ? parcel.thread.flatMap { Self.isID($0) ? $0 : nil } : nil
        guard let last = exchanges.last else { return .send(try request(parcel, changing: first)) }
        let answer = DiscordAnswer(last.response, judgement: HTTPJudgement(redaction: redaction, now: parcel.attemptAt))
        // Somebody took the message away that it should change: it is posted anew.
        if first != nil, exchanges.count == 1, answer.isWithoutMessage { return .send(try request(parcel, changing: nil)) }
        return .done(answer.outcome(keepsThread: channel.incidents == .edit))
    }

    private func request(_ parcel: Parcel, changing message: String?) throws -> CurlRequest {
        let parts = settings.url.reveal().split(separator: "?", maxSplits: 1)
        var query = parts.dropFirst().map(String.init)
        // Without it Discord answers before it has kept the message, and tells no error.
        if message == nil { query.append("wait=true") }
        if let thread = settings.thread { query.append("thread_id=\(PercentEncoding.encode(thread))") }
        let url = String(parts[0]) + (message.map { "/messages/\($0)" } ?? "") + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        // Discord refuses clients that do not name themselves in this form (error 40333).
        let agent = Header(name: "User-Agent", value: "DiscordBot (https://stockbell.example, 1.0)")
        return try CurlRequest(
            url: url, channel: channel, method: message == nil ? nil : "PATCH", headers: [agent], json: try DiscordPost(parcel.letter()))
    }

    private static func isID(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
}
