import StockbellCore

/// One of `servers` of a mail channel.
struct MailServerSection: LogsIn {
    var url: Found<WebAddress>?
    var login = MailLoginKeys()
    var weight: Found<Int>?
    var concurrency: Found<Int>?

    static let about = About(
        "mail-server", at: "`channels.*.servers[]`",
        "One of several mail servers. One that refuses a log-in or has a certificate that is not trusted is not passed over: that is for somebody to mend."
    )

    static let keys: [Key<Self>] =
        [
            Key(
                "url", .smtpURL, \.url, .required, "As `url` of the channel.", example: "smtps://mx1.example.com"),
            Key(
                "weight", .integer(0...1000), \.weight, .default(1),
                "Its part of all messages beside the others'; 0: only when no other answers.", example: 3),
        ] + MailLoginKeys.keys() + [
            Key(
                "concurrency", .integer(1...64), \.concurrency, .optional,
                "How many messages it is handed at once; as many as the channel where it is missing. Of channels that share it the smallest number counts.",
                example: 2)
        ]
}
