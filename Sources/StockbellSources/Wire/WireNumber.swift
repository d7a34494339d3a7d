import FoundationEssentials

/// A quantity: a number, or a text that holds one and nothing else; exact to the last digit.
struct WireNumber: Decodable {
    let value: Decimal

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Decimal.self), !number.isNaN {
            value = number
        } else if let text = try? container.decode(String.self), NumberText.isWhole(Array(text.utf8)), NumberText.isExact(text.utf8),
            let number = Decimal(string: text), !number.isNaN
        {
            value = number
        } else {
            throw Unreadable("\(Unreadable.name(decoder.codingPath)) is no number")
        }
    }
}
