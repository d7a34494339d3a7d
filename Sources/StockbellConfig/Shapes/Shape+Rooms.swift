import StockbellCore

extension Shape<String> {
    /// Where a channel of that type writes unless an address says it.
    static func room(of type: ChannelType) -> Shape {
        Shape("a text") { text, _ throws(Complaint) in
            guard !text.value.isEmpty else { throw Complaint("must not be empty") }
            if let complaint = Room.complaint(about: text.value, on: type) { throw Complaint("\(text.quoted) \(complaint)") }
            return text.value
        }
    }
}

/// The forms of rooms, chats and topics.
enum Room {
    /// What is wrong with the name of a room, to be read behind it; nil: nothing, or the type is not known that well.
    static func complaint(about room: String, on type: ChannelType) -> String? {
        switch type {
        case .telegram where !isChat(room):
            "is no chat; write its id, such as -1001234567890, with /5 behind it for the topic 5 of a forum, or @name of a public channel"
        case .matrix where room.hasPrefix("#"):
            "is an address that can be moved; write the id of the room, which begins with \"!\" (in Element: Settings, Advanced)"
        case .matrix where !room.hasPrefix("!") || room.utf8.count < 2 || room.utf8.count > 255 || room.contains(where: \.isWhitespace):
            "is no id of a room, which begins with \"!\" (in Element: Settings, Advanced)"
        case .ntfy where !isTopic(room):
            "is no topic: from 1 to 64 letters without accents, digits, hyphens and underscores"
        default: BotRoom.complaint(about: room, on: type)
        }
    }

    private static func isChat(_ text: String) -> Bool {
        if text.hasPrefix("@") {
            return (4...64).contains(text.utf8.count) && text.utf8.dropFirst().allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") }
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let chat = parts.first, parts.count <= 2, Int64(chat) != nil else { return false }
        return parts.count == 1 || Int(parts[1]).map { $0 > 0 } ?? false
    }

    private static func isTopic(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
