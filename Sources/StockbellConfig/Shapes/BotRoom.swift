import StockbellCore

/// The forms of rooms that a bot posts to.
enum BotRoom {
    /// What is wrong with the name of a room, to be read behind it; nil: nothing, or the type has no bot.
    static func complaint(about room: String, on type: ChannelType) -> String? {
        switch type {
        case .slack where !isSlackID(room):
            "is no id of a channel, such as C0123456789; Slack shows it at the end of the channel's details"
        case .mattermost where !isMattermostID(room):
            "is no id of a channel, 26 letters and digits; Mattermost shows it under View Info of the channel"
        case .rocketChat where room.first == "@":
            "is somebody; write a room, \"#name\" or its id"
        case .rocketChat where room.isEmpty || room == "#" || room.contains(where: \.isWhitespace):
            "is no room; write \"#name\" or its id"
        default: nil
        }
    }

    private static func isSlackID(_ text: String) -> Bool {
        let isText = text.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        return isText && (9...32).contains(text.utf8.count) && "CGDU".contains(text.prefix(1))
    }

    private static func isMattermostID(_ text: String) -> Bool {
        text.utf8.count == 26 && text.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    fileprivate static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

extension Shape<String> {
    /// Where the bot of a channel of that type posts unless an address says it.
    static func botRoom(on type: ChannelType) -> Shape {
        Shape("a text") { text, _ throws(Complaint) in
            if let complaint = BotRoom.complaint(about: text.value, on: type) { throw Complaint("\(text.quoted) \(complaint)") }
            return text.value
        }
    }

    /// The id of something in Discord.
    static var snowflake: Shape {
        Shape("an id in quotes") { text, _ throws(Complaint) in
            guard text.value.utf8.allSatisfy(BotRoom.isDigit), (15...20).contains(text.value.utf8.count) else {
                throw Complaint("\(text.quoted) is no id, digits in quotes; Discord copies it from the thread's menu once Developer Mode is on")
            }
            return text.value
        }
    }
}

extension Shape<Secret> {
    /// A token of Slack that may post.
    static var slackToken: Shape {
        Shape("a secret") { text, _ throws(Complaint) in
            guard text.value.hasPrefix("xoxb-") || text.value.hasPrefix("xoxp-") || text.value.hasPrefix("xoxe.") else {
                throw Complaint("must be a bot token, which begins with xoxb-; Slack shows it under OAuth & Permissions of the app")
            }
            return Secret(text.value)
        }
    }
}
