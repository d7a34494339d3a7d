import FoundationEssentials
import StockbellCore

/// What platforms say about a body in the headers beside it.
extension SourceRequest {
    /// Far above any event type's name.
    private static let maximumTextBytes = 200

    /// What a header says that the body cannot be understood without.
    ///
    /// - Throws: Unreadable where it is missing, empty or too long for a name.
    func told(by name: String) throws(Unreadable) -> String {
        guard let value = header(name), !value.allSatisfy(\.isWhitespace) else { throw Unreadable("header \(name) is missing") }
        guard value.utf8.count <= Self.maximumTextBytes else { throw Unreadable("header \(name) is longer than \(Self.maximumTextBytes) bytes") }
        return value
    }

    /// A moment that a header names; nil where it is missing or no time of RFC 3339.
    func time(in name: String) -> Date? {
        header(name).flatMap { Timestamp.date(Array($0.utf8)[...]) }
    }

    /// Whether a header has a value, whatever the case of its letters.
    func says(_ value: String, in name: String) -> Bool {
        header(name)?.lowercased() == value.lowercased()
    }
}
