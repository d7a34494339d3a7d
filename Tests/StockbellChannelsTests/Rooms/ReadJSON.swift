import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore

/// A body in JSON, read by a reader that knows nothing of what it should be.
indirect enum ReadJSON: Decodable, Hashable {
    case null
    case flag(Bool)
    case number(Double)
    case string(String)
    case list([ReadJSON])
    case object([String: ReadJSON])

    init(_ request: CurlRequest) throws {
        guard case .body(let body) = request.payload else { throw ContentError(.other, "no body") }
        self = try JSONDecoder().decode(Self.self, from: Data(body))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .string(text)
        } else if let list = try? container.decode([ReadJSON].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: ReadJSON].self))
        }
    }

    /// What stands at a path of keys and indices.
    subscript(_ path: String...) -> ReadJSON? {
        path.reduce(self) { value, key in
            switch value {
            case .object(let members): members[key]
            case .list(let elements): Int(key).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
            default: nil
            }
        }
    }

    func text(_ key: String) -> String? { if case .string(let text) = self[key] { text } else { nil } }

    var keys: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }

    static func escapedHTML(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
            .replacing("'", with: "&#39;")
    }

    /// What a person sees of a text with tags.
    static func shownHTML(_ html: String) -> String {
        var shown = ""
        var rest = html[...]
        while let open = rest.firstIndex(of: "<") {
            shown += rest[..<open]
            rest = rest[open...].drop { $0 != ">" }.dropFirst()
        }
        shown += rest
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        return entities.reduce(shown) { $0.replacing($1.0, with: $1.1) }
    }
}

/// A body of form fields.
struct ReadForm {
    var fields: [String: String] = [:]

    init(_ request: CurlRequest) throws {
        guard case .body(let body) = request.payload else { throw ContentError(.other, "no body") }
        for field in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            fields[String(pair[0])] = ReadMail.decode(String(pair[1]).replacing("%", with: "="))
        }
    }
}
