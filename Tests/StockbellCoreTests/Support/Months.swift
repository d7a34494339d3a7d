import Foundation
import StockbellCore
import Testing

/// Weeks of a shop around a change of its clocks, by a seed: rules with hours, waits, digests and limits, and what happens to its stock.
///
/// Nothing is late here: the clerk looks at what is due at its very second, and every message goes out at once.
struct Months {
    static let zones = ["Europe/Berlin", "America/New_York"]
    private static let changes = ["Europe/Berlin": ["2026-03-29", "2026-10-25"], "America/New_York": ["2026-03-08", "2026-11-01"]]

    private(set) var world: World
    private(set) var faults: [String] = []
    private(set) var told: [Claimed] = []
    let zone: String
    private var chance: SeededGenerator
    private let calendar: Calendar
    private let weeks: Double

    /// - Parameter weeks: how many, half of them before the clocks change.
    init(seed: UInt64, weeks: Double) throws {
        self.weeks = weeks
        chance = SeededGenerator(seed: seed)
        zone = Self.zones[Int(seed % 2)]
        let change = Self.changes[zone]?[Int(seed / 2 % 2)] ?? ""
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        self.calendar = calendar
        var settings = try Settings.fixture(departments: Self.departments(zone, &chance), operators: [])
        settings.routing.silences = [Self.recount(zone)]
        world = World(settings, zones: Zones())
        world.now = try Date.ISO8601FormatStyle().parse("\(change)T00:00:00Z").addingTimeInterval(-weeks * 3.5 * 86_400)
    }

    // MARK: - The shop

    /// Most of each weekend nobody hears of one item.
    private static func recount(_ zone: String) -> Silence {
        let weekend = OpeningHours(name: "recount", timeZone: zone, open: [.weekly(days: [5, 6], from: 60, to: 1380)])
        return Silence(name: "recount", where: .field(.sku, .matches([Glob("I3")])), span: .during(weekend))
    }

    private static func departments(_ zone: String, _ chance: inout SeededGenerator) -> [Department] {
        let hours = OpeningHours(name: "office", timeZone: zone, open: [.weekly(days: Set(0...4), from: 480, to: 1080)])
        func times(_ chance: inout SeededGenerator) -> LocalTimes {
            let minutes = [0, 90, 150, 180, 480, 1439].shuffled(using: &chance).prefix(Int.random(in: 1...2, using: &chance))
            return LocalTimes(minutes.map { .init(days: chance.chance(1, in: 2) ? Set(0...6) : [0, 3, 6], minute: $0) }, timeZone: zone)
        }
        func wait(_ chance: inout SeededGenerator) -> Duration? { [nil, .seconds(900), .seconds(3 * 3600)].randomElement(using: &chance) ?? nil }
        let kinds = [[.outOfStock], [.outOfStock, .lowStock], AlertKind.stock].randomElement(using: &chance) ?? AlertKind.stock
        var digest = Digest(.at(times(&chance)), showsOpen: true)
        digest.sendsEmpty = chance.chance(1, in: 2)
        let buyers = Address(text: "mail:buyers@example.com")
        var purchasing = Department(
            name: "purchasing", locale: "en", timeZone: zone, hours: hours,
            rules: [
                Rule(id: "purchasing/digest", name: "digest", on: AlertKind.stock, send: [buyers], digest: digest),
                Rule(
                    id: "purchasing/now", name: "now", on: kinds, send: [buyers], limit: .own(Limit(max: 2, per: .seconds(3600))),
                    wait: wait(&chance)),
            ])
        if chance.chance(1, in: 3) { purchasing.hours = nil }
        let chat = Address(text: "chat")
        let sales = Department(
            name: "sales", locale: "en", timeZone: zone, hours: hours,
            rules: [Rule(id: "sales/all", name: "all", on: AlertKind.stock, send: [chat, buyers], wait: wait(&chance))])
        let daily = LocalTimes([.init(days: Set(0...6), minute: 150)], timeZone: zone)
        let night = Department(
            name: "night", locale: "en", timeZone: zone,
            rules: [
                Rule(
                    id: "night/all", name: "all", on: AlertKind.stock, send: [Address(text: "mail:night@example.com")],
                    digest: Digest(.at(daily), showsOpen: true, sendsEmpty: true)),
                Rule(id: "night/window", name: "window", on: [.outOfStock], send: [chat], digest: Digest(.every(seconds: 3600, max: 2))),
            ])
        return [purchasing, sales, night]
    }

    // MARK: - What happens

    /// Plays the weeks, and eight more days in which nothing happens.
    mutating func play() throws {
        let end = world.now.addingTimeInterval(weeks * 7 * 86_400)
        try world.apply(.rescue(isStart: true))
        var next = world.now
        while next < end, faults.isEmpty {
            next += TimeInterval(Int.random(in: 1...(chance.chance(1, in: 3) ? 1800 : 72_000), using: &chance))
            try pass(to: min(next, end))
            guard next < end else { break }
            if chance.chance(1, in: 20) { try world.apply(.rescue(isStart: true)) }
            let item = "I\(Int.random(in: 0..<6, using: &chance))"
            try world.apply(world.arrival(stockEvent(.level, item, [0, 0, 2, 9, 20].randomElement(using: &chance), previous: nil)))
            try look()
        }
        try pass(to: end.addingTimeInterval(8 * 86_400))
        judgeEnd()
    }

    /// Does at its time what is due until then.
    private mutating func pass(to end: Date) throws {
        try send()
        while let due = world.shelf.open.filter({ $0.state == .held || $0.state == .gathering }).map(\.dueAt).min(), due <= end, faults.isEmpty {
            world.now = max(world.now, due)
            try world.apply(.due)
            try send()
            try look()
        }
        world.now = max(world.now, end)
    }

    private mutating func send() throws {
        for channel in ["mail", "chat"] {
            while case let claimed = try world.claim(channel, 100), !claimed.isEmpty {
                for one in claimed { try world.report(one.delivery, .fine) }
                told += claimed
                claimed.forEach { judge($0) }
            }
        }
    }

    // MARK: - What must be so

    private mutating func look() throws {
        faults += world.breaches
        let late = world.shelf.open.filter { $0.dueAt < world.now }
        if !late.isEmpty { faults.append("\(world.now): forgotten: \(late)") }
    }

    private mutating func judge(_ claimed: Claimed) {
        let delivery = claimed.delivery
        if let digest = delivery.digest {
            if case .at(let times) = digest.schedule, !times.times.contains(where: { isTime($0, delivery.startedAt) }) {
                faults.append(
                    "the digest \(digest.schedule) goes out at \(calendar.dateComponents([.weekday, .hour, .minute], from: delivery.startedAt))")
            }
        } else if delivery.department != "night", let hours = world.ledger.settings.routing.department(delivery.department)?.hours,
            !hours.isOpen(at: delivery.startedAt, Zones())
        {
            faults.append("\(delivery.letter) of \(delivery.department) goes out at \(delivery.startedAt), outside the hours")
        }
        for alert in claimed.alerts where alert.subject.item.id == "I3" {
            guard let end = Self.recount(zone).end(at: alert.decidedAt, Zones()), delivery.startedAt < end else { continue }
            faults.append("\(alert.kind) of I3 is told at \(delivery.startedAt), while it is silenced until \(end)")
        }
        // A digest tells what is so.
        for alert in claimed.alerts where delivery.digest != nil {
            let incident = world.shelf.incidents[alert.incident]
            let isSo =
                switch alert.kind {
                case .outOfStock: incident?.told == .out
                case .lowStock: incident?.told == .low
                default: world.shelf.incidents.values.allSatisfy { $0.level != alert.level || $0.told != .out }
                }
            if !isSo { faults.append("\(delivery.id) tells \(alert.kind) of \(alert.subject.item.id), which is over") }
        }
    }

    /// By the machine's own calendar; a time that the clocks skip comes an hour later.
    private func isTime(_ time: LocalTimes.Time, _ instant: Date) -> Bool {
        let parts = calendar.dateComponents([.weekday, .hour, .minute, .second], from: instant)
        guard let weekday = parts.weekday, let hour = parts.hour, let minute = parts.minute, parts.second == 0 else { return false }
        let zone = calendar.timeZone
        let hasJumped = zone.secondsFromGMT(for: instant) > zone.secondsFromGMT(for: instant.addingTimeInterval(-7200))
        return time.days.contains((weekday + 5) % 7) && (hour * 60 + minute == time.minute || hasJumped && hour * 60 + minute == time.minute + 60)
    }

    private mutating func judgeEnd() {
        let waiting = world.shelf.open.filter { $0.digest?.sendsEmpty != true || !$0.alerts.isEmpty }
        if !waiting.isEmpty { faults.append("still waiting at the end: \(waiting)") }
        judgeListeners()
        let nightly = told.filter { $0.delivery.department == "night" && $0.delivery.digest?.sendsEmpty == true }.map(\.delivery.startedAt)
        let days = Set(nightly.map { calendar.startOfDay(for: $0) })
        if days.count != nightly.count { faults.append("two digests on one day") }
        if let first = days.min(), let last = days.max() {
            let expected = (calendar.dateComponents([.day], from: first, to: last).day ?? 0) + 1
            if expected != days.count || Double(days.count) < weeks * 7 + 7 { faults.append("\(days.count) nightly digests in \(expected) days") }
        }
    }

    /// Each alert, for each address that wanted it, in one message or left out for a reason.
    private mutating func judgeListeners() {
        var count: [String: Int] = [:]
        for delivery in world.shelf.queue {
            for alert in delivery.alerts { count["\(alert) \(delivery.department) \(delivery.address)", default: 0] += 1 }
        }
        for left in world.shelf.suppressions { count["\(left.alert) \(left.department) \(left.address.map { "\($0)" } ?? "")", default: 0] += 1 }
        for alert in world.shelf.alerts.values {
            for wish in world.ledger.settings.routing.desire(alert).wishes {
                let times = count["\(alert.id) \(wish.department) \(wish.address)", default: 0]
                if times != 1 { faults.append("\(alert.kind) of \(alert.subject.item.id) is accounted for \(times) times for \(wish.address)") }
            }
        }
    }
}
