/// A user of a Matrix homeserver, in rooms that are not encrypted.
package struct MatrixSettings: Hashable, Sendable {
    /// The homeserver: `https://matrix.example.com`.
    package var url: Secret
    package var token: Secret
    /// The id of the room to write to unless an address says it: `!id:example.com`.
    package var room: String?

    package init(url: Secret, token: Secret, room: String? = nil) {
        self.url = url
        self.token = token
        self.room = room
    }
}
