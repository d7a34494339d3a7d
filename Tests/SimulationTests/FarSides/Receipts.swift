import FoundationEssentials
import StockbellCore

/// What far sides say of messages that they took: late, twice, in any order, and again until somebody answers.
final class Receipts {
    /// How often a far side comes again.
    private static let mostTries = 30

    private let world: World
    private let isOn: Bool
    /// Takes a call and answers whether it is written; what it forgets has no answer.
    var door: (String, [Feedback], @escaping () -> Void) -> Void = { _, _, _ in }
    /// What was said of attempts and answered for.
    private(set) var heard: [Delivery.ID: Set<DeliveryReport.Fate>] = [:]

    init(_ world: World, _ swarm: Swarm) {
        self.world = world
        isOn = swarm.hasReceipts
    }

    /// A far side has a message; of a text it tells what becomes of it, of a mail now and then that it came back.
    func take(_ flight: Flight) {
        guard isOn, flight.channel == "sms" || flight.channel == "mail" && world.happens(0.1) else { return }
        let end: DeliveryReport.Fate = flight.channel == "mail" || world.happens(0.3) ? .failed : .arrived
        // A part of it may fail that comes on another try.
        let fates = world.one(of: [[.underWay, end], [end], [end, end], [.failed, end, .underWay], []])
        for fate in fates {
            let isByName = world.happens(0.3)
            let subject = isByName ? DeliveryReport.Subject.provider(Self.name(of: flight)) : .delivery(flight.delivery.key)
            let report = DeliveryReport(
                subject, fate, detail: "the network's word",
                suppresses: fate == .failed && world.happens(0.2) ? world.one(of: [.bounce, .optOut]) : nil)
            let delivery = flight.delivery.id
            send(flight.channel, [.report(report)], after: world.seconds(0...world.one(of: [0.01, 2, 60, 600]))) { [self] in
                if !isByName { heard[delivery, default: []].insert(fate) }
            }
        }
        guard let number = flight.delivery.sentTo, world.happens(0.05) else { return }
        send(flight.channel, [.optOut(recipient: number, because: "STOP")], after: world.seconds(0...60)) {}
        send(flight.channel, [.optIn(recipient: number)], after: world.seconds(0...300)) {}
    }

    /// The far side's own name for a message.
    static func name(of flight: Flight) -> String { "far-\(flight.delivery.id.string)-\(flight.delivery.attempt)" }

    private func send(
        _ channel: String, _ feedback: [Feedback], after seconds: TimeInterval, tries: Int = mostTries, _ whenTaken: @escaping () -> Void
    ) {
        var isTaken = false
        world.after(seconds) { [self] in
            door(channel, feedback) {
                if !isTaken { whenTaken() }
                isTaken = true
            }
            guard tries > 0 else { return }
            world.after(20) { [self] in if !isTaken { send(channel, feedback, after: 0, tries: tries - 1, whenTaken) } }
        }
    }
}
