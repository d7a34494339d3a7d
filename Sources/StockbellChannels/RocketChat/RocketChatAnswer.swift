import Curl
import StockbellCore

/// An answer of Rocket.Chat, of its API and of its integrations alike.
struct RocketChatAnswer: JSONAnswer {
    struct Body: Decodable {
        struct Thing: Decodable {
            var id: String?
            var room: String?

            private enum CodingKeys: String, CodingKey {
                case id = "_id"
                case room = "rid"
            }
        }
        var success: Bool?
        var error: String?
        var errorType: String?
        var message: Thing?
        var room: Thing?

        private enum CodingKeys: String, CodingKey { case success, error, errorType, message, room }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            success = try? container.decode(Bool.self, forKey: .success)
            error = try? container.decode(String.self, forKey: .error)
            errorType = try? container.decode(String.self, forKey: .errorType)
            // In an error it is a text.
            message = try? container.decode(Thing.self, forKey: .message)
            room = try? container.decode(Thing.self, forKey: .room)
        }
    }

    let response: CurlResponse
    let judgement: HTTPJudgement
    let body: Body?

    /// The id of the room that was asked for; nil: there is none.
    var roomID: String? { (200..<300).contains(response.status) ? body?.room?.id : nil }

    /// Whether the request was done.
    var isDone: Bool { (200..<300).contains(response.status) && body?.success == true }

    /// Whether a request was understood and not done.
    var isRefused: Bool { response.status == 400 || response.status == 403 || response.status == 404 }

    /// Whether a message may be refused because it is there already: the server has no word for that, and stumbles.
    ///
    /// At the first attempt too: what a kept connection swallows is sent once more within it.
    var mayBeThere: Bool { response.status == 400 || response.status == 500 }

    /// Whether the server says that there is no message of an id.
    var isWithoutMessage: Bool { isRefused || (200..<300).contains(response.status) && body?.success == false }

    /// What came of a post by an integration.
    var outcomeOfHook: Outcome {
        switch response.status {
        case 200..<300 where body?.success == false:
            return .rejected(failure(.refusedContent), suppress: false)
        case 200..<300 where body?.success == true || response.body.isEmpty && response.code == 0:
            return .delivered(Receipt(answer: "\(response.status)"))
        case 200..<300:
            return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not the answer of Rocket.Chat"))
        case 503:
            let advice = "\(detail); if this lasts, the integration may be switched off"
            return .retry(Failure(.serverError, advice), after: response.retryAfter(now: judgement.now), scope: .channel)
        case 400 where ["invalid-channel", "error-invalid-room", "invalid-room", "error-not-allowed"].contains { told.contains($0) }:
            return .misconfigured(failure(.unknownRecipient))
        default:
            return common
        }
    }

    /// What came of a message by a user.
    func outcome(for parcel: Parcel, thread: MessageHandle?, isSingle: Bool) -> Outcome {
        if isDone {
            let id = body?.message?.id.map(judgement.id) ?? parcel.idempotencyKey
            var receipt = Receipt(providerID: id, answer: "\(response.status) message \(id)")
            let own = body?.message?.room.map { MessageHandle(room: judgement.id($0), message: id) }
            if !isSingle { receipt.thread = (thread ?? own)?.description }
            return .delivered(receipt)
        }
        if (200..<300).contains(response.status), body?.success == nil {
            return .unknown(Failure(.noAnswer, "HTTP \(response.status), but not the answer of Rocket.Chat; is \"url\" the server?"))
        }
        let roomTrouble = [
            "error-invalid-room", "error-room-not-found", "error-not-allowed", "error-room-archived", "room_is_readonly", "not-in-room",
        ]
        guard roomTrouble.contains(where: told.contains) || told.contains("muted") || told.contains("blocked") else { return common }
        return parcel.refusedRoom(failure(.unknownRecipient))
    }

    /// What came of a message whose room was asked for and not found.
    func outcomeOfRoom(_ parcel: Parcel) -> Outcome {
        guard !told.contains("too-many-requests") else { return common }
        if (200..<300).contains(response.status), body?.success == nil {
            // A page of something that stands between; nothing was posted yet.
            let foreign = "HTTP \(response.status), but not the answer of Rocket.Chat; is \"url\" the server?"
            return .retry(Failure(.serverError, foreign), after: nil, scope: .channel)
        }
        guard isRefused || (200..<300).contains(response.status) else { return common }
        return parcel.refusedRoom(Failure(.unknownRecipient, "\(detail); is there such a room, and is the user in it?"))
    }

    private var common: Outcome {
        switch response.status {
        case 200..<300:
            return .rejected(failure(.refusedContent), suppress: false)
        case _ where response.status == 429 || told.contains("error-too-many-requests"):
            let after = response.pause(now: judgement.now, body: waiting)
            return .retry(failure(.rateLimited), after: after, scope: .channel)
        case 400 where told.contains("size-exceeded"):
            return .rejected(failure(.tooLarge), suppress: false)
        default:
            return judgement.failure(of: response, detail: detail) ?? .unknown(failure(.other))
        }
    }

    /// The seconds of "You must wait 36 seconds before trying this endpoint again"; there may be a fraction.
    private var waiting: Double? {
        guard let start = told.firstRange(of: "must wait ") else { return nil }
        return Double(told[start.upperBound...].prefix { ("0"..."9").contains($0) || $0 == "." })
    }

    private var told: String { [body?.error, body?.errorType].compactMap { $0 }.joined(separator: " ") }

    private var detail: String {
        told.isEmpty ? judgement.summary(of: response) : judgement.redaction("HTTP \(response.status): \(body?.error ?? told)")
    }

    private func failure(_ reason: Failure.Reason) -> Failure { Failure(reason, detail) }
}
