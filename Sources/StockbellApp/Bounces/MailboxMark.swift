import FoundationEssentials

/// How far a mailbox of the form mbox has been read, kept in a file beside the store.
struct MailboxMark: Codable, Equatable {
    /// Which file it was.
    var file: UInt64
    /// How many bytes of it.
    var read: Int
    /// The last of these, by which a file is known that was written anew in place.
    var tail: Data

    static let tailLength = 64
    static let none = MailboxMark(file: 0, read: 0, tail: Data())

    /// What is kept; `none` where nothing is, or nothing that can be read: to read a bounce again does no harm.
    static func load(_ path: String) -> MailboxMark {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return .none }
        return (try? JSONDecoder().decode(MailboxMark.self, from: data)) ?? .none
    }

    /// In one piece: a power cut leaves the old or the new one.
    func save(_ path: String) throws {
        try JSONEncoder().encode(self).write(to: URL(filePath: path), options: .atomic)
    }
}
