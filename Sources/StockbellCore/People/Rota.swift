package import FoundationEssentials

/// Who is on duty when: one of `duty` in config.json.
///
/// People take turns in their order, for ever; each turn begins at the same time of day, as clocks of the zone show it.
package struct Rota: Hashable, Sendable {
    /// When the next one takes over.
    package struct Change: Hashable, Sendable {
        /// 0 is Monday; nil: every day.
        package var weekday: Int?
        /// After midnight.
        package var minute: Int

        package init(weekday: Int? = nil, minute: Int) {
            self.weekday = weekday
            self.minute = minute
        }
    }

    /// Somebody stands in, from the time of change on one day until the time of change on another.
    package struct Swap: Hashable, Sendable {
        package var from: LocalDay
        /// The first day that is not theirs any more.
        package var to: LocalDay
        package var person: String

        package init(from: LocalDay, to: LocalDay, person: String) {
            self.from = from
            self.to = to
            self.person = person
        }
    }

    /// A stretch in which one person is on duty.
    package struct Turn: Hashable, Sendable {
        package var person: String
        package var from: Date
        package var until: Date
        /// Whose turn it would be; nil: it is their own.
        package var inPlaceOf: String?

        package init(person: String, from: Date, until: Date, inPlaceOf: String? = nil) {
            self.person = person
            self.from = from
            self.until = until
            self.inPlaceOf = inPlaceOf
        }
    }

    package var name: String
    /// Who takes turns, in this order; never empty.
    package var people: [String]
    package var change: Change
    /// The day on which the first one's turn begins; a day of change.
    package var since: LocalDay
    package var swaps: [Swap]
    /// An IANA name.
    package var timeZone: String

    package init(name: String, people: [String], change: Change, since: LocalDay, swaps: [Swap] = [], timeZone: String) {
        self.name = name
        self.people = people
        self.change = change
        self.since = since
        self.swaps = swaps
        self.timeZone = timeZone
    }

    /// Everybody whom it may name.
    package var everybody: Set<String> { Set(people).union(swaps.map(\.person)) }

    /// Who is on duty; before `since` as if it had always gone on like this.
    package func onDuty(at instant: Date, _ zones: some ZoneRules) -> String {
        person(on: day(of: instant, zones)).person
    }

    /// The turn at an instant and those that follow it.
    package func turns(from instant: Date, count: Int, _ zones: some ZoneRules) -> [Turn] {
        var day = day(of: instant, zones)
        // The turn may have begun days before.
        while !begins(on: day) { day = day + -1 }
        var turns: [Turn] = []
        while turns.count < count {
            let start = day
            let (person, own) = person(on: start)
            repeat { day = day + 1 } while !begins(on: day)
            turns.append(
                Turn(person: person, from: begin(of: start, zones), until: begin(of: day, zones), inPlaceOf: own == person ? nil : own))
        }
        return turns
    }

    /// The day to whose duty an instant belongs: before the time of change it is still the day before.
    private func day(of instant: Date, _ zones: some ZoneRules) -> LocalDay {
        var day = zones.wallTime(at: instant, in: timeZone).day + 1
        while begin(of: day, zones) > instant { day = day + -1 }
        return day
    }

    /// The time of change on a day; of one that comes twice the first, so that nobody takes over twice.
    private func begin(of day: LocalDay, _ zones: some ZoneRules) -> Date {
        zones.instant(showing: WallTime(day: day, second: change.minute * 60).asUTC, in: timeZone)
    }

    /// Whether somebody takes over on a day, or a turn begins anew.
    private func begins(on day: LocalDay) -> Bool {
        let isRegular = change.weekday.map { $0 == day.weekday } ?? true
        return isRegular || person(on: day) != person(on: day + -1)
    }

    /// Who is on duty on a day, and who would be without swaps.
    private func person(on day: LocalDay) -> (person: String, own: String) {
        let days = day.number - since.number
        let length = change.weekday == nil ? 1 : 7
        let turn = days >= 0 ? days / length : (days - length + 1) / length
        let own = people.isEmpty ? "" : people[(turn % people.count + people.count) % people.count]
        return (swaps.first { $0.from <= day && day < $0.to }?.person ?? own, own)
    }
}
