import FoundationEssentials

/// An event of CloudEvents 1.0, whichever way it came.
struct CloudEvent {
    /// What it carries; made into JSON only where somebody asks, for a foreign event may carry anything.
    enum Contents {
        case none
        case json(JSONValue)
        case base64(JSONValue)
        case bytes([UInt8])
    }

    /// As the specification has it for events that can be read here.
    static let version = "1.0"

    let type: String
    let id: String
    let source: String
    let time: Date?
    /// The extension "Sequence", where it is a whole number.
    let sequence: Int64?
    let contents: Contents

    /// What it carries, as JSON.
    func data() throws(Unreadable) -> JSONValue {
        switch contents {
        case .none: throw Unreadable(missing: ["data"])
        case .json(let value): return value
        case .bytes(let bytes): return try JSONDocument(bytes).root
        case .base64(let value):
            guard let bytes = value.base64 else { throw Unreadable("\(value.name) is no base64") }
            return try JSONDocument(bytes).root
        }
    }
}
