/// Keeps a web page of somebody else from reading what only this machine may: under DNS rebinding its name leads here, but stays in `Host`.
struct HostGuard: Sendable {
    private static let ownNames: Set<String> = ["localhost", "127.0.0.1", "[::1]", "::1"]

    /// Names besides this machine's own; nil: any `Host` is let in, because the listener is not only for this machine.
    let names: Set<String>?

    init(isLoopback: Bool, names: [String]) {
        self.names = isLoopback ? Self.ownNames.union(names.map { $0.lowercased() }) : nil
    }

    /// Judges the text of `Host`, with or without a port; nil: there was none.
    func lets(in authority: String?) -> Bool {
        guard let names else { return true }
        guard let authority else { return false }
        return names.contains(Self.host(authority.lowercased()))
    }

    private static func host(_ authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            let rest = authority[authority.index(after: end)...]
            return rest.isEmpty || rest.hasPrefix(":") ? String(authority[...end]) : authority
        }
        return String(authority.prefix { $0 != ":" })
    }
}
