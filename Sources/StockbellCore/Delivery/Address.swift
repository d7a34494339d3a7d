/// Where a message goes: a channel and, where the channel needs one, a recipient in it.
package struct Address: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    package var channel: String
    /// nil when the channel itself is the destination, as with a chat webhook.
    package var recipient: String?

    package init(channel: String, recipient: String? = nil) {
        self.channel = channel
        self.recipient = recipient
    }

    /// Reads the form of config.json: `mail:buyers@example.com`, `buyers`.
    package init(text: String) {
        if let colon = text.firstIndex(of: ":") {
            self.init(channel: String(text[..<colon]), recipient: String(text[text.index(after: colon)...]))
        } else {
            self.init(channel: text)
        }
    }

    package var description: String { recipient.map { "\(channel):\($0)" } ?? channel }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

extension Trouble {
    /// The key of an address's trouble.
    package static func key(address: Address) -> String { "address:\(address)" }

    /// The key of the trouble that a day's text segments are used up.
    package static func key(budgetOf budget: SegmentKey) -> String {
        switch budget {
        case .channel(let name): "budget:channel:\(name)"
        case .department(let name): "budget:department:\(name)"
        }
    }

    /// Whether a message about the trouble could suffer from it if it went to that address.
    package func concerns(_ address: Address) -> Bool {
        address.channel == channel || address.description == self.address || key == Self.key(budgetOf: .channel(address.channel))
    }
}
