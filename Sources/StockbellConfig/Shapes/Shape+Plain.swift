import FoundationEssentials
import JSON5
import StockbellCore

extension Shape<Bool> {
    static var flag: Shape {
        Shape("true or false", schema: ["type": "boolean"]) { written, reading in
            guard case .bool(let flag) = written.node.value else {
                reading.error("must be true or false, found \(written.node.kind)", at: written.place)
                return nil
            }
            return flag
        }
    }
}

extension Shape<Int> {
    static func integer(_ range: ClosedRange<Int>) -> Shape {
        let words = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let schema: JSON = ["type": "integer", "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound)]
        return Shape(words, schema: schema) { written, reading in
            guard case .number(let number) = written.node.value else {
                reading.error("must be \(words), found \(written.node.kind)\(written.node.unquotedHint)", at: written.place)
                return nil
            }
            guard let value = number.int64, range.contains(Int(value)) else {
                reading.error("must be \(words)", at: written.place)
                return nil
            }
            return Int(value)
        }
    }
}

extension Shape<Decimal> {
    /// An amount of stock, exact.
    static func quantity() -> Shape {
        let words = "a number from 0 to a billion"
        return Shape(words, schema: ["type": "number", "minimum": 0, "maximum": 1_000_000_000]) { written, reading in
            guard case .number(let number) = written.node.value else {
                reading.error("must be \(words), found \(written.node.kind)\(written.node.unquotedHint)", at: written.place)
                return nil
            }
            guard let value = number.decimal, value >= 0, value <= 1_000_000_000 else {
                reading.error("must be \(words)", at: written.place)
                return nil
            }
            return value
        }
    }
}

extension Node {
    /// What to do about a number that stands in quotes.
    var unquotedHint: String {
        guard case .string(let text) = value, (1...24).contains(text.value.utf8.count),
            text.value.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") })
        else { return "" }
        return "; write it without quotes"
    }
}

extension Shape<String> {
    /// What somebody calls a rule or a silence.
    static var givenName: Shape {
        Shape("a short text", schema: ["type": "string", "minLength": 1, "maxLength": 64]) { text, _ throws(Complaint) in
            guard (1...64).contains(text.value.unicodeScalars.count) else { throw Complaint("must have from 1 to 64 letters") }
            return text.value
        }
    }

    /// A text that is not empty.
    static func text(_ words: String) -> Shape {
        Shape(words) { text, _ throws(Complaint) in
            guard !text.value.isEmpty else { throw Complaint("must not be empty") }
            return text.value
        }
    }
}

extension Shape<String> {
    /// The name by which BigCommerce's API knows a store: a part of a path.
    static var storeHash: Shape {
        Shape("letters and digits") { text, _ throws(Complaint) in
            let isHash = text.value.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: false
                }
            }
            guard isHash, (1...64).contains(text.value.utf8.count) else {
                throw Complaint("must be the part behind \"stores/\" in the API path of your store, letters and digits such as abc123xyz")
            }
            return text.value
        }
    }
}

extension Shape<Secret> {
    /// A text that no message may quote.
    static var secret: Shape {
        Shape("a secret") { text, _ throws(Complaint) in
            guard !text.value.isEmpty else { throw Complaint("must not be empty") }
            return Secret(text.value)
        }
    }
}

extension Shape where Value: CaseIterable & RawRepresentable<String> {
    /// One of a few words; those of later versions are refused as not built yet.
    static func choice(_ thing: String, later: [String] = []) -> Shape {
        let words = Value.allCases.map(\.rawValue)
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let schema: JSON = ["anyOf": [["enum": .array(words.map(JSON.string))], ["type": "string", "pattern": "\\$\\{"]]]
        return Shape("one of \(list)", schema: schema) { text, _ throws(Complaint) in
            if let value = Value(rawValue: text.value) { return value }
            if later.contains(text.value) { throw Complaint("\(thing) \(text.quoted) is not built yet; there are \(list)") }
            let hint = text.hint(in: words)
            throw Complaint("unknown \(thing) \(text.quoted)\(hint.isEmpty ? "; there are \(list)" : hint)")
        }
    }
}
