import FoundationEssentials

extension Where {
    /// What is certain of every alert that a condition is asked about.
    package struct Certainty: Hashable, Sendable {
        /// Whether a catalogue tells anything.
        package var hasCatalogue: Bool
        /// Whether it is asked of all places together.
        package var isEverywhere: Bool

        package init(hasCatalogue: Bool, isEverywhere: Bool) {
            self.hasCatalogue = hasCatalogue
            self.isEverywhere = isEverywhere
        }
    }

    /// Why surely nothing can fit, in a sentence; nil: something may.
    package func contradiction(_ certainty: Certainty) -> String? {
        switch self {
        case .always:
            return nil
        case .field(let field, let test):
            return test.contradiction(of: field, certainty)
        case .any(let parts):
            let reasons = parts.compactMap { $0.contradiction(certainty) }
            return reasons.count == parts.count ? reasons.first : nil
        case .not(let part):
            return part.isCertain ? "\"not\" leaves out everything" : nil
        case .all(let parts):
            if let reason = parts.lazy.compactMap({ $0.contradiction(certainty) }).first { return reason }
            return Self.conflict(among: demands)
        }
    }

    /// Whether surely everything fits.
    private var isCertain: Bool {
        switch self {
        case .always: true
        case .field: false
        case .all(let parts): parts.allSatisfy(\.isCertain)
        case .any(let parts): parts.contains(where: \.isCertain)
        case .not: false
        }
    }

    /// What it asks of fields, all of which must be so.
    private var demands: [(field: Field, test: Test)] {
        switch self {
        case .field(let field, let test): [(field, test)]
        case .all(let parts): parts.flatMap(\.demands)
        case .always, .any, .not: []
        }
    }

    /// Two demands that no value can meet.
    private static func conflict(among demands: [(field: Field, test: Test)]) -> String? {
        for (index, one) in demands.enumerated() {
            for other in demands[..<index] where other.field == one.field && other.test.excludes(one.test, of: one.field) {
                return "\(one.field.rawValue) cannot be \(other.test.words) and \(one.test.words) at once"
            }
        }
        for field in Set(demands.map(\.field)).sorted(by: { $0.rawValue < $1.rawValue }) {
            let bounds = demands.filter { $0.field == field }.flatMap { demand -> [Where.Comparison] in
                if case .compares(let bounds) = demand.test { bounds } else { [] }
            }
            if Where.Comparison.leaveNothing(bounds) {
                return "\(field.rawValue) cannot be \(Test.compares(bounds).words)"
            }
        }
        return nil
    }
}

extension Where.Test {
    /// Why surely no value of the field passes.
    fileprivate func contradiction(of field: Where.Field, _ certainty: Where.Certainty) -> String? {
        if case .not = self { return nil }
        if field.isOfCatalogue, !certainty.hasCatalogue { return "\(field.rawValue) is what a \"catalogue\" says, and there is none" }
        switch self {
        case .matches(let globs):
            if field == .place, certainty.isEverywhere, !globs.contains(where: { $0.matches(Place.everywhere.id) }) {
                return "with \"across\": \"all-places\" it hears of no single place"
            }
            guard let words = field.words, !globs.contains(where: { glob in words.contains(where: glob.matches) }) else { return nil }
            return "there is no \(field.rawValue) \(self.words)"
        case .compares(let bounds):
            return Where.Comparison.leaveNothing(bounds) ? "\(field.rawValue) cannot be \(words)" : nil
        case .equals, .isOn, .not:
            return nil
        }
    }

    /// Whether surely no value passes both.
    fileprivate func excludes(_ other: Where.Test, of field: Where.Field) -> Bool {
        switch (self, other) {
        case (.equals(let one), .equals(let two)): one != two
        case (.matches(let globs), .matches(let others)):
            field.hasOneValue && globs.allSatisfy { glob in others.allSatisfy(glob.isDisjoint) }
        case (.not(let test), _): test.covers(other)
        case (_, .not(let test)): test.covers(self)
        default: false
        }
    }

    /// For people, after "is".
    fileprivate var words: String {
        switch self {
        case .matches(let globs): globs.map { "\"\($0)\"" }.joined(separator: " or ")
        case .compares(let bounds): bounds.map { "\($0.operator.rawValue) \($0.bound)" }.joined(separator: " and ")
        case .equals(let flag): "\(flag)"
        case .isOn(let lists): lists.map { "\"\($0.name)\"" }.joined(separator: " or ")
        case .not(let test): "not \(test.words)"
        }
    }
}

extension Where.Comparison {
    /// Whether no number is within all of the bounds.
    fileprivate static func leaveNothing(_ bounds: [Where.Comparison]) -> Bool {
        // The tightest bounds are among them: a number that meets all is one of them, or lies between two.
        let numbers = Set(bounds.map(\.bound)).sorted()
        guard let first = numbers.first, let last = numbers.last else { return false }
        let between = zip(numbers, numbers.dropFirst()).map { ($0 + $1) / 2 }
        return !([first - 1, last + 1] + numbers + between).contains { number in bounds.allSatisfy { $0.holds(of: number) } }
    }
}

extension Where.Field {
    /// Whether an item has no more than one value of it.
    fileprivate var hasOneValue: Bool {
        switch self {
        // A place goes by several names, and so does a reason.
        case .place, .reason, .tag: false
        default: true
        }
    }

    /// All that it can be; nil: anything.
    fileprivate var words: [String]? {
        switch self {
        case .status: CatalogueEntry.Status.allCases.map(\.rawValue)
        case .reason:
            StockReason.Cause.allCases.flatMap { cause in
                [false, true].map { StockReason(cause, isGuess: $0) }.flatMap { [$0.rawValue, $0.text] }
            }
        default: nil
        }
    }
}
