import Curl
import FoundationEssentials
import StockbellChannels
package import StockbellCore
import StockbellTemplates

extension Workplace {
    /// Sends a sample alert, marked as a test, by the channel's own adapter; the ledger hears nothing of it, and no store is touched.
    ///
    /// - Parameter recipient: nil: the channel's own room, or the channel itself.
    /// - Throws: `SetupError` when the channel needs a recipient, or takes none.
    package func test(_ channel: ChannelSettings, to recipient: String?) async throws -> ChannelTrial {
        let recipient = try Self.recipient(recipient, on: channel)
        let parcel = try sample(on: channel, to: recipient)
        let adapter = ChannelAdapters.adapter(for: channel)
        let clock = ContinuousClock()
        let start = clock.now
        let outcome = await Self.carry(parcel, adapter, by: channel)
        return ChannelTrial(
            channel, to: recipient, server: Self.server(parcel, adapter), outcome, took: clock.now - start)
    }

    private static func carry(_ parcel: Parcel, _ adapter: any ChannelAdapter, by channel: ChannelSettings) async -> Outcome {
        if channel.class == .mail {
            let threads = MailThreads(count: 1)
            defer { threads.shutdown() }
            return await carry(parcel, WireCarrier(adapter: adapter, wire: threads))
        }
        let loop = CurlLoop()
        defer { loop.shutdown() }
        return await carry(parcel, WireCarrier(adapter: adapter, wire: loop))
    }

    private static func carry(_ parcel: Parcel, _ carrier: WireCarrier) async -> Outcome {
        await withCheckedContinuation { continuation in carrier.carry(parcel) { continuation.resume(returning: $0) } }
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

    /// The host of the first request: what stands behind it may be a secret.
    private static func server(_ parcel: Parcel, _ adapter: any ChannelAdapter) -> String? {
        guard case .send(let request)? = try? adapter.next(parcel, after: []) else { return nil }
        let parts = request.url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let host = parts[2].prefix(while: { !"/?#".contains($0) }).split(separator: "@").last else { return nil }
        return "\(parts[0])//\(host)"
    }

    private static func recipient(_ text: String?, on channel: ChannelSettings) throws(SetupError) -> String? {
        switch channel.kind.type.traits.destination {
        case .mailbox:
            guard let text, Mailbox.isAddress(text) else {
                throw SetupError(["channels.\(channel.name) sends mail: name a mail address, as --to you@example.com"])
            }
            return text
        case .phone:
            guard let number = text.flatMap(PhoneNumber.init) else {
                throw SetupError(["channels.\(channel.name) sends texts: name a telephone with + and country code, as --to +4915112345678"])
            }
            return number.description
        case .room where !channel.kind.isHook, .roomOfBot where !channel.kind.isHook: return text
        case .room, .roomOfBot, .channel:
            guard text == nil else { throw SetupError(["channels.\(channel.name) takes no recipient: its URL is the destination; leave --to out"]) }
            return nil
        }
    }
}
