import FoundationEssentials
import StockbellCore
import StockbellTesting
import Testing

@testable import StockbellStore

@Suite struct ULIDTimeTests {
    @Test(arguments: [0, 1, 1_767_614_400.123, 1_767_614_400.5, 4_102_444_800])
    func idsStandBetweenTheMillisecondsAroundThem(_ second: TimeInterval) {
        let time = Date(timeIntervalSince1970: second).inMilliseconds
        var source = ULIDSource(SeededGenerator(UInt64(second)))
        for _ in 0..<50 {
            let id: Identifier<Arrival> = source.next(at: time.addingTimeInterval(0.0001))
            #expect(ULIDTime.lowest(at: time) < id.string)
            #expect(id.string < ULIDTime.lowest(at: time.addingTimeInterval(0.002)))
            #expect(id.string < ULIDTime.end(of: id.string))
            #expect(ULIDTime.end(of: id.string) < ULIDTime.lowest(at: time.addingTimeInterval(0.002)))
        }
    }

    @Test func aTimeBeforeAllIdsIsBelowThem() {
        #expect(ULIDTime.lowest(at: Date(timeIntervalSince1970: -5)) == String(repeating: "0", count: 26))
        #expect(ULIDTime.lowest(at: .distantFuture) > ULIDTime.lowest(at: Date(timeIntervalSince1970: 4_102_444_800)))
    }
}
