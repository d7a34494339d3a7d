import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

/// Messages to a real homeserver.
@Suite(.enabled(if: Synapse.isThere, "\(PyPeers.lack): matrix-synapse"))
struct MatrixTests {
    private func channel(_ server: Synapse, token: String, room: String, _ incidents: IncidentStyle = .thread) -> ChannelSettings {
        let settings = MatrixSettings(url: Secret(server.url), token: Secret(token), room: room)
        return ChannelSettings(name: "rooms", kind: .matrix(settings), allowsPrivateNetwork: true, incidents: incidents)
    }

    private func send(
        _ text: String, by channel: ChannelSettings, key: String = UUID().uuidString, to room: String? = nil, thread: String? = nil
    ) async -> Outcome {
        let letter = Message(subject: "Stock", body: Document([.paragraph([.strong([.text(text)])])]), plain: text)
        var parcel = Parcel(
            key: DeliveryKey(.init(key)), attempt: 1, incident: nil, department: "purchasing", recipient: room, content: .message(letter),
            createdAt: Date(), attemptAt: Date(), mayBeDuplicate: false)
        parcel.thread = thread
        let loop = CurlLoop()
        defer { loop.shutdown() }
        let carrier = WireCarrier(adapter: ChannelAdapters.adapter(for: channel), wire: loop)
        let sent = parcel
        return await withCheckedContinuation { continuation in carrier.carry(sent) { continuation.resume(returning: $0) } }
    }

    private func receipt(_ outcome: Outcome) throws -> Receipt {
        guard case .delivered(let receipt) = outcome else { throw Stuck("not delivered: \(outcome)") }
        return receipt
    }

    @Test func aRepeatIsNoSecondMessageAndAnInvitationIsAccepted() async throws {
        let server = try await Synapse.running()
        let (alerts, reader) = (try await server.user("alerts1"), try await server.user("reader1"))
        let room = try await reader.room(inviting: alerts)
        let channel = channel(server, token: alerts.token, room: room)
        let first = try receipt(await send("<b>Espresso</b> @room", by: channel, key: "01JD0000000000000000000001"))
        let second = try receipt(await send("<b>Espresso</b> @room", by: channel, key: "01JD0000000000000000000001"))
        #expect(first.providerID != nil && first.providerID == second.providerID)
        let messages = try await reader.messages(in: room)
        #expect(messages.map(\.eventId) == [first.providerID])
        #expect(messages.first?.content.body == "Stock\n\n<b>Espresso</b> @room")
        #expect(messages.first?.content.formattedBody == "<p><strong>Stock</strong></p><p><strong>&lt;b&gt;Espresso&lt;/b&gt; @room</strong></p>")
    }

    @Test func laterMessagesAreInTheThreadOrInTheFirstOnesPlace() async throws {
        let server = try await Synapse.running()
        let (alerts, reader) = (try await server.user("alerts2"), try await server.user("reader2"))
        let room = try await reader.room(inviting: alerts)
        let threads = channel(server, token: alerts.token, room: room)
        let root = try #require(try receipt(await send("out", by: threads)).thread)
        let answer = try receipt(await send("back", by: threads, thread: root))
        #expect(answer.thread == root)
        #expect(try await reader.relations(of: root, "m.thread", in: room).map(\.eventId) == [answer.providerID])

        let edits = channel(server, token: alerts.token, room: room, .edit)
        let first = try #require(try receipt(await send("out", by: edits)).thread)
        let edit = try receipt(await send("back again", by: edits, thread: first))
        #expect(try await reader.relations(of: first, "m.replace", in: room).map(\.eventId) == [edit.providerID])
        // The server shows the event as it was edited.
        let shown = try await reader.messages(in: room).first { $0.eventId == first }
        #expect(shown != nil)
    }

    @Test func aWrongTokenAndAForeignRoomAreForSomebodyToMend() async throws {
        let server = try await Synapse.running()
        let (alerts, reader) = (try await server.user("alerts3"), try await server.user("reader3"))
        let own = try await reader.room(inviting: nil)
        guard case .misconfigured(let failure) = await send("x", by: channel(server, token: "syt_wrong", room: own)) else { throw Stuck("taken") }
        #expect(failure.reason == .authentication && failure.detail.contains("M_UNKNOWN_TOKEN") && !failure.detail.contains("syt_wrong"))
        guard case .misconfigured(let foreign) = await send("x", by: channel(server, token: alerts.token, room: own)) else { throw Stuck("taken") }
        #expect(foreign.reason == .unknownRecipient)
        guard case .rejected(let named, suppress: false) = await send("x", by: channel(server, token: alerts.token, room: own), to: "!no:lab.test")
        else { throw Stuck("taken") }
        #expect(named.reason == .unknownRecipient)
    }

    @Test func aLongMessageIsNeverTooLarge() async throws {
        let server = try await Synapse.running()
        let (alerts, reader) = (try await server.user("alerts4"), try await server.user("reader4"))
        let room = try await reader.room(inviting: alerts)
        let long = String(repeating: "👩‍👩‍👧‍👦 & \"x\" ", count: 20_000)
        for style in [IncidentStyle.thread, .edit] {
            let channel = channel(server, token: alerts.token, room: room, style)
            let first = try receipt(await send(long, by: channel))
            _ = try receipt(await send(long, by: channel, thread: first.thread))
        }
        let shown = try await reader.messages(in: room).last?.content.body
        #expect(shown?.hasSuffix("…") == true)
    }

    @Test func tooManyAtOnceAreToldToWait() async throws {
        let server = try await Synapse.running()
        let (alerts, reader) = (try await server.user("alerts5"), try await server.user("reader5"))
        let room = try await reader.room(inviting: alerts)
        let channel = channel(server, token: alerts.token, room: room)
        for _ in 0..<200 {
            guard case .retry(let failure, let after, let scope) = await send("x", by: channel) else { continue }
            #expect(failure.reason == .rateLimited && scope == .channel)
            #expect(after.map { $0 >= .seconds(1) } == true)
            return
        }
        throw Stuck("the server took all")
    }
}
