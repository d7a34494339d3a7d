import FoundationEssentials
import StockbellCore

/// Blots a channel's secrets out of what a far side said: some servers repeat in their errors what they were sent.
struct Redaction: Hashable, Sendable {
    /// Longest first, so that a part never hides the whole.
    private var secrets: [Secret]

    /// Takes passwords and tokens, and URLs that carry a secret in any of their parts.
    init(_ values: [Secret] = [], urls: [Secret] = []) {
        let texts = values.map { $0.reveal() } + values.flatMap { Self.words(of: $0.reveal()) } + urls.flatMap { Self.parts(of: $0.reveal()) }
        secrets = Self.sorted(texts.flatMap { [$0, PercentEncoding.encode($0), PercentEncoding.decode($0)] })
    }

    private static func sorted(_ texts: [String]) -> [Secret] {
        Set(texts).filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }.map(Secret.init)
    }

    /// The same with what is secret in one message only; nil: nothing is.
    func and(_ secret: Secret?) -> Redaction {
        guard let secret else { return self }
        var more = self
        more.secrets = Self.sorted(secrets.map { $0.reveal() } + [secret.reveal()])
        return more
    }

    /// The text without secrets, as one line without control characters.
    func callAsFunction(_ text: String) -> String {
        var bytes = Array(text.utf8)
        // Bytes, not characters: a combining mark behind a secret must not hide it.
        for secret in secrets where secret.reveal().utf8.count <= bytes.count {
            bytes.replace(Array(secret.reveal().utf8), with: Array(secret.description.utf8))
        }
        // Most answers are a few words of plain ASCII: nothing in them is to be made visible.
        if Self.isPlain(bytes) { return String(decoding: bytes, as: UTF8.self) }
        let visible = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: Unicode.Scalar(" ")
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(visible)).split(separator: " ").joined(separator: " ")
    }

    /// Whether it is words of printable ASCII, with one blank between each two.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        var isAfterBlank = true
        for byte in bytes {
            guard byte >= 0x20, byte < 0x7F, !(isAfterBlank && byte == 0x20) else { return false }
            isAfterBlank = byte == 0x20
        }
        return !isAfterBlank || bytes.isEmpty
    }

    /// What stands behind "Bearer", or beside other words: a far side may repeat that alone.
    private static func words(of value: String) -> [String] {
        let words = value.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count > 1 else { return [] }
        let login = words[0].lowercased() == "basic" ? Data(base64Encoded: words[1]).map { String(decoding: $0, as: UTF8.self) } : nil
        let password = login.flatMap { $0.split(separator: ":", maxSplits: 1).last }.map(String.init)
        let known: Set = ["apikey", "bearer", "accesskey", "digest", "secret"]
        return (words + [login, password].compactMap(\.self)).filter { $0.utf8.count >= 6 && !known.contains($0.lowercased()) }
    }

    /// Parts of paths that are no secret, and that an error needs to be understood: "Authorization failed for sendsms".
    private static let ordinary: Set = [
        "alerts", "automations", "cgi-bin", "direct", "events", "inventory", "invoke", "manual", "messages", "notifications", "powerautomate",
        "sendsms", "services", "spaces", "triggers", "webhook", "webhooks", "workflows",
    ]

    /// The URL, its credentials (also as HTTP Basic sends them), its path and query, and every part of these that is long enough to be a secret.
    private static func parts(of url: String) -> [String] {
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let path = rest.dropFirst(authority.count)
        var parts = [url, String(path)].filter { $0.count > 1 }
        parts += path.split { "/?&#=".contains($0) }.map(String.init).filter { $0.count >= 6 && !ordinary.contains($0.lowercased()) }
        if let at = authority.lastIndex(of: "@") {
            let credentials = String(authority[..<at])
            parts += [credentials, Data(PercentEncoding.decode(credentials).utf8).base64EncodedString()]
            parts += credentials.split(separator: ":", maxSplits: 1).dropFirst().map(String.init)
        }
        return parts
    }
}
