/// What the Bot API answers (core.telegram.org/bots/api#making-requests).
struct TelegramAnswer: Decodable {
    struct Message: Decodable {
        struct Chat: Decodable { var id: Int64 }

        var id: Int64
        var chat: Chat?

        private enum CodingKeys: String, CodingKey {
            case id = "message_id"
            case chat
        }
    }

    struct Parameters: Decodable {
        var retryAfter: Double?
        var migrateToChat: Int64?

        private enum CodingKeys: String, CodingKey {
            case retryAfter = "retry_after"
            case migrateToChat = "migrate_to_chat_id"
        }
    }

    /// What an error asks for; by its description, as Telegram has no codes for them.
    enum Trouble {
        case sameAsBefore, gone, badMarkup, tooLong, noChat, noTopic, noRights, blocked, other
    }

    var ok: Bool
    var result: Message?
    var code: Int?
    var description: String?
    var parameters: Parameters?

    private enum CodingKeys: String, CodingKey {
        case ok, result, description, parameters
        case code = "error_code"
    }

    private static let troubles: [(Trouble, [String])] = [
        (.sameAsBefore, ["message is not modified"]),
        (.gone, ["message to edit not found", "message can't be edited", "message_id_invalid", "message identifier is not specified"]),
        (.badMarkup, ["can't parse entities", "inline keyboard", "button_url_invalid", "button_", "entities_too_long", "reply markup"]),
        (.tooLong, ["message is too long", "message_too_long"]),
        (.noTopic, ["message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid"]),
        (.noRights, ["not enough rights", "have no rights", "need administrator rights", "chat_write_forbidden", "chat_restricted"]),
        (
            .blocked,
            ["blocked by the user", "user is deactivated", "kicked", "not a member", "can't initiate conversation", "group chat was deleted"]
        ),
        (.noChat, ["chat not found", "peer_id_invalid", "chat_id is empty", "user not found", "chat_id_invalid"]),
    ]

    var trouble: Trouble {
        let text = description?.lowercased() ?? ""
        return Self.troubles.first { $0.1.contains { text.contains($0) } }?.0 ?? .other
    }
}
