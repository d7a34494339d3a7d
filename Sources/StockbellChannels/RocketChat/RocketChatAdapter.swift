import Curl
package import StockbellCore

/// Posts to an incoming integration of Rocket.Chat, or as a user by its API, which answers in threads and changes messages.
package struct RocketChatAdapter: ChannelAdapter {
    private let settings: RocketChatSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: RocketChatSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        switch settings.access {
        case .hook(let url): redaction = Redaction(urls: [url])
        case .bot(let server, let token): redaction = Redaction([token], urls: [server])
        }
    }

    /// The most characters of a message, unless the server's `Message_MaxAllowedSize` says otherwise.
    private static let longest = 5000

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        switch settings.access {
        case .hook(let url):
            if let last = exchanges.last { return .done(RocketChatAnswer(last.response, judgement: judgement).outcomeOfHook) }
            return .send(try CurlRequest(url: url.reveal(), channel: channel, json: ["text": try text(parcel)]))
        case .bot(let server, let token):
            let requests = RocketChatRequests(server: server, token: token, userID: settings.userID ?? "", channel: channel)
            guard let last = exchanges.last else { return try first(parcel, requests) }
            return try next(parcel, requests, after: last, exchanges.dropLast().last, judgement)
        }
    }

    private func first(_ parcel: Parcel, _ requests: RocketChatRequests) throws -> Step {
        let room = try parcel.room(orElse: settings.room)
        // By its name nobody can tell whether a room is the one of before.
        let handle = parcel.thread.flatMap(MessageHandle.init).flatMap { room.hasPrefix("#") || room == $0.room ? $0 : nil }
        switch (channel.incidents, handle) {
        case (.edit, let handle?): return .send(try requests.change(handle, try text(parcel)))
        case (.thread, let handle?): return .send(try requests.send(parcel, try text(parcel), to: handle.room, thread: handle.message))
        case (.single, _), (_, nil): return try anew(parcel, requests)
        }
    }

    /// A message of its own; the name of a room becomes its id first, which alone `chat.sendMessage` takes.
    private func anew(_ parcel: Parcel, _ requests: RocketChatRequests) throws -> Step {
        let room = try parcel.room(orElse: settings.room)
        if room.hasPrefix("#") { return .send(requests.room(named: String(room.dropFirst()))) }
        return .send(try requests.send(parcel, try text(parcel), to: room, thread: nil))
    }

    private func next(
        _ parcel: Parcel, _ requests: RocketChatRequests, after last: Exchange, _ before: Exchange?, _ judgement: HTTPJudgement
    ) throws -> Step {
        let answer = RocketChatAnswer(last.response, judgement: judgement)
        let isSingle = channel.incidents == .single
        if last.request.url.contains("/chat.update") {
            // Somebody took away what it should change, or it may not be changed any more: it stands by itself.
            if answer.isRefused { return try anew(parcel, requests) }
            return .done(answer.outcome(for: parcel, thread: nil, isSingle: isSingle))
        }
        if last.request.url.contains("/rooms.info") {
            if let room = answer.roomID { return .send(try requests.send(parcel, try text(parcel), to: room, thread: nil)) }
            return .done(answer.outcomeOfRoom(parcel))
        }
        let kept = channel.incidents == .thread ? parcel.thread.flatMap(MessageHandle.init) : nil
        if last.request.url.contains("/chat.getMessage"), let before {
            // It is not there, so what was said of the post stands.
            let judged = answer.isWithoutMessage ? RocketChatAnswer(before.response, judgement: judgement) : answer
            return .done(judged.outcome(for: parcel, thread: kept, isSingle: isSingle))
        }
        if answer.mayBeThere { return .send(requests.message(parcel.idempotencyKey)) }
        return .done(answer.outcome(for: parcel, thread: kept, isSingle: isSingle))
    }

    private func text(_ parcel: Parcel) throws(ContentError) -> String {
        try MarkdownLetter(dialect: .rocketChat, limit: Self.longest).write(parcel.letter())
    }
}
