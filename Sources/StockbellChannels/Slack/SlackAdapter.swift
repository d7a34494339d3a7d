import Curl
import FoundationEssentials
package import StockbellCore

/// Posts to a Slack incoming webhook (docs.slack.dev/messaging/sending-messages-using-incoming-webhooks), or by the Web API as a bot, which
/// answers in threads and changes messages (docs.slack.dev/reference/methods/chat.postMessage, chat.update).
package struct SlackAdapter: ChannelAdapter {
    private let settings: SlackSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: SlackSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        switch settings.access {
        case .hook(let url): redaction = Redaction(urls: [url])
        case .bot(let server, let token): redaction = Redaction([token], urls: [server])
        }
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        switch settings.access {
        case .hook(let url):
            if let last = exchanges.last { return .done(SlackHookJudgement(judgement: judgement).outcome(of: last.response)) }
            let body = SlackPost(try SlackMessage(parcel.letter(), hasButtons: settings.hasButtons))
            return .send(try CurlRequest(url: url.reveal(), channel: channel, json: body))
        case .bot(let server, let token):
            let first = try handle(of: parcel)
            guard let last = exchanges.last else { return .send(try request(parcel, after: first, at: server, token)) }
            let answer = SlackAnswer(last.response, judgement: judgement)
            // The message that it should change or answer is not there any more: it stands by itself.
            if answer.isWithoutFirst, exchanges.count == 1, first != nil { return .send(try request(parcel, after: nil, at: server, token)) }
            let kept = exchanges.count == 1 && channel.incidents == .thread ? first : nil
            return .done(answer.outcome(for: parcel, thread: kept, isSingle: channel.incidents == .single))
        }
    }

    /// The first message of its incident; nil: there is none, or the channel has moved to another room since.
    private func handle(of parcel: Parcel) throws(ContentError) -> MessageHandle? {
        guard let first = parcel.thread.flatMap(MessageHandle.init) else { return nil }
        let room = try parcel.room(orElse: settings.room)
        // Somebody's own room has another id than they themselves.
        return first.room == room || !["C", "G"].contains(room.prefix(1)) ? first : nil
    }

    private func request(_ parcel: Parcel, after first: MessageHandle?, at server: Secret, _ token: Secret) throws -> CurlRequest {
        var body = SlackPost(try SlackMessage(parcel.letter(), hasButtons: settings.hasButtons))
        var method = "chat.postMessage"
        body.channel = try first?.room ?? parcel.room(orElse: settings.room)
        switch (channel.incidents, first) {
        case (.thread, let first?):
            body.thread = first.message
            body.isBroadcast = parcel.letterKind?.isForEverybody
        case (.edit, let first?):
            body.changes = first.message
            (body.unfurlLinks, body.unfurlMedia) = (nil, nil)
            method = "chat.update"
        case (.single, _), (_, nil):
            body.channel = try parcel.room(orElse: settings.room)
        }
        let bearer = Header(name: "Authorization", value: "Bearer \(token.reveal())")
        return try CurlRequest(url: "\(server.reveal())/\(method)", channel: channel, headers: [bearer], json: body)
    }
}
