import StockbellCore

/// A section that says a log-in.
protocol LogsIn: Section {
    var login: MailLoginKeys { get set }
}

/// The keys of a log-in to a mail server.
struct MailLoginKeys: Sendable {
    var username: Found<String>?
    var password: Found<Secret>?
    var auth: Found<MailServer.Method>?
    var token: Found<Secret>?

    static func keys<Owner: LogsIn>() -> [Key<Owner>] {
        [
            Key("username", .text("a text"), \.login.username, .optional, "Whom to log in as, with `password` or `token`.", example: "stock"),
            Key("password", .secret, \.login.password, .optional, "The password of `username`.", example: "${SMTP_PASSWORD}"),
            Key(
                "auth", .choice("word"), \.login.auth, .optional,
                "How to log in: `plain`, the default, with `password`; `xoauth2` (Google, Microsoft) or `oauthbearer` with `token`.",
                example: "xoauth2"
            ),
            Key(
                "token", .secret, \.login.token, .optional,
                "An access token of OAuth 2.0. Stockbell does not renew it: let another program write it to a file, which is read again when it changes.",
                example: "${file:/run/stockbell/mail-token}"),
        ]
    }

    /// Whether something of it is written.
    var first: Place? { [username?.place, password?.place, auth?.place, token?.place].compactMap(\.self).first }

    /// What the keys say together; nil: no log-in, or a problem that is noted.
    func login(at place: Place, isEncrypted: Bool, _ reading: inout Reading) -> MailServer.Login? {
        let hadError = reading.hasError(within: place)
        let method = auth?.value ?? .plain
        let (secret, other, name) = method == .plain ? (password, token, "password") : (token, password, "token")
        if let other, !hadError {
            reading.error(
                method == .plain
                    ? "needs \"auth\": \"xoauth2\" or \"oauthbearer\" beside it"
                    : "cannot go with \"auth\": \"\(method.rawValue)\", which takes a \"token\"; leave it out", at: other.place)
            return nil
        }
        guard let username, let secret else {
            if !hadError {
                if let username { reading.error("needs a \"\(name)\" beside it", at: username.place) }
                if let secret { reading.error("needs a \"username\" beside it", at: secret.place) }
                if username == nil, secret == nil, let auth { reading.error("needs a \"username\" and a \"\(name)\" beside it", at: auth.place) }
            }
            return nil
        }
        if !isEncrypted { reading.warn("crosses the network unencrypted with \"security\": \"none\"", at: secret.place) }
        return MailServer.Login(method, username: username.value, secret: secret.value)
    }
}
