package import FoundationEssentials
import Synchronization

/// What the catcher has caught: the newest messages, in memory only.
///
/// It is a development aid: the listeners of `CatcherService` put messages in, a page and a JSON document show them.
package final class Catcher: Sendable {
    private struct Shelf {
        var messages: [CaughtMessage] = []
        var bytes = 0
        var count = 0
    }

    private let shelf = Mutex(Shelf())
    private let capacity: Int
    private let byteLimit: Int
    private let clock: @Sendable () -> Date

    /// Makes an empty catcher that keeps at most `capacity` messages of together about `byteLimit` bytes; older ones make room.
    package init(capacity: Int = 1_000, byteLimit: Int = 64 << 20, clock: @escaping @Sendable () -> Date = { Date() }) {
        self.capacity = max(capacity, 1)
        self.byteLimit = byteLimit
        self.clock = clock
    }

    /// What is kept, oldest first.
    package var messages: [CaughtMessage] { shelf.withLock(\.messages) }

    /// Forgets everything; the ids go on counting.
    package func clear() {
        shelf.withLock { shelf in
            shelf.messages = []
            shelf.bytes = 0
        }
    }

    /// What is kept as a JSON array, oldest first: channel, type, to, subject, text, html, raw, receivedAt (ISO 8601), null where there is none,
    /// and id, from, segments, links, attachments.
    package func messagesJSON() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and whole numbers always encode.
        return (try? encoder.encode(messages)).map(Array.init) ?? Array("[]".utf8)
    }

    /// The time messages are stamped with.
    var now: Date { clock() }

    /// Keeps a message and returns its id; the oldest go when there are too many.
    @discardableResult
    func keep(_ message: CaughtMessage) -> Int {
        shelf.withLock { shelf in
            shelf.count += 1
            var message = message
            message.id = shelf.count
            shelf.messages.append(message)
            shelf.bytes += message.size
            while shelf.messages.count > capacity || (shelf.bytes > byteLimit && shelf.messages.count > 1) {
                shelf.bytes -= shelf.messages.removeFirst().size
            }
            return message.id
        }
    }
}
