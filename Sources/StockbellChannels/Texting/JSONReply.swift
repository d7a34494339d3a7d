import FoundationEssentials

/// A JSON text of a far side, looked into without a schema: what is not as it should be is simply not there.
indirect enum JSONReply: Hashable, Sendable, Decodable {
    case object([String: JSONReply])
    case array([JSONReply])
    case text(String)
    case number(Double)
    case flag(Bool)
    case nothing

    /// No gateway says more in one call, nor nests it deeper: what does is meant to keep us busy.
    private static let (mostBytes, mostLevels) = (1 << 16, 16)

    /// Reads a body; `nothing` when it is no JSON, or too large to be a gateway's.
    init(_ body: [UInt8]) {
        guard body.count <= Self.mostBytes, Self.isShallow(body) else {
            self = .nothing
            return
        }
        self = (try? JSONDecoder().decode(Self.self, from: Data(body))) ?? .nothing
    }

    private static func isShallow(_ body: [UInt8]) -> Bool {
        var (levels, isText, isEscaped) = (0, false, false)
        for byte in body {
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isText: isEscaped = true
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "{") where !isText, UInt8(ascii: "[") where !isText: levels += 1
            case UInt8(ascii: "}") where !isText, UInt8(ascii: "]") where !isText: levels -= 1
            default: break
            }
            if levels > mostLevels { return false }
        }
        return true
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let object = try? container.decode([String: JSONReply].self) {
            self = .object(object)
        } else {
            self = (try? container.decode([JSONReply].self)).map { .array($0) } ?? .nothing
        }
    }

    subscript(_ key: String) -> JSONReply {
        guard case .object(let members) = self else { return .nothing }
        return members[key] ?? .nothing
    }

    /// The elements of a list; none of anything else.
    var elements: [JSONReply] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var first: JSONReply { elements.first ?? .nothing }

    /// A text that is not empty, or a number in digits: services change their minds about which of the two a code is.
    var text: String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .number(let number): Int64(exactly: number).map { String($0) } ?? "\(number)"
        default: nil
        }
    }

    /// A whole number, or a text of one.
    var number: Int? { text.flatMap { Int($0) } }

    /// The members that are plain, by name; what lies deeper is left out.
    var fields: [FormFields.Field] {
        guard case .object(let members) = self else { return [] }
        return members.compactMap { name, value in
            switch value {
            case .text(let text): .init(name: name, value: text)
            case .flag(let flag): .init(name: name, value: flag ? "true" : "false")
            default: value.text.map { .init(name: name, value: $0) }
            }
        }
        .sorted()
    }
}
