import Curl
package import StockbellCore

/// Posts to an incoming webhook of Mattermost, or as a bot by its API, which answers in threads and changes posts (developers.mattermost.com).
package struct MattermostAdapter: ChannelAdapter {
    private let settings: MattermostSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: MattermostSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        switch settings.access {
        case .hook(let url): redaction = Redaction(urls: [url])
        case .bot(let server, let token): redaction = Redaction([token], urls: [server])
        }
    }

    /// The most characters of a post (`PostMessageMaxRunesV2` of the server); a longer one of a webhook is divided.
    private static let longest = 16_383

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        switch settings.access {
        case .hook(let url):
            if let last = exchanges.last { return .done(MattermostAnswer(last.response, judgement: judgement).outcomeOfHook) }
            return .send(try CurlRequest(url: url.reveal(), channel: channel, json: ["text": try text(parcel)]))
        case .bot(let server, let token):
            let first = parcel.thread.flatMap { Self.isID($0) ? $0 : nil }
            guard let last = exchanges.last else { return .send(try request(parcel, after: first, at: server, token)) }
            let answer = MattermostAnswer(last.response, judgement: judgement)
            let isChange = last.request.method == "PUT"
            // Somebody took away what it should change or answer, or it may not be changed any more: it stands by itself.
            if exchanges.count == 1, first != nil, isChange ? answer.isRefused : answer.isWithoutRoot {
                return .send(try request(parcel, after: nil, at: server, token))
            }
            let kept = exchanges.count == 1 && channel.incidents == .thread ? first : nil
            return .done(answer.outcome(for: parcel, thread: kept, isSingle: channel.incidents == .single))
        }
    }

    private struct Post: Encodable {
        var channelID: String?
        var message: String
        var rootID: String?
        /// With it a server that is still at work on the first attempt refuses the second.
        var pendingPostID: String?

        private enum CodingKeys: String, CodingKey {
            case message
            case channelID = "channel_id"
            case rootID = "root_id"
            case pendingPostID = "pending_post_id"
        }
    }

    private func request(_ parcel: Parcel, after first: String?, at server: Secret, _ token: Secret) throws -> CurlRequest {
        let bearer = Header(name: "Authorization", value: "Bearer \(token.reveal())")
        var post = Post(message: try text(parcel))
        if channel.incidents == .edit, let first {
            let url = "\(server.reveal())/api/v4/posts/\(first)/patch"
            return try CurlRequest(url: url, channel: channel, method: "PUT", headers: [bearer], json: post)
        }
        post.channelID = try parcel.room(orElse: settings.room)
        if channel.incidents == .thread { post.rootID = first }
        post.pendingPostID = parcel.idempotencyKey
        return try CurlRequest(url: "\(server.reveal())/api/v4/posts", channel: channel, headers: [bearer], json: post)
    }

    private func text(_ parcel: Parcel) throws(ContentError) -> String {
        try MarkdownLetter(dialect: .mattermost, limit: Self.longest).write(parcel.letter())
    }

    /// 26 letters and digits.
    private static func isID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: ".") }
    }
}
