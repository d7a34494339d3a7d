package import FoundationEssentials

/// When an item counts as low: the lines of config.json's `thresholds`, top to bottom, the first match wins key by key.
package struct Thresholds: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package var `where`: Where
        package var low: Decimal?
        /// The platform's own warning level is `low`, where it has one.
        package var takesPlatformsLow: Bool
        package var okAbove: Decimal?
        package var backAbove: Decimal?
        /// Says all of it row by row, in place of the line's own numbers; nil: there is no table.
        package var table: ThresholdTable?
        /// Says what the catalogue's own columns say of the item, in place of the line's numbers.
        package var isCatalogue = false
        /// Where the line stands, for people: "thresholds[2], line 41"; the file's name where it is a table.
        package var origin: String

        package init(
            where: Where = .always, low: Decimal? = nil, takesPlatformsLow: Bool = false, okAbove: Decimal? = nil, backAbove: Decimal? = nil,
            table: ThresholdTable? = nil, origin: String
        ) {
            self.where = `where`
            self.low = low
            self.takesPlatformsLow = takesPlatformsLow
            self.okAbove = okAbove
            self.backAbove = backAbove
            self.table = table
            self.origin = origin
        }
    }

    /// What the lines say about one subject.
    package struct Decision: Hashable, Sendable, Codable {
        /// At this quantity or below, an item is low; nil or 0: never.
        package var low: Decimal?
        package var lowFrom: String?
        /// A told `low` ends above this quantity; nil: above `low`.
        package var okAbove: Decimal?
        package var okAboveFrom: String?
        /// A told `out` ends above this quantity; nil: above 0.
        package var backAbove: Decimal?
        package var backAboveFrom: String?

        package init(
            low: Decimal? = nil, lowFrom: String? = nil, okAbove: Decimal? = nil, okAboveFrom: String? = nil, backAbove: Decimal? = nil,
            backAboveFrom: String? = nil
        ) {
            self.low = low
            self.lowFrom = lowFrom
            self.okAbove = okAbove
            self.okAboveFrom = okAboveFrom
            self.backAbove = backAbove
            self.backAboveFrom = backAboveFrom
        }
    }

    package var lines: [Line]

    package init(_ lines: [Line] = []) {
        self.lines = lines
    }

    /// What the lines say about a subject, of which the catalogue has said all it knows.
    package func decide(_ subject: Subject) -> Decision {
        var decision = Decision()
        for line in lines {
            if line.isCatalogue {
                guard let entry = subject.catalogue else { continue }
                decision.take(low: entry.low, okAbove: entry.okAbove, backAbove: nil, from: "\(line.origin) line \(entry.line)")
            } else if let table = line.table {
                for row in table.rows(for: subject) {
                    decision.take(low: row.low, okAbove: row.okAbove, backAbove: row.backAbove, from: "\(line.origin) line \(row.line)")
                }
            } else if decision.lacks(line), line.where.answer(about: subject).isMatch {
                decision.take(low: line.low, okAbove: line.okAbove, backAbove: line.backAbove, from: line.origin)
                // 0 is what an item has there that nobody gave one.
                if line.takesPlatformsLow, let low = subject.facts.warningLevel, low > 0 {
                    decision.take(low: low, okAbove: nil, backAbove: nil, from: "\(line.origin): the platform's own")
                }
            }
        }
        return decision
    }
}

extension Thresholds.Decision {
    /// Whether a line would add something.
    fileprivate func lacks(_ line: Thresholds.Line) -> Bool {
        (low == nil && (line.low != nil || line.takesPlatformsLow)) || (okAbove == nil && line.okAbove != nil)
            || (backAbove == nil && line.backAbove != nil)
    }

    /// Takes what is not decided yet.
    fileprivate mutating func take(low: Decimal?, okAbove: Decimal?, backAbove: Decimal?, from origin: String) {
        if let low, self.low == nil { (self.low, lowFrom) = (low, origin) }
        if let okAbove, self.okAbove == nil { (self.okAbove, okAboveFrom) = (okAbove, origin) }
        if let backAbove, self.backAbove == nil { (self.backAbove, backAboveFrom) = (backAbove, origin) }
    }
}
