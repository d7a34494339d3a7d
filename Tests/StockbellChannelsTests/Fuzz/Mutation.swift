/// Damages examples: what a far side could say if it, or something on the way, went wrong.
struct Mutation {
    /// What is damaged.
    var corpus: [[UInt8]]
    /// What means something to a reader, to put where it is not expected.
    var words: [[UInt8]]

    init(_ corpus: [String], words: [String] = []) {
        self.corpus = corpus.map { Array($0.utf8) }
        self.words = (words + Self.usual).map { Array($0.utf8) }
    }

    private static let usual = [
        "\"", "\\", "\\u0000", "\\ud83d", "{", "}", "[", "]", ",", ":", "null", "true", "-1", "0", "1e999", "99999999999999999999", "0.1", "\r\n",
        "\n",
        "\0", " ", "%", "%00", "%zz", "&", "=", ";", "<", ">", "\u{FEFF}", "é", "👩‍👩‍👧‍👦",
    ]

    /// An example, damaged in one to six ways.
    func next(using chance: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = corpus.randomElement(using: &chance) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &chance) { damage(&bytes, &chance) }
        return bytes
    }

    /// The same as text; bytes that are none become the replacement character.
    func text(using chance: inout some RandomNumberGenerator) -> String { String(decoding: next(using: &chance), as: UTF8.self) }

    private func damage(_ bytes: inout [UInt8], _ chance: inout some RandomNumberGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &chance)
        let end = min(bytes.count, place + Int.random(in: 1...24, using: &chance))
        switch Int.random(in: 0..<8, using: &chance) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3: bytes.removeSubrange(place...)
        case 4: bytes.insert(contentsOf: (0..<4).map { _ in UInt8.random(in: .min ... .max, using: &chance) }, at: place)
        case 5: bytes.replaceSubrange(place..., with: (corpus.randomElement(using: &chance) ?? []).suffix(end))
        default: bytes.insert(contentsOf: words.randomElement(using: &chance) ?? [], at: place)
        }
    }
}
