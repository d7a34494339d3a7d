import FoundationEssentials
import StockbellCore
import Testing

@Suite struct RateTests {
    /// When messages go that all want to go at once.
    private func times(_ rate: Rate, _ count: Int) -> [TimeInterval] {
        var (now, full) = (Date.start, Date?.none)
        return (0..<count).map { _ in
            let at = now.timeIntervalSince(.start)
            let spent = rate.spend(at: now, full: full)
            full = spent.full
            now = max(now, spent.next)
            return (at * 1000).rounded() / 1000
        }
    }

    @Test func theFirstGoAtOnceAndEachFurtherOneAfterItsShare() {
        #expect(times(Rate(1, per: .seconds(1)), 4) == [0, 1, 2, 3])
        #expect(times(Rate(5, per: .seconds(2)), 8) == [0, 0, 0, 0, 0, 0.4, 0.8, 1.2])
        #expect(times(Rate(60, per: .seconds(300)), 62).suffix(3) == [0, 5, 10])
    }

    @Test func aBucketFillsWhileNothingGoes() {
        let rate = Rate(2, per: .seconds(10))
        let first = rate.spend(at: .start, full: nil)
        #expect(first.next == .start && first.full == .second(5))
        let second = rate.spend(at: .second(1), full: first.full)
        #expect(second.next == .second(5) && second.full == .second(10))
        #expect(rate.spend(at: .second(60), full: second.full) == rate.spend(at: .second(60), full: nil))
    }

    /// Whatever the times at which messages want to go, no stretch sees more than a full bucket and what flowed in meanwhile.
    @Test(arguments: 1...20) func noStretchSeesMore(_ seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let rate = Rate(.random(in: 1...6, using: &chance), per: .seconds(.random(in: 1...9, using: &chance)))
        var (now, full, gone) = (Date.start, Date?.none, [Date]())
        for _ in 0..<200 {
            let spent = rate.spend(at: now, full: full)
            gone.append(now)
            full = spent.full
            now = max(spent.next, now.addingTimeInterval(.random(in: 0...2, using: &chance)))
        }
        let share = rate.per.inSeconds / Double(rate.count)
        for (index, start) in gone.enumerated() {
            for (further, end) in gone.enumerated().dropFirst(index) {
                let most = Double(rate.count) + end.timeIntervalSince(start) / share
                #expect(Double(further - index + 1) <= most + 1e-3)
            }
        }
    }

    @Test(
        arguments: [
            ("+15005550006", nil, "1/1s"), ("Stockbell", nil, "10/1s"), ("12345", nil, nil), ("+15005550006", "MG1", nil), (nil, "MG1", nil),
        ] as [(String?, String?, String?)])
    func twiliosPaceIsThatOfItsSender(_ sender: String?, _ service: String?, _ rate: String?) {
        let kind = ChannelSettings.Kind.twilio(TwilioSettings(account: "AC1", token: Secret("t"), from: sender, messagingService: service))
        #expect(kind.usualRates == ChannelRates(channel: kind.usualRates.channel))
        #expect(kind.usualRates.channel?.description == rate)
    }

    @Test func isWrittenAsConfigJSONHasIt() {
        #expect(Rate(5, per: .seconds(2)).description == "5/2s")
        #expect(Rate(30, per: .seconds(60)).words == "30 messages in 1 min")
        #expect(Rate(1, per: .seconds(1)).words == "1 message in 1 s")
    }
}
