import StockbellCore

/// A channel of type kannel.
struct KannelSection: ChannelKeys {
    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var username: Found<String>?
    var password: Found<Secret>?
    var from: Found<String>?
    var smsc: Found<String>?
    var maxSegments: Found<Int>?

    static let about = About("channel-kannel", at: "`channels.*` of type `kannel`", "A Kannel SMS gateway. Addresses: `sms:+4915112345678`.")

    static let keys: [Key<Self>] =
        basics(
            .kannel, timeout: "20s", concurrency: 4, ifUnsure: "give-up", allowPrivateNetwork: true,
            retry: ["first": "10s", "longest": "10m", "horizon": "2h"]) + [
            Key(
                "url", .httpURL(), \.url, .required, "The gateway's sendsms, without a query.",
                example: "http://sms.example.com:13013/cgi-bin/sendsms"),
            Key("username", .text("a text"), \.username, .required, "The sendsms-user.", example: "stockbell"),
            Key("password", .secret, \.password, .required, "The password of `username`.", example: "${KANNEL_PASSWORD}"),
            Key("from", .smsSender, \.from, .optional, "The sender that phones show; the gateway's own where it is missing.", example: "Stockbell"),
            Key("smsc", .text("a text"), \.smsc, .optional, "The gateway's route; its own choice where it is missing.", example: "operator-1"),
            Key("maxSegments", .integer(1...10), \.maxSegments, .default(3), "The most segments that one text may take.", example: 2),
        ]
}
