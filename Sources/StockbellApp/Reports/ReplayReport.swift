package import FoundationEssentials
package import StockbellCore

/// What a replay would have sent, against what was sent.
package struct ReplayReport: Encodable, Sendable {
    /// The messages of one address of a department.
    package struct Row: Encodable, Sendable {
        package var department: String
        package var address: Address
        package var would: Int
        package var was: Int
    }

    /// An alert that an address would be told otherwise than it was.
    package struct Difference: Encodable, Sendable {
        package var at: Date
        package var department: String
        package var address: Address
        package var letter: LetterKind
        /// What it tells of, for people.
        package var about: String
        /// How it was told, where it was; nil: not at all, or it would not be any more.
        package var before: Manner?
    }

    /// When and by which letter an alert is told.
    package struct Manner: Hashable, Encodable, Sendable {
        package var at: Date
        package var letter: LetterKind
    }

    package var since: Date
    package var until: Date
    /// When the oldest body came that is kept; nil: there is none.
    package var oldest: Date?
    /// How many bodies were played, and how many from before `since` to know the stock.
    package var bodies = 0
    package var earlier = 0
    /// Bodies that could not be played: their bytes are kept no longer, or their source is not in the configuration.
    package var left = 0
    package var rows: [Row] = []
    /// Would be sent, and was not.
    package var new: [Difference] = []
    /// Was sent, and would not be.
    package var gone: [Difference] = []
    /// Would be told at another time, or by another letter.
    package var changed: [Difference] = []

    /// Whether nobody would be told anything otherwise.
    package var isSame: Bool { new.isEmpty && gone.isEmpty && changed.isEmpty }

    package init(since: Date, until: Date) {
        self.since = since
        self.until = until
    }
}

extension ReplayReport {
    /// One alert that one address is told.
    struct Telling {
        /// What makes two of them the same: who is told, and what of which body.
        struct Key: Hashable {
            var department: String
            var address: Address
            var arrival: Arrival.ID?
            var kind: AlertKind
            var level: LevelKey?
        }

        var key: Key
        var manner: Manner
        /// Of several in one message the first counts as it.
        var isFirst: Bool
        var about: String

        /// The alerts of a message.
        static func all(
            _ alerts: [Alert], by letter: LetterKind, at: Date, to address: Address, of department: String, from arrivals: [Alert.ID: Arrival.ID]
        ) -> [Telling] {
            alerts.enumerated().map { index, alert in
                let place = alert.subject.place.map { " @ \($0.displayName)" } ?? ""
                return Telling(
                    key: Key(department: department, address: address, arrival: arrivals[alert.id], kind: alert.kind, level: alert.level),
                    manner: Manner(at: at, letter: letter), isFirst: index == 0,
                    about: "\(alert.kind.rawValue)  \(alert.subject.item.displayName)\(alert.isEverywhere ? " everywhere" : place)")
            }
        }

        func difference(from before: Manner? = nil) -> Difference {
            Difference(at: manner.at, department: key.department, address: key.address, letter: manner.letter, about: about, before: before)
        }
    }

    /// Messages take so long for other reasons, too.
    private static let sameTime: TimeInterval = 60

    /// Counts both, and finds what only one has, or has otherwise.
    mutating func compare(would: [Telling], was: [Telling]) {
        let (wanted, told) = (Dictionary(grouping: would, by: \.key), Dictionary(grouping: was, by: \.key))
        for (key, tellings) in wanted {
            let before = told[key] ?? []
            new += tellings.dropFirst(before.count).map { $0.difference() }
            for (one, other) in zip(tellings, before) {
                let isAtOnce = abs(one.manner.at.timeIntervalSince(other.manner.at)) < Self.sameTime
                if !isAtOnce || one.manner.letter != other.manner.letter { changed.append(one.difference(from: other.manner)) }
            }
        }
        for (key, tellings) in told { gone += tellings.dropFirst(wanted[key]?.count ?? 0).map { $0.difference() } }
        for list in [\Self.new, \.gone, \.changed] { self[keyPath: list].sort { ($0.at, $0.about) < ($1.at, $1.about) } }
        count(would, \.would)
        count(was, \.was)
        rows.sort { ($0.department, $0.address.description) < ($1.department, $1.address.description) }
    }

    private mutating func count(_ tellings: [Telling], _ field: WritableKeyPath<Row, Int>) {
        for one in tellings where one.isFirst {
            let index = rows.firstIndex { $0.department == one.key.department && $0.address == one.key.address } ?? rows.count
            if index == rows.count { rows.append(Row(department: one.key.department, address: one.key.address, would: 0, was: 0)) }
            rows[index][keyPath: field] += 1
        }
    }
}
