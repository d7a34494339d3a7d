import Testing

@testable import StockbellTemplates

@Suite struct ShapeCacheTests {
    @Test func aShapeIsMadeOnceForTheSameAnswers() {
        let cache = ShapeCache<Int>()
        #expect(cache.shape([true, false]) { 1 } == 1)
        #expect(cache.shape([true, false]) { 2 } == 1)
        #expect(cache.shape([false, false]) { 3 } == 3)
        #expect(cache.count == 2)
    }

    @Test func theCacheIsBounded() {
        let cache = ShapeCache<Int>(limit: 4)
        for number in 0..<100 { _ = cache.shape((0..<8).map { number >> $0 & 1 == 1 }) { number } }
        #expect(cache.count <= 4)
    }
}
