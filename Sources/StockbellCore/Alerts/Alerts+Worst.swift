extension [Alert] {
    /// What is out before what is low before what is fine again; each in the order in which it came.
    package var worstFirst: [Alert] {
        let rank: [Condition: Int] = [.out: 0, .low: 1]
        let sorted = enumerated().sorted { left, right in
            (rank[left.element.to] ?? 2, left.offset) < (rank[right.element.to] ?? 2, right.offset)
        }
        return sorted.map(\.element)
    }
}
