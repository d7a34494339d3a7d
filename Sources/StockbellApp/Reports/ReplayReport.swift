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

    /// One message that only one of the two has.
    package struct Difference: Encodable, Sendable {
        package var at: Date
        package var department: String
        package var address: Address
        package var letter: LetterKind
        /// What it tells of, for people.
        package var about: String
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

    package init(since: Date, until: Date) {
        self.since = since
        self.until = until
    }
}

extension ReplayReport {
    /// A message as both sides have it.
    struct Message {
        /// What makes two messages the same: a summary is one for its address, whatever it gathered.
        struct Key: Hashable {
            var department: String
            var address: Address
            var letter: LetterKind
            var arrival: Arrival.ID?
        }

        var key: Key
        var at: Date
        var alerts: [Alert]

        var difference: Difference {
            let first = alerts.first.map { "\($0.subject.item.displayName)\($0.subject.place.map { " @ \($0.displayName)" } ?? "")" } ?? ""
            return Difference(
                at: at, department: key.department, address: key.address, letter: key.letter,
                about: alerts.count > 1 ? "\(first) and \(alerts.count - 1) more" : first)
        }
    }

    /// Counts both, and finds what only one has.
    mutating func compare(would: [Message], was: [Message]) {
        let (wanted, sent) = (Dictionary(grouping: would, by: \.key), Dictionary(grouping: was, by: \.key))
        for (key, messages) in wanted { new += messages.dropFirst(sent[key]?.count ?? 0).map(\.difference) }
        for (key, messages) in sent { gone += messages.dropFirst(wanted[key]?.count ?? 0).map(\.difference) }
        new.sort { $0.at < $1.at }
        gone.sort { $0.at < $1.at }
        var counts: [[String]: Row] = [:]
        func row(_ message: Message) -> [String] { [message.key.department, message.key.address.description] }
        for (messages, field) in [(would, \Row.would), (was, \Row.was)] {
            for message in messages {
                var counted = counts[row(message)] ?? Row(department: message.key.department, address: message.key.address, would: 0, was: 0)
                counted[keyPath: field] += 1
                counts[row(message)] = counted
            }
        }
        rows = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}
