import FoundationEssentials

/// What becomes of shelves when the source that speaks for them falls silent.
extension Ledger {
    /// What was believed of the shelves for which a source may speak, as far as the book has them.
    func outlooks(of leader: String, _ book: Book) -> [Outlook] {
        let followers = shelves.followers(of: leader)
        guard !followers.isEmpty else { return [] }
        let known = book.levels.values.filter { $0.key.aspect == .stock && followers.contains($0.subject.source) && $0.condition != .unknown }
        var seen: Set<LevelKey> = []
        return known.sorted { $0.key < $1.key }.map { outlook(for: $0, book) }.filter { $0.shelf.map { seen.insert($0).inserted } ?? false }
    }

    /// Those that follow a source which is in trouble now tell their present levels, where they differ from what was believed, in one summary.
    ///
    /// What they tell alike needs no word; what is not in the book is told at its next event.
    func standIn(
        for leader: String, _ before: [Outlook], _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        let followers = shelves.followers(of: leader)
        for outlook in before {
            guard let shelf = outlook.shelf, let standing = outlook.standing, standing.subject.source == leader,
                let speaker = speaker(of: members(of: shelf, book), book), followers.contains(speaker.subject.source),
                members(of: shelf, book).contains(where: { $0.subject.source == leader && $0.condition != speaker.condition })
            else { continue }
            let threshold = decide(speaker.subject, book)
            var crossing = crossing(to: speaker, onto: shelf, from: standing, threshold, book)
            crossing.standsInFor = leader
            if book.level(shelf) != nil || crossing.from != crossing.level.condition { book.put(crossing.level) }
            let (_, alert) = try cross(crossing, &book, &slots, &ids, &claimed)
            if asksAcrossPlaces { try crossEverywhere(crossing, before: outlook.total, told: alert, &book, &slots, &ids, &claimed) }
        }
    }
}
