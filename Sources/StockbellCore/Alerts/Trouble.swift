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

    /// What can be wrong with a source; each is a trouble of its own.
    package enum SourceMatter: String, Hashable, Sendable {
        /// Nothing comes from it any more.
        case quiet
    }

    /// The key of a source's trouble: "source:web-shop:quiet".
    package static func key(source: String, _ matter: SourceMatter) -> String { "source:\(source):\(matter.rawValue)" }
    /// The key of the trouble with a source's clock, which takes nothing from what it says.
    package static func key(clockOf source: String) -> String { "clock:\(source)" }
    /// Whether a key is of a source that has gone quiet.
    package static func isSilence(_ key: String) -> Bool { key.hasPrefix("source:") && key.hasSuffix(":\(SourceMatter.quiet.rawValue)") }

    /// The key of the trouble that a source's platform cannot be read.
    package static func key(reading source: String) -> String { "reading:\(source)" }
    /// The source that does not tell its stock any more; nil: it is something else.
    package var source: String? {
        let parts = key.split(separator: ":")
        return parts.count > 1 && (parts[0] == "source" || parts[0] == "reading") ? String(parts[1]) : nil
    }

    /// The key of a channel's trouble.
    package static func key(channel: String) -> String { "channel:\(channel)" }
}
