package import FoundationEssentials

/// The last word of a far side on a message that it had taken, beside what its state says.
package struct Reported: Hashable, Sendable {
    package var fate: DeliveryReport.Fate
    /// For people: what the far side said.
    package var detail: String
    package var at: Date

    package init(fate: DeliveryReport.Fate, detail: String, at: Date) {
        self.fate = fate
        self.detail = detail
        self.at = at
    }

    /// Whether a fate is news after what was said before.
    ///
    /// Reports come twice, late and in any order, and one for each part of a long text: what has arrived stays so, and what failed is mended by
    /// its arrival alone.
    package static func isNews(_ fate: DeliveryReport.Fate, after last: Reported?) -> Bool {
        guard let last else { return true }
        return rank(fate) > rank(last.fate)
    }

    private static func rank(_ fate: DeliveryReport.Fate) -> Int {
        switch fate {
        case .underWay: 0
        case .failed: 1
        case .arrived: 2
        }
    }

    /// For people: "arrived: 1, delivered to phone".
    package var sentence: String {
        let word =
            switch fate {
            case .underWay: "on its way"
            case .arrived: "arrived"
            case .failed: "did not arrive"
            }
        return detail.isEmpty ? word : "\(word): \(detail)"
    }
}
