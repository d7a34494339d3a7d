/// Why somebody must look at Stockbell, a source or a channel.
package struct Trouble: Hashable, Sendable, Codable {
    /// What is in trouble: "channel:mail", "template:out-of-stock.md".
    ///
    /// One open trouble a key.
    package var key: String
    package var title: String
    package var text: String
    /// What to do about it.
    package var fix: String

    package init(key: String, title: String, text: String, fix: String) {
        self.key = key
        self.title = title
        self.text = text
        self.fix = fix
    }

    /// The channel that is in trouble; nil: it is something else.
    package var channel: String? { key.hasPrefix("channel:") ? String(key.dropFirst(8)) : nil }
    /// The address that is in trouble, as text; nil: it is something else.
    package var address: String? { key.hasPrefix("address:") ? String(key.dropFirst(8)) : nil }

    /// The key of a channel's trouble.
    package static func key(channel: String) -> String { "channel:\(channel)" }
}
