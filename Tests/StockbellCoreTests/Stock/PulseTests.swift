import FoundationEssentials
import StockbellCore
import Testing

@Suite struct PulseTests {
    private static let hour: TimeInterval = 3600
    private static let day: TimeInterval = 86_400

    /// A source that speaks every `gap` seconds for so many days.
    private func pulse(every gap: TimeInterval, days: Double) -> Pulse {
        var pulse = Pulse(source: "s", firstAt: .start, lastAt: .start, count: 0)
        for second in stride(from: 0, through: days * Self.day, by: gap) { pulse.hear(at: .second(second), endsSilence: false) }
        return pulse
    }

    @Test func tooLittleIsKnownOfAYoungOrARareSource() {
        #expect(pulse(every: 1800, days: 6.9).usualPatience(at: .second(6.9 * Self.day)) == nil)
        #expect(pulse(every: Self.day, days: 14).usualPatience(at: .second(14 * Self.day)) == nil)
        #expect(pulse(every: 1800, days: 7).usualPatience(at: .second(7 * Self.day)) != nil)
    }

    @Test func threeTimesTheLongestPauseIsNotUsual() {
        #expect(pulse(every: Self.hour, days: 8).usualPatience(at: .second(8 * Self.day)) == 3 * Self.hour)
        // Never sooner than after an hour.
        #expect(pulse(every: 60, days: 8).usualPatience(at: .second(8 * Self.day)) == Self.hour)
    }

    @Test func aWeekendIsUsual() {
        var pulse = pulse(every: 600, days: 7)
        pulse.hear(at: .second(7 * Self.day + 60 * Self.hour), endsSilence: false)
        #expect(pulse.usualPatience(at: .second(10 * Self.day)) == 180 * Self.hour)
    }

    @Test func whatWasToldAsSilenceIsNotUsual() {
        var pulse = pulse(every: 600, days: 7)
        pulse.hear(at: .second(7 * Self.day + 60 * Self.hour), endsSilence: true)
        #expect(pulse.usualPatience(at: .second(10 * Self.day)) == Self.hour)
    }

    @Test func pausesAreForgottenAfterTwoWeeks() {
        var pulse = pulse(every: 1800, days: 7)
        pulse.hear(at: .second(7 * Self.day + 30 * Self.hour), endsSilence: false)
        for second in stride(from: 9 * Self.day, through: 24 * Self.day, by: 1800) { pulse.hear(at: .second(second), endsSilence: false) }
        #expect(pulse.usualPatience(at: .second(24 * Self.day)) == 1.5 * Self.hour)
        #expect(pulse.pauses.count <= 14)
    }

    private static let signs: [(TimeInterval, ClockSkew.Sign)] = [
        (-21_600, .off(quarters: -24)), (-21_719, .off(quarters: -24)), (-21_479, .unclear), (0, .right), (-90, .right), (60, .right),
        (-180, .unclear), (19_800, .off(quarters: 22)), (20_730, .off(quarters: 23)), (900, .unclear), (-54_000, .unclear), (1e15, .unclear),
        (-1e15, .unclear),
    ]

    @Test(arguments: signs)
    func aClockIsOffByQuartersOfAnHour(_ ahead: TimeInterval, _ sign: ClockSkew.Sign) {
        #expect(ClockSkew.sign(of: .second(ahead), receivedAt: .start) == sign)
    }

    @Test func theSameQuartersAgainAndAgainAreBelieved() {
        var skew: Pulse.Skew?
        for number in 0..<ClockSkew.enough {
            #expect(skew.map { !ClockSkew.isSure($0, at: .second(1e6)) } ?? true)
            skew = ClockSkew.skew(skew, after: .off(quarters: -24), at: .second(TimeInterval(number)))
        }
        #expect(skew.map { ClockSkew.isSure($0, at: .second(599)) } == false, "a heap of repeats may be late by the same time")
        #expect(skew.map { ClockSkew.isSure($0, at: .second(600)) } == true)
        #expect(ClockSkew.skew(skew, after: .off(quarters: -20), at: .start)?.count == 1)
        #expect(ClockSkew.skew(skew, after: .unclear, at: .start) == nil)
        #expect(ClockSkew.skew(skew, after: .right, at: .start) == nil)
    }

    @Test func hoursAreSaidAsPeopleSayThem() {
        #expect([24, -24, 22, 2, 1].map { ClockSkew.words(quarters: $0) } == ["6 h", "6 h", "5 h 30 min", "30 min", "15 min"])
    }
}
