import FoundationEssentials

/// Looks over a JSON text before it is parsed, for what the parser lets through or must never meet.
///
/// JSONDecoder goes 512 levels down, takes the first of two values of one key without a word, and cuts a number after its 38th digit.
struct JSONScan {
    /// Far beyond any webhook's; small enough for every recursive reader after this one.
    static let maximumDepth = 64

    private enum Frame {
        case array
        case object(keys: Set<String>)
    }

    private let bytes: [UInt8]
    private var position = 0
    private var frames: [Frame] = []
    private var awaitsKey = false

    /// What is wrong with the text, as a sentence; nil when it has nothing that this looks for.
    ///
    /// Whether it is JSON at all is left to the parser.
    static func problem(in bytes: [UInt8]) -> String? {
        var scan = JSONScan(bytes: bytes)
        return scan.run()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func run() -> String? {
        while position < bytes.count {
            var problem: String?
            switch bytes[position] {
            case UInt8(ascii: "\""): problem = string()
            case UInt8(ascii: "{"): problem = open(.object(keys: Set(minimumCapacity: 12)))
            case UInt8(ascii: "["): problem = open(.array)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = frames.popLast()
            case UInt8(ascii: ","): if case .object = frames.last { awaitsKey = true }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): problem = number()
            // Text of two or four bytes a character: JSON on the wire is UTF-8 (RFC 8259 §8.1), and this scan counts on it.
            case 0: problem = "the body is not UTF-8"
            default: break
            }
            if let problem { return problem }
            position += 1
        }
        return nil
    }

    private mutating func open(_ frame: Frame) -> String? {
        guard frames.count < Self.maximumDepth else { return "the body is nested deeper than \(Self.maximumDepth) levels" }
        frames.append(frame)
        if case .object = frame { awaitsKey = true } else { awaitsKey = false }
        return nil
    }

    /// Goes to the closing quote, and notes the text where it is a key.
    private mutating func string() -> String? {
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard awaitsKey, position < bytes.count, case .object(var keys) = frames.popLast() else { return nil }
        awaitsKey = false
        let key = text(bytes[start...position])
        let isNew = keys.insert(key).inserted
        frames.append(.object(keys: keys))
        return isNew ? nil : "\(String(key.prefix(60)).debugDescription) is given twice"
    }

    /// A key without its quotes and escapes, so that two spellings of one key are seen as one.
    private func text(_ quoted: ArraySlice<UInt8>) -> String {
        if quoted.contains(UInt8(ascii: "\\")), let text = try? JSONDecoder().decode(String.self, from: Data(quoted)) { return text }
        return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    }

    private mutating func number() -> String? {
        let start = position
        while position + 1 < bytes.count, NumberText.isPart(bytes[position + 1]) { position += 1 }
        guard !NumberText.isExact(bytes[start...position]) else { return nil }
        return "a number has more than \(NumberText.maximumDigits) digits or too large an exponent"
    }
}
