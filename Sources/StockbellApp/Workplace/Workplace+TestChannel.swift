import Curl
import FoundationEssentials
import StockbellChannels
package import StockbellCore
import StockbellStore
import StockbellTemplates

extension Workplace {
    /// Sends a sample alert, marked as a test, by the channel's own adapter; the ledger hears nothing of it.
    ///
    /// It is like a real one, with the links and marks that come back here, where there is a store, which has the key of these; none is made.
    ///
    /// - Parameter recipient: nil: the channel's own room, or the channel itself.
    /// - Throws: `SetupError` when the channel needs a recipient, or takes none; `StoreTrouble`.
    package func test(_ channel: ChannelSettings, to recipient: String?) async throws -> ChannelTrial {
        let recipient = try Self.recipient(recipient, on: channel)
        let channel = try withDoor(channel)
        let parcel = try sample(on: channel, to: recipient)
        let adapter = ChannelAdapters.adapter(for: channel)
        let clock = ContinuousClock()
        let start = clock.now
        let (outcome, server) = await Self.carry(parcel, adapter, by: channel)
        return ChannelTrial(channel, to: recipient, server: server, outcome, took: clock.now - start)
    }

    private func withDoor(_ channel: ChannelSettings) throws -> ChannelSettings {
        guard settings.publicURL != nil, FileManager.default.fileExists(atPath: settings.store) else { return channel }
        let store = try openStore()
        let doors = FeedbackDoors(key: try store.secret("receipts"))
        try store.close()
        return doors.opened(settings).channel(channel.name) ?? channel
    }

    private static func carry(_ parcel: Parcel, _ adapter: any ChannelAdapter, by channel: ChannelSettings) async -> (Outcome, server: String?) {
        if channel.class == .mail {
            let threads = MailThreads(count: 1)
            defer { threads.shutdown() }
            return await carry(parcel, adapter, over: threads)
        }
        let loop = CurlLoop()
        defer { loop.shutdown() }
        return await carry(parcel, adapter, over: loop)
    }

    private static func carry(_ parcel: Parcel, _ adapter: any ChannelAdapter, over wire: any Wire) async -> (Outcome, server: String?) {
        let wire = TrialWire(wire)
        let carrier = WireCarrier(adapter: adapter, wire: wire)
        let outcome = await withCheckedContinuation { continuation in carrier.carry(parcel) { continuation.resume(returning: $0) } }
        return (outcome, wire.server)
    }

    /// What a department would get that hears by this channel, in its language.
    private func sample(on channel: ChannelSettings, to recipient: String?) throws -> Parcel {
        let reader = settings.routing.departments.first { $0.rules.contains { $0.send.contains { $0.channel == channel.name } } }
        let house = Department(
            name: Routing.house, locale: settings.routing.houseLocale, timeZone: settings.routing.houseTimeZone, rules: [])
        let department = reader ?? house
        let now = Date()
        var ids = ULIDSource(SystemRandomNumberGenerator())
        let delivery: Delivery.ID = ids.next(at: now)
        var order = LetterSamples.order(.outOfStock, bare: false, department: department, rule: "test-channel", channel: channel)
        order.delivery = delivery
        order.recipient = recipient
        order.now = now
        for index in order.alerts.indices {
            order.alerts[index].subject.isTest = true
            order.alerts[index].since = now
            order.alerts[index].decidedAt = now
        }
        return Parcel(
            key: DeliveryKey(delivery), attempt: 1, incident: nil, department: department.name, recipient: recipient,
            content: try content(order), createdAt: now, attemptAt: now, mayBeDuplicate: false)
    }

    private func content(_ order: LetterOrder) throws -> Parcel.Content {
        if let payload = try letters.payload(order) { return .native(payload) }
        return order.channel.takesLetters ? .message(try letters.render(order)) : .facts(order.alerts)
    }

    /// The recipient as the channel has it.
    private static func recipient(_ text: String?, on channel: ChannelSettings) throws(SetupError) -> String? {
        switch channel.kind.type.traits.destination {
        case .mailbox where text == nil:
            throw SetupError(["channels.\(channel.name) sends mail: name a mail address, as --to you@example.com"])
        case .phone where text == nil:
            throw SetupError(["channels.\(channel.name) sends texts: name a telephone with + and country code, as --to +4915112345678"])
        case .room where channel.kind.isHook && text != nil, .roomOfBot where channel.kind.isHook && text != nil:
            throw SetupError(["channels.\(channel.name) takes no recipient: its URL is the destination; leave --to out"])
        default:
            guard let text else { return nil }
            return try checked(text, on: channel, "--to \(text)")
        }
    }
}
