import FoundationEssentials
import StockbellTesting
import Testing

@testable import StockbellStore

@Suite struct MillisecondsTests {
    @Test func timesReadFromTextComeBackEqual() throws {
        var chance = SeededGenerator(3)
        for _ in 0..<2000 {
            let milliseconds = Int64.random(in: 0...4_102_444_800_000, using: &chance)
            let text = Date(milliseconds: milliseconds).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            let time = try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            #expect(Date(milliseconds: time.milliseconds) == time)
            #expect(time.wholeMillisecond == time)
        }
    }

    @Test func aTimeIsNeverRoundedUpToNow() {
        var chance = SeededGenerator(4)
        for _ in 0..<2000 {
            let time = Date(timeIntervalSince1970: Double.random(in: 0...4e9, using: &chance))
            #expect(time.wholeMillisecond <= time)
            #expect(time.timeIntervalSince(time.wholeMillisecond) < 0.001_001)
        }
    }

    @Test(arguments: [Date.distantPast, .distantFuture, Date(timeIntervalSince1970: .infinity), Date(timeIntervalSince1970: -.infinity)])
    func extremesDoNotTrap(_ time: Date) {
        #expect(abs(time.milliseconds) < 2_000_000_000_000_000)
    }

    @Test func noTimeAtAllIsATimeToo() {
        #expect(Date(timeIntervalSince1970: .nan).milliseconds == 0)
    }
}
