import FoundationEssentials

/// A moment as a text of RFC 3339.
struct WireTime: Decodable {
    let date: Date

    init(from decoder: any Decoder) throws {
        let text = try? decoder.singleValueContainer().decode(String.self)
        guard let date = text.flatMap(Timestamp.date) else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is no time of RFC 3339 such as 2024-01-30T14:49:45Z")
        }
        self.date = date
    }
}
