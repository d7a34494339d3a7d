import FoundationEssentials
import StockbellCore

extension CloudEvent {
    /// The headers of binary mode: the event's attributes, each with "ce-" before its name.
    static let headers = ["ce-specversion", "ce-type", "ce-id", "ce-source", "ce-time", "ce-subject", "ce-sequence", "ce-sequencetype"]

    /// Reads an event whose attributes are headers and whose data is the body.
    init(binary request: SourceRequest) throws(Unreadable) {
        func told(_ name: String) -> String? {
            request.header(name).map(HeaderText.decoded).flatMap { text in text.allSatisfy(\.isWhitespace) || text.utf8.contains(0) ? nil : text }
        }
        guard let type = told("ce-type") else { throw Unreadable(missing: ["ce-type"]) }
        self.type = type
        guard let version = told("ce-specversion"), let id = told("ce-id"), let source = told("ce-source") else {
            throw Unreadable(missing: ["ce-specversion", "ce-id", "ce-source"].filter { told($0) == nil })
        }
        guard version == Self.version else { throw Unreadable("ce-specversion is not \(Self.version)") }
        self.id = id
        self.source = source
        if let text = told("ce-time") {
            guard let time = Timestamp.date(Array(text.utf8)[...]) else { throw Unreadable("ce-time is no time of RFC 3339") }
            self.time = time
        } else {
            time = nil
        }
        sequence = told("ce-sequence").flatMap { Int64($0) }
        contents = request.body.isEmpty ? .none : .bytes(request.body)
    }
}
