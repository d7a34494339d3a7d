import FoundationEssentials
import StockbellEngine
import Testing

struct SteadyTimeTests {
    @Test func followsAClockThatIsRight() {
        var time = SteadyTime(reading: .start)
        for second in [0.0, 0.5, 3, 4000] { #expect(time.now(reading: .second(second)) == .second(second)) }
    }

    @Test func goesOnAtHalfSpeedAfterAStepBackUntilTheClockHasCaughtUp() {
        var time = SteadyTime(reading: .second(3600))
        #expect(time.now(reading: .second(0)) == .second(3600))
        #expect(time.now(reading: .second(10)) == .second(3605))
        #expect(time.now(reading: .second(4000)) == .second(5600))
        #expect(time.now(reading: .second(7200)) == .second(7200))
        #expect(time.now(reading: .second(7201)) == .second(7201))
    }

    @Test func goesOnFromWhatAnEarlierProcessKnew() {
        var time = SteadyTime(reading: .second(0))
        time.raise(to: .second(100))
        #expect(time.now(reading: .second(0)) == .second(100))
        #expect(time.now(reading: .second(2)) == .second(101))
    }

    @Test func neverStepsBackAndNeverStandsStillWhateverTheClockDoes() {
        var time = SteadyTime(reading: .second(0))
        var last = time.now(reading: .second(0))
        var reading = 0.0
        for step in 1...1000 {
            if step.isMultiple(of: 37) { reading -= Double(step) }
            if step.isMultiple(of: 101) { reading += Double(step) }
            _ = time.now(reading: .second(reading))
            reading += 1
            let now = time.now(reading: .second(reading))
            #expect(now.timeIntervalSince(last) > 0.4 && now >= .second(reading))
            last = now
        }
    }
}
