import StockbellCore

/// What of a letter goes into a message of limited size: all of it, or its first lines and the actions at its end.
struct Packing<Piece> {
    private(set) var pieces: [Piece] = []
    /// Whether something is left out behind the pieces.
    private(set) var isCut = false
    /// The actions at the end of a letter that is cut; nil: it has none.
    private(set) var end: Piece?

    /// Packs lines.
    ///
    /// - Parameters:
    ///   - limit: The most that all pieces may weigh together, in the unit of `weight`.
    ///   - ellipsis: What the mark weighs that the letter goes on.
    ///   - weight: What a piece weighs, with what stands between it and the one before.
    ///   - write: Writes a line that weighs at most so much; nil: it says nothing.
    init(_ lines: [DocumentLine], limit: Int, ellipsis: Int, weight: (Piece) -> Int, write: (DocumentLine, Int) -> Piece?) {
        let written = lines.compactMap { line in write(line, limit).map { (line: line, piece: $0, weight: weight($0)) } }
        guard written.reduce(0, { $0 + $1.weight }) > limit else {
            pieces = written.map(\.piece)
            return
        }
        isCut = true
        var left = limit - ellipsis
        if let last = written.last, last.line.isActions, last.weight <= limit / 2 {
            end = last.piece
            left -= last.weight
        }
        for entry in written.dropLast(end == nil ? 0 : 1) {
            guard entry.weight <= left else {
                // A few words of a line say something; the beginning of one does not.
                if left > 80 || pieces.isEmpty, let part = write(entry.line, left), weight(part) <= left { pieces.append(part) }
                return
            }
            pieces.append(entry.piece)
            left -= entry.weight
        }
    }
}
