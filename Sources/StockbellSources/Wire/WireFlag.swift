/// A yes or no, as a boolean or as the words "true" and "false".
struct WireFlag: Decodable {
    let value: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            value = flag
        } else if let text = try? container.decode(String.self), let flag = Bool(text.lowercased()) {
            value = flag
        } else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is neither true nor false")
        }
    }
}
