extension CurlRequest {
    /// The text if it quotes nothing of this request that may be a secret; nil if it does, or is empty.
    ///
    /// Chat services put their secrets into paths, queries and even host names.
    func harmless(_ text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let parts = rest.split { "/?&=#@;,".contains($0) }
        let host = parts.map { $0.prefix { $0 != ":" } }
        let secrets = parts + host + [username, password, bearer].compactMap { $0?[...] } + headers.map { $0.value[...] }
        // Shorter ones would hit any text; libcurl quotes whole words only.
        return secrets.contains { $0.count > 2 && text.contains($0) } ? nil : text
    }

    /// Whether the URL itself names a user.
    var hasCredentialsInURL: Bool {
        guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")), url.utf8[colon...].starts(with: "://".utf8) else { return false }
        return url.utf8[colon...].dropFirst(3).prefix { !"/?#".utf8.contains($0) }.contains(UInt8(ascii: "@"))
    }
}
