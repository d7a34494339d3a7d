import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

/// Channels come and go while the clerk works.
@Suite struct ClerkMachineReplaceTests {
    private static func machine(under way: String...) -> ClerkMachine {
        var machine = ClerkMachine.ready()
        machine.committed([], Commit(verdicts: [], claimed: way.map { .fixture($0, "mail") }), now: .start)
        return machine
    }

    private static func slots(_ machine: inout ClerkMachine) throws -> [String: Int] {
        try machine.replan(now: .start)
        _ = machine.enqueue(arrival(1), now: .start)
        guard case .transact(_, let slots) = machine.turn(now: .start) else { throw NotWhatWasExpected() }
        return slots
    }

    private struct NotWhatWasExpected: Error {}

    @Test func aNewChannelHasRoomAtOnceAndAnOtherWidthHoldsForTheRest() throws {
        var machine = Self.machine(under: "1")
        machine.replace(couriers: ["mail": CourierMachine(width: 5), "chat": CourierMachine(width: 3)])
        #expect(try Self.slots(&machine) == ["mail": 4, "chat": 3])
    }

    @Test func aChannelThatGoesTakesNoMoreAndIsForgottenWithItsLastMessage() throws {
        var machine = Self.machine(under: "1")
        machine.replace(couriers: ["chat": CourierMachine(width: 3)])
        #expect(try Self.slots(&machine) == ["mail": 0, "chat": 3])
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        #expect(try Self.slots(&machine) == ["chat": 3])
    }

    @Test func aChannelThatComesBackGoesOn() throws {
        var machine = Self.machine(under: "1")
        machine.replace(couriers: [:])
        machine.replace(couriers: ["mail": CourierMachine(width: 2)])
        #expect(try Self.slots(&machine) == ["mail": 1])
    }

    @Test func whatStopsStaysAsItIs() throws {
        var machine = Self.machine(under: "1")
        machine.stop()
        machine.replace(couriers: ["chat": CourierMachine(width: 3)])
        #expect(machine.turn(now: .start) == .wait(until: nil))
        _ = machine.enqueue(outcome("1", "mail"), now: .start)
        guard case .transact = machine.turn(now: .start) else { throw NotWhatWasExpected() }
        #expect(machine.turn(now: .start) == .finished)
    }
}
