import Curl
import StockbellChannels
import StockbellCore
import Synchronization
import Testing

@Suite struct WireCarrierTests {
    /// Answers at once, and counts.
    private final class CountingWire: Wire {
        private let requests = Mutex<[CurlRequest]>([])
        var count: Int { requests.withLock(\.count) }

        func start(_ request: CurlRequest, then: @escaping @Sendable (CurlResponse) -> Void) {
            let number = requests.withLock { requests in
                requests.append(request)
                return requests.count
            }
            then(CurlResponse(status: 200 + number))
        }
    }

    private struct ScriptedAdapter: ChannelAdapter {
        var script: @Sendable ([Exchange]) throws -> Step

        func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step { try script(exchanges) }
    }

    private struct Surprise: Error {
        let secret = "s3cret"
    }

    private func carry(_ wire: CountingWire, _ script: @escaping @Sendable ([Exchange]) throws -> Step) -> [Outcome] {
        let outcomes = Mutex<[Outcome]>([])
        let carrier = WireCarrier(adapter: ScriptedAdapter(script: script), wire: wire)
        carrier.carry(Samples.parcel(.message(Message(subject: "x")))) { outcome in outcomes.withLock { $0.append(outcome) } }
        return outcomes.withLock { $0 }
    }

    @Test func walksFromStepToStepAndReportsOnce() {
        let wire = CountingWire()
        let outcomes = carry(wire) { exchanges in
            exchanges.count < 3
                ? .send(CurlRequest(url: "http://e.example/\(exchanges.count)"))
                : .done(.delivered(Receipt(answer: exchanges.map { "\($0.request.url.suffix(1))\($0.response.status)" }.joined(separator: " "))))
        }
        #expect(outcomes == [.delivered(Receipt(answer: "0201 1202 2203"))])
        #expect(wire.count == 3)
    }

    @Test func anAdapterWithoutEndIsEnded() {
        let wire = CountingWire()
        let outcomes = carry(wire) { _ in .send(CurlRequest(url: "http://e.example/")) }
        #expect(outcomes.map(\.label) == ["rejected other"])
        #expect(wire.count == WireCarrier.mostSteps)
    }

    @Test func theFourthAnswerIsStillJudged() {
        let outcomes = carry(CountingWire()) { $0.count == 4 ? .done(.delivered(Receipt(answer: ""))) : .send(CurlRequest(url: "http://e.example/")) }
        #expect(outcomes.map(\.label) == ["delivered"])
    }

    @Test func whatIsThrownIsAnOutcome() {
        let wire = CountingWire()
        #expect(carry(wire) { _ in throw ContentError(.badAddress, "no number") } == [.rejected(Failure(.badAddress, "no number"), suppress: false)])
        let surprise = carry(wire) { _ in throw Surprise() }
        #expect(surprise.map(\.label) == ["rejected refused-content"])
        #expect(surprise.allSatisfy { !$0.text.contains("s3cret") })
        #expect(wire.count == 0)
    }

    @Test func carriesOverTheLoopAndTheMailThreads() async throws {
        // An address of this machine is refused before anything is sent, where the channel says so.
        let from = try #require(Mailbox("stock@shop.example"))
        let mail = ChannelSettings(
            name: "mail", kind: .smtp(SMTPSettings(host: "127.0.0.1", port: 25, security: .none, from: from)),
            allowsPrivateNetwork: false)
        var sms = AdapterUnderTest.kannel.channel
        sms.allowsPrivateNetwork = false
        let carriers = [
            (WireCarrier(adapter: ChannelAdapters.adapter(for: mail), wire: MailThreads(count: 1)), "a@example.com"),
            (WireCarrier(adapter: ChannelAdapters.adapter(for: sms), wire: CurlLoop()), "+4915112345671"),
        ]
        for (carrier, recipient) in carriers {
            let parcel = Samples.parcel(.message(Samples.letter(named: "Espresso")), to: recipient)
            let outcome = await withCheckedContinuation { continuation in
                carrier.carry(parcel) { continuation.resume(returning: $0) }
            }
            #expect(outcome.label == "misconfigured private-network")
        }
    }
}
