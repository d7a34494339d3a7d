/// An id that is always a whole number, sent as a number or as its digits.
struct WireID: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        text = try WireText(from: decoder).text
        guard Int64(text) != nil, text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }) else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is no whole number")
        }
    }
}
