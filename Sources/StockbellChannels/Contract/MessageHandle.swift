/// Names a message of a chat as a receipt keeps it: the room where it stands, and its id there.
///
/// Neither has a blank in it.
struct MessageHandle: Hashable, CustomStringConvertible {
    var room: String
    var message: String

    init(room: String, message: String) {
        self.room = room
        self.message = message
    }

    /// Reads what a receipt kept; nil when it is no such thing.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2 else { return nil }
        self.init(room: String(parts[0]), message: String(parts[1]))
    }

    var description: String { "\(room) \(message)" }
}
