import StockbellCore

/// A channel of type smtp.
struct SMTPSection: ChannelKeys {
    static let type = ChannelType.smtp

    var basics = ChannelBasics()
    var url: Found<WebAddress>?
    var username: Found<String>?
    var password: Found<Secret>?
    var from: Found<Mailbox>?
    var helo: Found<String>?
    var security: Found<SMTPSettings.Security>?
    var caFile: Found<String>?

    static let about = About("channel-smtp", at: "`channels.*` of type `smtp`", "A mail server. Addresses: `mail:buyers@example.com`.")

    static let keys: [Key<Self>] =
        common + [
            Key(
                "url", .smtpURL, \.url, .required,
                "`smtp://` begins in the clear and switches to TLS, port 587; `smtps://` is TLS at once, port 465.",
                example: "smtps://smtp.example.com"),
            Key("username", .text("a text"), \.username, .optional, "Whom to log in as, with `password`.", example: "stock"),
            Key("password", .secret, \.password, .optional, "The password of `username`.", example: "${SMTP_PASSWORD}"),
            Key("from", .mailbox, \.from, .required, "The sender.", example: "Stockbell <stock@example.com>"),
            Key(
                "helo", .hostName, \.helo, .optional, "The name to greet the server with; the sender's domain where it is missing.",
                example: "stock.example.com"),
            Key(
                "security", .choice("word"), \.security, .optional,
                "`starttls`, the default of smtp://, must succeed before anything is said; `tls` is that of smtps://; `none`, that of smtp:// to this "
                    + "machine without a log-in, encrypts nothing.",
                example: "none"),
            Key(
                "caFile", .certificates, \.caFile, .optional, "The certificates to trust instead of the system's; relative to this file.",
                example: "ca.pem"),
        ]
}
