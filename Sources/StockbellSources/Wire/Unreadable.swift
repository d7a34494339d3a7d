/// Why a genuine body cannot be understood, in a sentence that names the key.
struct Unreadable: Error, Hashable {
    var reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    /// One sentence for all the keys that an event cannot do without and that the body lacks.
    init(missing keys: [String]) {
        if let last = keys.last, keys.count > 1 {
            reason = "\(keys.dropLast().joined(separator: ", ")) and \(last) are missing"
        } else {
            reason = "\(keys.first ?? "the event's type") is missing"
        }
    }
}
