import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

typealias Waiting = ClerkMachine.Waiting
typealias Commit = ClerkMachine.Commit

extension ClerkMachine {
    /// A server's machine after its start.
    init(widths: [String: Int], limits: Limits = Limits(), isStart: Bool) {
        self.init(couriers: widths.mapValues { CourierMachine(width: $0) }, limits: limits, isStart: isStart)
    }

    static func ready(_ agenda: Agenda = Agenda(), widths: [String: Int] = ["mail": 2], limits: Limits = Limits()) -> ClerkMachine {
        var machine = ClerkMachine(widths: widths, limits: limits, isStart: true)
        _ = machine.turn(now: .start)
        machine.planned(Agenda(), now: .start)
        _ = machine.turn(now: .start)
        machine.planned(agenda, now: .start)
        return machine
    }

    /// Expects the machine to ask for a plan, and gives it one.
    mutating func replan(_ agenda: Agenda = Agenda(), now: Date) throws {
        try #require(turn(now: now) == .plan)
        planned(agenda, now: now)
    }
}

extension ClerkMachine.Turn {
    /// nil: it is no transaction.
    var batch: [Waiting]? {
        if case .transact(let batch, _) = self { batch } else { nil }
    }
}

/// An arrival under its number as the ticket.
func arrival(_ number: Int, bytes: Int = 2) -> Waiting {
    let arrival = Arrival(id: Identifier("arrival \(number)"), source: "tills", receivedAt: .start, body: Array(repeating: 32, count: bytes))
    return Waiting(ticket: UInt64(number), input: .arrival(arrival, .nothing))
}

/// The first attempt of that delivery, or another one, was fine.
func outcome(_ delivery: String, _ channel: String, attempt: Int = 1) -> Waiting {
    Waiting(ticket: nil, input: .outcome(.init(delivery: Identifier(delivery), number: attempt, channel: channel), .fine))
}

/// What the machine asks itself in trouble.
let probe = Waiting(ticket: nil, input: .probe)

extension Claimed {
    static func fixture(_ id: String, _ channel: String) -> Claimed {
        var delivery = Delivery(
            id: Identifier(id), alerts: [], incident: nil, letter: .test, department: "purchasing", rule: "purchasing/all",
            address: Address(channel: channel), state: .sending, createdAt: .start, dueAt: .start)
        delivery.attempt = 1
        return Claimed(delivery: delivery, alerts: [])
    }
}
