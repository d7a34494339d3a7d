extension Where {
    /// Whether whatever fits the other condition surely fits this one; false where that is not plain to see.
    package func covers(_ other: Where) -> Bool {
        if self == .always || self == other { return true }
        switch (self, other) {
        case (.all(let parts), _): return parts.allSatisfy { $0.covers(other) }
        case (_, .any(let parts)): return parts.allSatisfy(covers)
        case (_, .all(let parts)): return parts.contains(where: covers)
        case (.any(let parts), _): return parts.contains { $0.covers(other) }
        case (.field(let field, let test), .field(let otherField, let otherTest)): return field == otherField && test.covers(otherTest)
        case (.not(let part), .not(let otherPart)): return otherPart.covers(part)
        default: return false
        }
    }
}

extension Where.Test {
    /// Whether whatever passes the other test of the same field surely passes this one.
    func covers(_ other: Where.Test) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (.matches(let globs), .matches(let others)): return others.allSatisfy { other in globs.contains { $0.covers(other) } }
        case (.not(let test), .not(let otherTest)): return otherTest.covers(test)
        default: return false
        }
    }
}
