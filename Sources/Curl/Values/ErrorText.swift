extension CurlRequest {
    /// The text if it quotes nothing of this request that may be a secret; nil if it does, or is empty.
    ///
    /// Chat services put their secrets into paths, queries and even host names.
    func harmless(_ text: String) -> String? {
        guard !text.isEmpty else { return nil }
        let rest = url.firstRange(of: "://").map { url[$0.upperBound...] } ?? url[...]
        let parts = rest.split { "/?&=#@;,".contains($0) }
        let host = parts.map { $0.prefix { $0 != ":" } }
        let secrets = parts + host + [username, password].compactMap { $0?[...] } + headers.map { $0.value[...] }
        // Shorter ones would hit any text; libcurl quotes whole words only.
        return secrets.contains { $0.count > 2 && text.contains($0) } ? nil : text
    }

    /// Whether the URL itself names a user.
    var hasCredentialsInURL: Bool {
        guard let start = url.firstRange(of: "://") else { return false }
        return url[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains("@")
    }
}
