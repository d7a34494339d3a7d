package import FoundationEssentials

/// When an item counts as low: the lines of config.json's `thresholds`, top to bottom, the first match wins key by key.
package struct Thresholds: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package var `where`: Where
        package var low: Decimal?
        package var okAbove: Decimal?
        /// Where the line stands, for people: "thresholds[2], line 41".
        package var origin: String

        package init(where: Where = .always, low: Decimal? = nil, okAbove: Decimal? = nil, origin: String) {
            self.where = `where`
            self.low = low
            self.okAbove = okAbove
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

        package init(low: Decimal? = nil, lowFrom: String? = nil, okAbove: Decimal? = nil, okAboveFrom: String? = nil) {
            self.low = low
            self.lowFrom = lowFrom
            self.okAbove = okAbove
            self.okAboveFrom = okAboveFrom
        }
    }

    package var lines: [Line]

    package init(_ lines: [Line] = []) {
        self.lines = lines
    }

    package func decide(_ subject: Subject) -> Decision {
        var decision = Decision()
        for line in lines {
            if decision.low != nil && decision.okAbove != nil { break }
            let wantsLow = decision.low == nil && line.low != nil
            let wantsOK = decision.okAbove == nil && line.okAbove != nil
            guard wantsLow || wantsOK, line.where.answer(about: subject).isMatch else { continue }
            if wantsLow {
                decision.low = line.low
                decision.lowFrom = line.origin
            }
            if wantsOK {
                decision.okAbove = line.okAbove
                decision.okAboveFrom = line.origin
            }
        }
        return decision
    }
}
