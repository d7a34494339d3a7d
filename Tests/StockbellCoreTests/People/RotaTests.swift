import Foundation
import StockbellCore
import Testing

@Suite struct RotaTests {
    private let zones = Zones()

    private static func rota(
        _ people: [String] = ["anna", "ben", "cara"], weekday: Int? = 0, at minute: Int = 480, since: (Int, Int, Int) = (2026, 1, 5),
        swaps: [Rota.Swap] = [], zone: String = "Europe/Berlin"
    ) throws -> Rota {
        Rota(
            name: "buyer", people: people, change: .init(weekday: weekday, minute: minute),
            since: try #require(LocalDay(year: since.0, month: since.1, day: since.2)), swaps: swaps, timeZone: zone)
    }

    private static func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private func onDuty(_ rota: Rota, _ text: String) throws -> String { rota.onDuty(at: try Self.instant(text), zones) }

    @Test func theNextOneTakesOverAtTheTimeOfChange() throws {
        let rota = try Self.rota()
        #expect(try onDuty(rota, "2026-01-05T07:00:00Z") == "anna")
        #expect(try onDuty(rota, "2026-01-12T06:59:59Z") == "anna")
        #expect(try onDuty(rota, "2026-01-12T07:00:00Z") == "ben")
        #expect(try onDuty(rota, "2026-01-26T07:00:00Z") == "anna")
    }

    /// Somebody is on duty before the first day too: as if it had always gone on like this.
    @Test func beforeItsFirstDayItGoesOnBackwards() throws {
        let rota = try Self.rota()
        #expect(try onDuty(rota, "2026-01-05T06:59:59Z") == "cara")
        #expect(try onDuty(rota, "2025-12-29T06:59:59Z") == "ben")
    }

    @Test(arguments: [
        // Clocks go forward on 29 March and back on 25 October 2026: 08:00 stays 08:00.
        ("2026-03-30T05:59:59Z", "cara"), ("2026-03-30T06:00:00Z", "anna"),
        ("2026-10-26T06:59:59Z", "cara"), ("2026-10-26T07:00:00Z", "anna"),
    ])
    func aWeeklyChangeIsAtLocalTimeOverDaylightSaving(at text: String, person: String) throws {
        #expect(try onDuty(try Self.rota(), text) == person)
    }

    /// The time that never comes is when it would have come; of the one that comes twice the first counts, and nobody takes over twice.
    @Test(arguments: [
        ("2026-03-29T00:59:59Z", "anna"), ("2026-03-29T01:30:00Z", "ben"),
        ("2026-10-25T00:29:59Z", "anna"), ("2026-10-25T00:30:00Z", "ben"), ("2026-10-25T01:15:00Z", "ben"), ("2026-10-25T01:30:00Z", "ben"),
    ])
    func aDailyChangeInTheHourThatIsSkippedOrRepeated(at text: String, person: String) throws {
        let isSpring = text.contains("-03-")
        let rota = try Self.rota(["anna", "ben"], weekday: nil, at: 150, since: isSpring ? (2026, 3, 28) : (2026, 10, 24))
        #expect(try onDuty(rota, text) == person)
    }

    @Test func aSwapGoesFromOneTimeOfChangeToAnother() throws {
        let days = [(2026, 1, 7), (2026, 1, 9)].compactMap { LocalDay(year: $0.0, month: $0.1, day: $0.2) }
        let rota = try Self.rota(swaps: [.init(from: days[0], to: days[1], person: "dora")])
        #expect(try onDuty(rota, "2026-01-07T06:59:59Z") == "anna")
        #expect(try onDuty(rota, "2026-01-07T07:00:00Z") == "dora")
        #expect(try onDuty(rota, "2026-01-09T06:59:59Z") == "dora")
        #expect(try onDuty(rota, "2026-01-09T07:00:00Z") == "anna")
        #expect(rota.everybody == ["anna", "ben", "cara", "dora"])
    }

    @Test func theNextTurnsAreListedWithSwaps() throws {
        let days = [(2026, 1, 14), (2026, 1, 19)].compactMap { LocalDay(year: $0.0, month: $0.1, day: $0.2) }
        let rota = try Self.rota(["anna", "ben"], swaps: [.init(from: days[0], to: days[1], person: "anna")])
        let turns = rota.turns(from: try Self.instant("2026-01-08T12:00:00Z"), count: 4, zones)
        #expect(turns.map(\.person) == ["anna", "ben", "anna", "anna"])
        #expect(turns.map(\.inPlaceOf) == [nil, nil, "ben", nil])
        #expect(
            turns.map { $0.from.formatted(.iso8601) } == [
                "2026-01-05T07:00:00Z", "2026-01-12T07:00:00Z", "2026-01-14T07:00:00Z", "2026-01-19T07:00:00Z",
            ])
        #expect(zip(turns, turns.dropFirst()).allSatisfy { $0.until == $1.from })
    }

    /// Over four years, in zones whose clocks change both ways: turns have no gap, and who is on duty is who has the turn.
    @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"], [nil, 0, 6] as [Int?])
    func turnsAreWithoutGaps(zone: String, weekday: Int?) throws {
        let since = weekday == 6 ? (2026, 1, 4) : (2026, 1, 5)
        let swap = Rota.Swap(from: LocalDay(number: 20_900), to: LocalDay(number: 20_913), person: "anna")
        for minute in [0, 150, 480, 1439] {
            let rota = try Self.rota(weekday: weekday, at: minute, since: since, swaps: [swap], zone: zone)
            let turns = rota.turns(from: try Self.instant("2025-11-08T12:00:00Z"), count: weekday == nil ? 900 : 200, zones)
            for (turn, next) in zip(turns, turns.dropFirst()) {
                #expect(turn.from < turn.until && turn.until == next.from)
                for time in [turn.from, turn.from.addingTimeInterval(1800), turn.until.addingTimeInterval(-1)] {
                    #expect(rota.onDuty(at: time, zones) == turn.person)
                }
                #expect(zones.wallTime(at: turn.from, in: zone).second % 86_400 / 60 == minute || minute == 150)
            }
        }
    }
}
