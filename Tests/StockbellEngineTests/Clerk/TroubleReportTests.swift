import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellEngine

@Suite struct TroubleReportTests {
    private var report = TroubleReport()

    private mutating func fails(_ seconds: ClosedRange<Int>) -> [Int] {
        seconds.filter { report.fails(.full, now: .second(Double($0))) != nil }
    }

    @Test mutating func itIsToldWhenItBeginsAndThenOnceAMinute() {
        #expect(fails(0...200) == [0, 60, 120, 180])
        #expect(report.works(now: .second(201)) == "The store works again, after 3 min 21 s.")
        #expect(report.works(now: .second(202)) == nil)
    }

    @Test mutating func itSaysWhatToDoAndHowLongItLasts() {
        #expect(report.fails(.full, now: .start)?.hasSuffix(StoreTrouble.Reason.diskFull.remedy) == true)
        #expect(report.fails(.full, now: .second(75)) == "The store has not worked for 1 min 15 s: database or disk is full.")
    }

    @Test mutating func whatComesAndGoesIsToldOnce() {
        var told: [String] = []
        for second in stride(from: 0.0, to: 50, by: 2) {
            told += [report.fails(.full, now: .second(second)), report.works(now: .second(second + 1))].compactMap { $0 }
        }
        #expect(told.count == 2)
    }

    @Test mutating func whatComesBackAfterAWhileIsNew() {
        #expect(report.fails(.full, now: .start) != nil)
        #expect(report.works(now: .second(1)) != nil)
        #expect(report.fails(.full, now: .second(12)) != nil)
        #expect(report.works(now: .second(13)) == "The store works again, after 1 s.")
    }

    @Test mutating func aClockThatIsSetBackSilencesNothing() {
        #expect(report.fails(.full, now: .start) != nil)
        #expect(report.fails(.full, now: .second(-3600)) != nil)
    }

    @Test mutating func nothingIsOverThatNeverBegan() {
        #expect(report.works(now: .start) == nil)
    }
}
