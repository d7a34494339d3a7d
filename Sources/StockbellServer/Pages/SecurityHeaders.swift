import Hummingbird

/// What a browser must know of anything that is not for platforms.
enum SecurityHeaders {
    static func fields(for policy: Page.Policy) -> HTTPFields {
        var fields = HTTPFields()
        fields[.contentSecurityPolicy] = contentSecurityPolicy(policy)
        fields[.xContentTypeOptions] = "nosniff"
        fields[.cacheControl] = "no-store"
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"), ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            if let name = HTTPFields.Element.Name(name) { fields[name] = value }
        }
        return fields
    }

    private static func contentSecurityPolicy(_ policy: Page.Policy) -> String {
        let bare = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
        let closed = bare + "; form-action 'none'"
        switch policy {
        case .data: return closed
        case .form: return bare + "; form-action 'self'; style-src 'unsafe-inline'"
        case .selfContained:
            return closed + "; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; connect-src 'self'"
        }
    }
}
