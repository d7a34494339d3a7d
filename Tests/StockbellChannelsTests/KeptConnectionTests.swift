import Curl
import StockbellChannels
import StockbellCore
import Synchronization
import Testing

/// libcurl sends a request once more by itself where a connection that it kept swallowed it.
@Suite struct KeptConnectionTests {
    /// Takes two messages one after the other to a server that answers the first on each connection and swallows the second.
    private func carry(_ channel: ChannelSettings, to recipient: String? = nil, at server: SwallowingServer) async -> [Outcome] {
        let loop = CurlLoop()
        defer { loop.shutdown() }
        let carrier = WireCarrier(adapter: ChannelAdapters.adapter(for: channel), wire: loop)
        let parcel = Samples.parcel(.message(Samples.letter(named: "Espresso")), to: recipient)
        return await withCheckedContinuation { continuation in
            // At once, before the connection is too old to be kept.
            carrier.carry(parcel) { first in carrier.carry(parcel) { continuation.resume(returning: [first, $0]) } }
        }
    }

    private func channel(_ kind: ChannelSettings.Kind, ifUnsure: ChannelSettings.IfUnsure? = nil) -> ChannelSettings {
        ChannelSettings(name: "c", kind: kind, ifUnsure: ifUnsure, allowsPrivateNetwork: true)
    }

    @Test func whatCannotBeToldFromANewMessageIsNeverSentTwiceUnseen() async throws {
        let chat = SwallowingServer(answering: "ok")
        #expect(
            await carry(channel(.slack(SlackSettings(url: Secret("\(chat.url)/services/x")))), at: chat).map(\.label) == ["delivered", "delivered"])
        #expect(chat.requests == 2)
        let gateway = SwallowingServer(answering: "0: Accepted for delivery")
        let settings = KannelSettings(url: Secret("\(gateway.url)/cgi-bin/sendsms"), username: "u", password: Secret("pw"), from: "Shop")
        let texts = await carry(channel(.kannel(settings), ifUnsure: .repeat), to: "+4915112345671", at: gateway)
        #expect(texts.map(\.label) == ["delivered", "delivered"])
        #expect(gateway.requests == 2)
    }

    /// A receiver knows the second by its id, and a kept connection is much faster.
    @Test func aWebhookKeepsItsConnection() async throws {
        let server = SwallowingServer(answering: "")
        #expect(await carry(channel(.webhook(WebhookSettings(url: Secret(server.url)))), at: server).map(\.label) == ["delivered", "delivered"])
        #expect(server.requests == 3)
    }

    /// The second post stumbles over the first, which is there.
    @Test func whatWasPostedBeforeItsAnswerWasLostIsDelivered() async throws {
        let server = SwallowingServer { request in
            switch request {
            case 1: (200, #"{"success":true,"message":{"_id":"x","rid":"GENERAL"}}"#)
            case 3: (400, #"{"success":false,"error":"E11000 duplicate key"}"#)
            default: (200, #"{"success":true,"message":{"_id":"01JD0000000000000000000000","rid":"GENERAL"}}"#)
            }
        }
        let access = ChatAccess.bot(server: Secret(server.url), token: Secret("t0ken"))
        let outcomes = await carry(channel(.rocketChat(RocketChatSettings(access: access, userID: "u", room: "GENERAL"))), at: server)
        #expect(outcomes.map(\.label) == ["delivered", "delivered"])
        // A post; one that is swallowed, and its repeat; a question that is swallowed, and its repeat.
        #expect(server.requests == 5)
    }
}
