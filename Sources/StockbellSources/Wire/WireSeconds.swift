import FoundationEssentials

/// A moment as Unix seconds, a number or its digits.
struct WireSeconds: Decodable {
    /// The last second of the year 9999: a count of milliseconds lies beyond it.
    private static let maximum: Int64 = 253_402_300_799

    let seconds: Int64
    var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }

    init(from decoder: any Decoder) throws {
        let text = try? WireText(from: decoder).text
        guard let seconds = text.flatMap({ Int64($0) }), (0...Self.maximum).contains(seconds) else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is no time in Unix seconds")
        }
        self.seconds = seconds
    }
}
