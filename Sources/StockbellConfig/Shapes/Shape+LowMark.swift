import FoundationEssentials
import JSON5
import StockbellCore

/// Where an item becomes low.
enum LowMark: Hashable, Sendable {
    case at(Decimal)
    /// Where the platform says.
    case platform

    /// nil: the platform says.
    var quantity: Decimal? {
        if case .at(let quantity) = self { quantity } else { nil }
    }
}

extension Shape<LowMark> {
    private static let word = "platform"

    /// A quantity, or the platform's own.
    static var lowMark: Shape {
        let number = Shape<Decimal>.quantity()
        let schema: JSON = ["anyOf": [number.schema, ["const": .string(word)]]]
        return Shape("\(number.words), or \"\(word)\"", schema: schema) { written, reading in
            guard case .string(let text) = written.node.value else { return number.read(written, &reading).map { .at($0) } }
            if text.value == word { return .platform }
            reading.error("must be \(number.words), or \"\(word)\"\(written.node.unquotedHint)", at: written.place)
            return nil
        }
    }
}
