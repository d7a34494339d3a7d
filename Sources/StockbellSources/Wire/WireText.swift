/// An id or a name as platforms send it: text, or a whole number of up to 64 bits, which never passes through a Double.
struct WireText: Decodable {
    /// Longer than any platform's ids; what is longer is no id but a mistake.
    private static let maximumBytes = 1000

    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else if let number = try? container.decode(UInt64.self) {
            text = String(number)
        } else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is neither text nor a whole number of up to 64 bits")
        }
        // SQLite and C libraries end a text at the first one.
        guard !text.utf8.contains(0) else { throw Unreadable("\(Unreadable.name(decoder.codingPath)) contains a NUL character") }
        guard text.utf8.count <= Self.maximumBytes else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is longer than \(Self.maximumBytes) bytes")
        }
    }
}

extension WireText? {
    /// The text; nil when it is absent, null or blank.
    var told: String? { flatMap { $0.text.allSatisfy(\.isWhitespace) ? nil : $0.text } }
}
