import StockbellCore

extension Shape<String> {
    /// The id of a place in Slack: a channel, or a conversation with somebody.
    static var slackRoom: Shape {
        Shape("a text") { text, _ throws(Complaint) in
            let isID = text.value.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            guard isID, (9...32).contains(text.value.utf8.count), "CGDU".contains(text.value.prefix(1)) else {
                throw Complaint("\(text.quoted) is no id of a channel, such as C0123456789; Slack shows it at the end of the channel's details")
            }
            return text.value
        }
    }

    /// The id of a channel of Mattermost.
    static var mattermostRoom: Shape {
        Shape("a text") { text, _ throws(Complaint) in
            let isID = text.value.utf8.allSatisfy { isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            guard isID, text.value.utf8.count == 26 else {
                throw Complaint("\(text.quoted) is no id of a channel, 26 letters and digits; Mattermost shows it under View Info of the channel")
            }
            return text.value
        }
    }

    /// A room of Rocket.Chat: its id, or `#` and its name.
    static var rocketChatRoom: Shape {
        Shape("a text") { text, _ throws(Complaint) in
            guard text.value.first != "@" else { throw Complaint("\(text.quoted) is somebody; write a room, \"#name\" or its id") }
            guard text.value != "#", !text.value.isEmpty, !text.value.contains(where: \.isWhitespace) else {
                throw Complaint("\(text.quoted) is no room; write \"#name\" or its id")
            }
            return text.value
        }
    }

    /// The id of something in Discord.
    static var snowflake: Shape {
        Shape("an id in quotes") { text, _ throws(Complaint) in
            guard text.value.utf8.allSatisfy(isDigit), (15...20).contains(text.value.utf8.count) else {
                throw Complaint("\(text.quoted) is no id, digits in quotes; Discord copies it from the thread's menu once Developer Mode is on")
            }
            return text.value
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
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
