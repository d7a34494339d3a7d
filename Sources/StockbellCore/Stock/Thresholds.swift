package import FoundationEssentials

/// When an item counts as low: the lines of config.json's `thresholds`, top to bottom, the first match wins key by key.
package struct Thresholds: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package var `where`: Where
        package var low: Decimal?
        package var okAbove: Decimal?
        package var backAbove: Decimal?
        /// Where the line stands, for people: "thresholds[2], line 41".
        package var origin: String

        package init(where: Where = .always, low: Decimal? = nil, okAbove: Decimal? = nil, backAbove: Decimal? = nil, origin: String) {
            self.where = `where`
            self.low = low
            self.okAbove = okAbove
            self.backAbove = backAbove
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

    package func decide(_ subject: Subject) -> Decision {
        var decision = Decision()
        for line in lines {
            let wantsLow = decision.low == nil && line.low != nil
            let wantsOK = decision.okAbove == nil && line.okAbove != nil
            let wantsBack = decision.backAbove == nil && line.backAbove != nil
            guard wantsLow || wantsOK || wantsBack, line.where.answer(about: subject).isMatch else { continue }
            if wantsLow { (decision.low, decision.lowFrom) = (line.low, line.origin) }
            if wantsOK { (decision.okAbove, decision.okAboveFrom) = (line.okAbove, line.origin) }
            if wantsBack { (decision.backAbove, decision.backAboveFrom) = (line.backAbove, line.origin) }
        }
        return decision
    }
}
