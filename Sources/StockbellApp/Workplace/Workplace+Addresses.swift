import FoundationEssentials
package import StockbellCore
import StockbellStore

/// The suppression list by hand.
extension Workplace {
    /// All addresses that get no messages.
    package func suppressedAddresses() async throws -> [SuppressedAddress] {
        try await openStore().suppressedAddresses()
    }

    /// Has an address get no messages from now on; the line as it is kept.
    package func suppress(_ key: SuppressedAddress.Key, because: String) async throws -> SuppressedAddress {
        let store = try SQLiteStore.open(path: settings.store, mode: .command) { Date() }
        let line = SuppressedAddress(key: key, cause: .hand, because: because, since: Date())
        _ = try await Self.apply(.suppress(line), ledger, store, isDryRun: false)
        let kept = try await store.suppressedAddresses().first { $0.key == key }
        try store.close()
        return kept ?? line
    }

    /// Has an address get its messages again, whatever put it on the list.
    ///
    /// - Returns: the line that was struck; nil: there was none.
    package func allow(_ key: SuppressedAddress.Key) async throws -> SuppressedAddress? {
        let store = try openStore()
        let (result, _) = try await Self.apply(.allow(key), ledger, store, isDryRun: false)
        try store.close()
        return result.allowed.first
    }

    /// What the list calls an address that somebody names: `mail:anna@example.com`, `sms:+4915112345671`, or a person, `sms:@anna`.
    ///
    /// - Throws: `SetupError` with a sentence, where no message could go there.
    package func listed(_ text: String) throws -> SuppressedAddress.Key {
        let address = Address(text: text)
        let names = settings.channels.map(\.name)
        guard let channel = settings.channel(address.channel) else {
            throw SetupError(["There is no channel \"\(address.channel)\"\(Self.end(Nearest.hint(for: address.channel, in: names)))"])
        }
        guard let recipient = address.recipient, !recipient.isEmpty else {
            throw SetupError([
                "\(text) has no recipient: say \(channel.name):RECIPIENT. `stockbell pause \(channel.name)` holds all of a channel back."
            ])
        }
        guard recipient.hasPrefix("@") else {
            return channel.listed(try Self.checked(recipient, on: channel, text))
        }
        guard let person = settings.routing.people.recipient(of: address, at: Date(), zones) else {
            throw SetupError(["config.json knows nobody as \(recipient.dropFirst()) who has an address on \(channel.name)."])
        }
        return channel.listed(person.text)
    }

    /// The same for an address that may stand on the list although its channel is gone from config.json.
    package func named(_ text: String) throws -> SuppressedAddress.Key {
        let address = Address(text: text)
        guard let recipient = address.recipient, !recipient.hasPrefix("@") else { return try listed(text) }
        if let channel = settings.channel(address.channel) { return channel.listed(recipient) }
        return SuppressedAddress.Key(channel: address.channel, recipient: recipient)
    }

    /// A recipient as a channel has it, by the rules of addresses in config.json.
    ///
    /// - Parameter text: what errors call it.
    /// - Throws: `SetupError` where nothing could ever be sent to it.
    static func checked(_ recipient: String, on channel: ChannelSettings, _ text: String) throws(SetupError) -> String {
        switch channel.kind.type.traits.destination {
        case .mailbox:
            guard let address = Mailbox.sendable(recipient) else { throw SetupError(["\(text) is no mail address, as anna@example.com is."]) }
            return address
        case .phone:
            guard let number = PhoneNumber(recipient) else {
                throw SetupError(["\(text) is no telephone number with + and country code, as +4915112345671 is."])
            }
            return number.description
        case .channel: throw SetupError(["\(channel.name) takes no recipient: its URL is the destination; name none."])
        case .room, .roomOfBot: return recipient
        }
    }

    private static func end(_ hint: String) -> String { hint.isEmpty ? "." : hint }
}
