package import FoundationEssentials

/// One line of the suppression list: an address that gets no messages.
package struct SuppressedAddress: Hashable, Sendable {
    /// Which one it is: a channel, and a recipient as the list writes it.
    package struct Key: Hashable, Sendable, Comparable, CustomStringConvertible {
        package var channel: String
        package var recipient: String

        /// - Parameter recipient: as `ChannelSettings.listed(_:)` writes it.
        package init(channel: String, recipient: String) {
            self.channel = channel
            self.recipient = recipient
        }

        package var address: Address { Address(channel: channel, recipient: recipient) }
        package var description: String { address.description }
        package static func < (left: Key, right: Key) -> Bool { left.description < right.description }
    }

    /// What put it there.
    package enum Cause: String, Hashable, Sendable, Codable, CaseIterable {
        /// They want no messages.
        case optOut = "opt-out"
        /// The far side took a message and said later that nothing will ever reach it.
        case bounce
        /// The far side refused a message, and says that it will refuse all.
        case refusal
        /// Somebody did by hand.
        case hand
    }

    package var key: Key
    package var cause: Cause
    /// For people: what the far side said, or somebody's reason; empty: none was given.
    package var because: String
    package var since: Date

    package init(key: Key, cause: Cause, because: String, since: Date) {
        self.key = key
        self.cause = cause
        self.because = String(because.prefix(300))
        self.since = since
    }

    /// Whether a new cause takes the place of what is listed: somebody's hand comes before what a server says, and the one whose address it is before all.
    package static func isStronger(_ new: Cause, than old: Cause) -> Bool { rank(new) > rank(old) }

    private static func rank(_ cause: Cause) -> Int {
        switch cause {
        case .refusal: 0
        case .bounce: 1
        case .hand: 2
        case .optOut: 3
        }
    }
}

extension ChannelSettings {
    /// A recipient as the suppression list writes it, so that one address has one line.
    ///
    /// Of a mail address the domain's case does not matter, of a telephone number how it is spaced.
    package func listed(_ recipient: String) -> SuppressedAddress.Key {
        SuppressedAddress.Key(channel: name, recipient: plain(recipient))
    }

    private func plain(_ recipient: String) -> String {
        switch kind.type.traits.destination {
        case .mailbox:
            let address = Mailbox(recipient)?.address ?? recipient
            guard let at = address.lastIndex(of: "@") else { return address }
            return address[...at] + address[address.index(after: at)...].lowercased()
        case .phone:
            // Gateways leave the plus out.
            return (PhoneNumber(recipient) ?? PhoneNumber("+" + recipient))?.description ?? recipient
        case .channel, .room, .roomOfBot: return recipient
        }
    }
}
