/// Guesses what a misspelt word was meant to be.
package enum Nearest {
    /// The known word that is nearest; nil when none is near.
    ///
    /// Near is: not more than a third of its letters added, left out, changed or swapped with the next; or one word
    /// holding the other ("zone", "timeZone").
    package static func word<Words: Sequence<String>>(to word: String, in known: Words) -> String? {
        guard (1...64).contains(word.count) else { return nil }
        let lowered = word.lowercased()
        var best: (word: String, distance: Int)?
        for candidate in known {
            let other = candidate.lowercased()
            var distance = distance(Array(lowered), Array(other))
            let shorter = min(lowered.count, other.count)
            if distance > max(1, shorter / 3) || distance >= shorter {
                guard shorter >= 4, lowered.contains(other) || other.contains(lowered) else { continue }
                distance += 100
            }
            if distance < (best?.distance ?? .max) { best = (candidate, distance) }
        }
        return best?.word
    }

    /// `; did you mean "smtp"?`, or nothing.
    package static func hint<Words: Sequence<String>>(for word: String, in known: Words) -> String {
        self.word(to: word, in: known).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// Optimal string alignment: insertions, deletions, changes, and swaps of neighbours.
    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a == b ? 0 : 1))
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[right.count]
    }
}
