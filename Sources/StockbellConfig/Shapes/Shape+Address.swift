import StockbellCore

extension Shape<Address> {
    /// A channel of this file and a recipient where its type needs one.
    static var address: Shape {
        Shape("an address such as \"mail:ops@example.com\" or the name of a chat channel") { text, reading throws(Complaint) in
            var address = Address(text: text.value)
            let names = reading.names.channels.map(\.name)
            guard let channel = reading.names.channels.first(where: { $0.name == address.channel }) else {
                if text.value.hasPrefix("@") {
                    let channel = reading.names.channels.first { $0.type?.takesRecipient == true }?.name ?? "mail"
                    throw Complaint("\(text.quoted) names no channel; write \"\(channel):\" before it")
                }
                if Mailbox.isAddress(text.value), let mail = reading.names.channels.first(where: { $0.type?.traits.destination == .mailbox }) {
                    throw Complaint("\(text.quoted) names no channel; write \"\(mail.name):\" before it")
                }
                let hint = text.isExpanded ? "" : Nearest.hint(for: address.channel, in: names)
                let known = names.isEmpty ? "; there are none" : "; there are \(names.map(\.quoted).joined(separator: ", "))"
                throw Complaint("no channel is named \(text.isExpanded ? text.quoted : address.channel.quoted)\(hint.isEmpty ? known : hint)")
            }
            reading.usedChannels.insert(channel.name)
            if address.recipient?.hasPrefix("@") == true {
                try address.mustLeadSomewhere(on: channel, text, &reading)
                return address
            }
            address.recipient = try recipient(address.recipient, of: channel, text)
            return address
        }
    }

    /// What the channel's type makes of a recipient; anything goes where the type is not known, as that is a problem already.
    private static func recipient(_ recipient: String?, of channel: NamedChannel, _ text: Text) throws(Complaint) -> String? {
        switch channel.destination {
        case .mailbox:
            guard let address = recipient.flatMap(Mailbox.sendable) else {
                if let letter = recipient?.strangeLetter {
                    throw Complaint("\(text.quoted) holds \"\(letter)\", which mail addresses do not; write the address as the mail server has it")
                }
                throw Complaint("\(text.quoted) needs a mail address, such as \"\(channel.name):buyers@example.com\"")
            }
            return address
        case .phone:
            guard let number = recipient.flatMap(PhoneNumber.init) else {
                throw Complaint("\(text.quoted) needs a telephone number with + and country code, such as \"\(channel.name):+4915112345678\"")
            }
            return number.description
        case .room, .roomOfBot:
            guard recipient?.isEmpty != true else { throw Complaint("\(text.quoted) names no room behind the colon") }
            guard recipient != nil || channel.hasRoom else {
                throw Complaint("\(text.quoted) needs a room, as \"\(channel.name):ROOM\", or a \"room\" in channels.\(channel.name)")
            }
            if let type = channel.type, let complaint = recipient.flatMap({ Room.complaint(about: $0, on: type) }) {
                throw Complaint("the room of \(text.quoted) \(complaint)")
            }
            return recipient
        case .channel:
            guard recipient == nil else {
                throw Complaint("\(text.quoted) takes no recipient: the channel's URL is the destination; write \"\(channel.name)\"")
            }
            return nil
        case nil:
            return recipient
        }
    }
}

extension String {
    /// What keeps it from being a mail address, of letters beyond ASCII: those before the @ first, as a domain may have them.
    fileprivate var strangeLetter: Character? {
        prefix { $0 != "@" }.first { !$0.isASCII } ?? first { !$0.isASCII }
    }
}

extension Shape<String> {
    /// A mail address without a name.
    static var mailAddress: Shape {
        Shape("a mail address") { text, _ throws(Complaint) in
            guard let address = Mailbox.sendable(text.value) else {
                throw Complaint("\(text.quoted) is no mail address; write \"bounce@example.com\"")
            }
            return address
        }
    }
}

extension Shape<Mailbox> {
    /// A sender.
    static var mailbox: Shape {
        Shape("a mail address, with a name or without") { text, _ throws(Complaint) in
            guard let mailbox = Mailbox(text.value) else {
                throw Complaint("\(text.quoted) is no mail address; write \"stock@example.com\" or \"Stockbell <stock@example.com>\"")
            }
            return mailbox
        }
    }
}
