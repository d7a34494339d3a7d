import Curl
import FoundationEssentials
package import StockbellCore

/// Lets a Telegram bot write to a chat (core.telegram.org/bots/api).
///
/// Telegram recognises no repeats. What it does not understand of our markup goes out once more as bare text: news matter more than their looks.
package struct TelegramAdapter: ChannelAdapter {
    private let settings: TelegramSettings
    private let channel: ChannelSettings
    private let redaction: Redaction

    package init(_ settings: TelegramSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        let halves = settings.token.reveal().split(separator: ":").map { Secret(String($0)) }
        redaction = Redaction([settings.token] + halves.suffix(1), urls: [settings.url])
    }

    /// What to send, as far as the answers of this attempt tell.
    private struct Plan {
        /// The room as it is configured, with what became of it since.
        var room: TelegramRoom
        /// The first message of the incident, and whether it is to be changed.
        var first: Int64?
        var isEdit = false
        var isBare = false
        var isMoved = false
    }

    private enum Turn {
        case again
        case end(Outcome)
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        var plan = try plan(parcel)
        for exchange in exchanges {
            if case .end(let outcome) = turn(after: exchange.response, &plan, parcel) { return .done(outcome) }
        }
        return .send(try request(plan, parcel))
    }

    private func plan(_ parcel: Parcel) throws(ContentError) -> Plan {
        var today = try TelegramRoom(parcel.room(orElse: settings.room))
        if parcel.recipient == nil, today.topic == nil { today.topic = settings.topic }
        var plan = Plan(room: today)
        guard channel.incidents != .single, let handle = parcel.thread.flatMap(MessageHandle.init) else { return plan }
        // A message of another room than today's can neither be answered nor changed.
        guard let room = try? TelegramRoom(handle.room).seen(from: today), let first = Int64(handle.message) else { return plan }
        (plan.room, plan.first, plan.isEdit) = (room, first, channel.incidents == .edit)
        return plan
    }

    private func request(_ plan: Plan, _ parcel: Parcel) throws -> CurlRequest {
        var message = try TelegramMessage(parcel.letter(), to: .init(plan.room.now), isBare: plan.isBare)
        if plan.isEdit {
            message.messageID = plan.first
        } else {
            message.topic = plan.room.topic
            message.reply = channel.incidents == .thread ? plan.first.map { .init(messageID: $0) } : nil
        }
        let method = plan.isEdit ? "editMessageText" : "sendMessage"
        return try CurlRequest(url: "\(settings.url.reveal())/bot\(settings.token.reveal())/\(method)", channel: channel, json: message)
    }

    /// What follows from an answer: another request, each sort once at the most, or the end.
    private func turn(after response: CurlResponse, _ plan: inout Plan, _ parcel: Parcel) -> Turn {
        let judgement = HTTPJudgement(redaction: redaction, now: parcel.attemptAt)
        guard let answer = response.json(TelegramAnswer.self) else {
            let broken = Failure(.noAnswer, "HTTP \(response.status), but not in Telegram's words")
            return .end(judgement.failure(of: response) ?? .unknown(broken))
        }
        if answer.ok { return .end(.delivered(receipt(answer.result, plan, parcel))) }
        if let chat = answer.parameters?.migrateToChat, !plan.isMoved {
            // Its ids of messages are others now, too.
            (plan.room.moved, plan.isMoved, plan.first, plan.isEdit) = (String(chat), true, nil, false)
            return .again
        }
        switch answer.trouble {
        case .sameAsBefore: return .end(.delivered(Receipt(providerID: plan.first.map { String($0) }, answer: "not modified", thread: parcel.thread)))
        case .gone where plan.isEdit:
            (plan.first, plan.isEdit) = (nil, false)
            return .again
        case .badMarkup where !plan.isBare:
            plan.isBare = true
            return .again
        default: return .end(judge(answer, response, parcel, judgement))
        }
    }

    private func receipt(_ message: TelegramAnswer.Message?, _ plan: Plan, _ parcel: Parcel) -> Receipt {
        let id = message.map { String($0.id) }
        let isAnswer = plan.first != nil && !plan.isEdit
        let moved = plan.room.moved.map { "; the group has become a supergroup, so enter its new id \($0)" } ?? ""
        let own = channel.incidents == .single ? nil : id.map { MessageHandle(room: plan.room.description, message: $0).description }
        return Receipt(providerID: id, answer: "200 ok\(plan.isBare ? ", without formats" : "")\(moved)", thread: isAnswer ? parcel.thread : own)
    }

    private func judge(_ answer: TelegramAnswer, _ response: CurlResponse, _ parcel: Parcel, _ judgement: HTTPJudgement) -> Outcome {
        let code = answer.code ?? response.status
        let detail = redaction("\(code) \(answer.description ?? "")")
        let failure = { (reason: Failure.Reason) in Failure(reason, detail) }
        switch (code, answer.trouble) {
        case (429, _):
            let pause = response.pause(now: parcel.attemptAt, body: answer.parameters?.retryAfter)
            return parcel.limitedRoom(failure(.rateLimited), after: pause)
        case (413, _): return .rejected(failure(.tooLarge), suppress: false)
        case (401, _), (404, .other): return .misconfigured(failure(.authentication))
        case (500..., _), (200..<400, _): return judgement.failure(of: response, detail: detail) ?? .unknown(failure(.other))
        case (_, .tooLong): return .rejected(failure(.tooLarge), suppress: false)
        case (_, .noTopic): return parcel.refusedRoom(failure(.unknownRecipient))
        case (_, .noRights): return parcel.refusedRoom(failure(.policy))
        case (_, .noChat): return parcel.refusedRoom(failure(.unknownRecipient))
        case (403, _), (_, .blocked):
            let failure = failure(.unknownRecipient)
            return parcel.recipient == nil ? .misconfigured(failure) : .rejected(failure, suppress: true)
        default: return .rejected(failure(.refusedContent), suppress: false)
        }
    }
}
