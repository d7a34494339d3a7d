import StockbellCore

/// A channel of type smtp.
struct SMTPSection: ChannelKeys, LogsIn {
    static let type = ChannelType.smtp

    var basics = ChannelBasics()
    var url: Found<WebAddress>?
    var login = MailLoginKeys()
    var servers: Found<[Found<MailServerSection>]>?
    var from: Found<Mailbox>?
    var helo: Found<String>?
    var security: Found<SMTPSettings.Security>?
    var caFile: Found<String>?
    var bounces: Found<String>?
    var bounceBox: Found<String>?
    var bounceToken: Found<Secret>?
    var dkim: Found<[Found<DKIMSection>]>?
    var unsubscribe: Found<Bool>?

    static let about = About("channel-smtp", at: "`channels.*` of type `smtp`", "A mail server. Addresses: `mail:buyers@example.com`.")

    static let keys: [Key<Self>] =
        common + serverKeys + [
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
        ] + bounceKeys + [
            Key(
                "dkim", .oneOrMany(.found(.section)), \.dkim, .optional,
                "Signs mails, where the server does not; a list of two signs with RSA and with Ed25519.",
                example: ["selector": "stock1", "key": "${file:dkim.pem}"]),
            Key(
                "unsubscribe", .flag, \.unsubscribe, .default(false),
                "Whether mails carry what mail programs show as \"unsubscribe\", for customers; needs `publicURL`.", example: true),
        ]

    private static let serverKeys: [Key<Self>] =
        [
            Key(
                "url", .smtpURL, \.url, .optional,
                "`smtp://` begins in the clear and switches to TLS, port 587; `smtps://` is TLS at once, port 465.",
                example: "smtps://smtp.example.com")
        ] + MailLoginKeys.keys() + [
            Key(
                "servers", .list(of: .found(.section), "a list of servers", atLeast: 1), \.servers, .optional,
                "Several servers instead of `url`: where one does not answer, the next is asked at once.",
                example: [["url": "smtps://mx1.example.com"], ["url": "smtps://mx2.example.com"]])
        ]

    private static let bounceKeys: [Key<Self>] = [
        Key(
            "bounces", .mailAddress, \.bounces, .optional,
            "Where bounces go: to this address, with `+`, the message's id and a mark behind its name. To `from` where it is missing.",
            example: "bounce@example.com"),
        Key(
            "bounceBox", .path("the path of a Maildir or of an mbox file"), \.bounceBox, .optional,
            "The mailbox that bounces come into, on this machine: it is read every minute. Relative to this file.", example: "/var/mail/bounce"),
        Key(
            "bounceToken", .secret, \.bounceToken, .optional,
            "The `x-token` with which a mail service posts bounces to `/receipts/` and the channel's name; needs `publicURL`.",
            example: "${BOUNCE_TOKEN}"),
    ]
}
