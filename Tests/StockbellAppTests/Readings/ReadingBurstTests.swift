import Foundation
import StockbellCore
import StockbellStore
import StockbellTesting
import Testing

/// What a bulk import does: thousands of events that tell no number, and an API with a quota.
@Suite struct ReadingBurstTests {
    private typealias Shelf = FakeBigCommerce.Shelf

    @Test func fiveThousandChangesTakeFewQuestionsAndEndRight() async throws {
        var house = try ReadingHouse()
        let shelves = (0..<2500).flatMap { variant in [1, 2].map { Shelf(variant: 1000 + variant, location: $0) } }
        for shelf in shelves { house.platform.stock[shelf] = .init(quantity: 10) }
        try await house.learn()

        // The import: others use the API as well, some places are gone, and some of the first answers are still the old ones.
        let numbers = [0, 3, 20]
        house.platform.others = 60
        for (index, shelf) in shelves.enumerated() {
            if index.isMultiple(of: 10) { house.platform.lagging[shelf] = house.platform.stock[shelf] }
            house.platform.stock[shelf]?.quantity = numbers[index % 3]
        }
        try await house.post("stock_changed", shelves)
        let gone = [Shelf(variant: 1000, location: 99), Shelf(variant: 1001, location: 99)]
        try await house.post("stock_changed", gone)
        try await house.pass(3)
        house.platform.exhaust(now: house.time.now)
        try await house.pass(120)

        #expect(house.platform.asked < 60, "\(house.platform.asked) questions")
        #expect(house.platform.faults == [] && house.platform.missing > 0)
        let levels = try await house.levels(shelves)
        let alerts = try await house.alerts()
        var wrong: [String] = []
        for (index, shelf) in shelves.enumerated() {
            let kinds: [AlertKind] = [[.outOfStock], [.lowStock], []][index % 3]
            if levels[shelf]?.quantity != Decimal(numbers[index % 3]) || alerts[shelf] ?? [] != kinds {
                wrong.append("\(shelf): \(levels[shelf]?.quantity as Any) \(alerts[shelf] ?? [])")
            }
        }
        #expect(wrong.prefix(5) == [])
        let states = Dictionary(grouping: try await house.events(), by: \.state).mapValues(\.count)
        #expect(states[.applied] == 10_000 && states[.ignored] == 2 && states[.waiting] == nil)
        #expect(try await house.store.awaited("shop", limit: 10).isEmpty)
        #expect(try await house.breaches() == [])
    }

    @Test func whatWaitsOutlivesACrash() async throws {
        var house = try ReadingHouse()
        let shelves = (0..<300).map { Shelf(variant: 1000 + $0, location: 1) }
        for shelf in shelves { house.platform.stock[shelf] = .init(quantity: 0) }
        try await house.post("stock_changed", shelves)
        try await house.pass(1)
        house.crash()
        try await house.pass(10)
        #expect(try await house.events().allSatisfy { $0.state == .applied })
        #expect(try await house.levels(shelves).values.allSatisfy { $0.condition == .out })
        #expect(try await house.breaches() == [])
    }

    @Test func tooManyQuestionsOfOthersOnlyDelay() async throws {
        var house = try ReadingHouse()
        let shelves = (0..<600).map { Shelf(variant: 1000 + $0, location: 1) }
        for shelf in shelves { house.platform.stock[shelf] = .init(quantity: 7) }
        house.platform.exhaust(now: house.time.now)
        try await house.post("stock_changed", shelves)
        try await house.pass(25)
        #expect(house.platform.limited == 1 && house.platform.asked == 1)
        try await house.pass(25)
        #expect(try await house.levels(shelves).count == 600 && house.platform.faults == [])
    }

    @Test func pagesOfAnAnswerAreReadToTheEnd() async throws {
        var house = try ReadingHouse()
        house.platform.pageSize = 60
        let shelves = (0..<250).map { Shelf(variant: 1000 + $0, location: 2) }
        for shelf in shelves { house.platform.stock[shelf] = .init(quantity: 7) }
        try await house.post("stock_changed", shelves)
        try await house.pass(5)
        #expect(house.platform.asked == 5)
        #expect(try await house.levels(shelves).count == 250)
        #expect(try await house.breaches() == [])
    }

    @Test func aRefusedTokenIsToldOnceAndEverythingIsReadLater() async throws {
        var house = try ReadingHouse()
        let shelf = Shelf(variant: 79, location: 1)
        house.platform.stock[shelf] = .init(quantity: 0)
        let right = house.platform
        house.platform = FakeBigCommerce(token: "another", locations: [1])
        try await house.post("stock_changed", [shelf])
        try await house.pass(10)
        #expect(try await house.events().map(\.state) == [.waiting])
        try await house.pass(900)
        let troubles = try await house.store.deliveries(RecordQuery()).filter { $0.letter == .trouble }
        #expect(troubles.count == 1)
        house.platform = right
        try await house.pass(70)
        #expect(try await house.levels([shelf])[shelf]?.quantity == 0)
        #expect(try await house.events().map(\.state) == [.applied])
        #expect(try await house.breaches() == [])
    }

    @Test func declaredOutAndItsChangeAreOneAlert() async throws {
        var house = try ReadingHouse()
        let shelf = Shelf(variant: 79, location: 1)
        house.platform.stock[shelf] = .init(quantity: 4, warning: 3)
        try await house.post("stock_changed", [shelf])
        try await house.pass(5)
        house.platform.lagging[shelf] = house.platform.stock[shelf]
        house.platform.stock[shelf]?.quantity = 0
        try await house.post("low_stock_reached", [shelf])
        try await house.post("out_of_stock_reached", [shelf])
        try await house.post("stock_changed", [shelf])
        #expect(try await house.alerts() == [shelf: [.outOfStock]])
        try await house.pass(20)
        #expect(try await house.alerts() == [shelf: [.outOfStock]])
        #expect(try await house.levels([shelf])[shelf]?.quantity == 0)
        #expect(try await house.breaches() == [])
        #expect(try await house.events().allSatisfy { $0.state != .waiting })
    }
}
