import StockbellCore

/// A channel of type webhook.
struct WebhookSection: ChannelKeys {
    static let type = ChannelType.webhook

    var basics = ChannelBasics()
    var url: Found<SecretAddress>?
    var secret: Found<[Secret]>?
    var headers: Found<[SourceSettings.ExpectedHeader]>?
    var body: Found<PayloadTemplate>?

    static let about = About(
        "channel-webhook", at: "`channels.*` of type `webhook`",
        "A system of your own, or any service that takes JSON: the facts of each alert, or a body of your own form. Its address is its name alone: `shop-system`."
    )

    static let keys: [Key<Self>] =
        common + [
            Key("url", .httpURL(), \.url, .required, "Where to post.", example: "https://shop.example.com/stock"),
            Key(
                "secret", .oneOrMany(.signingSecret), \.secret, .optional,
                "What bodies are signed with (Standard Webhooks); a list, newest first, while one is being changed.",
                example: "${SHOP_SECRET}"),
            Key(
                "headers", .headers(reserved: reserved), \.headers, .optional, "Further headers to send.",
                example: ["authorization": "Bearer ${SHOP_TOKEN}"]),
            Key(
                "body", .payload, \.body, .optional,
                "A file with the JSON to post instead of the facts; its texts have fields, `{{item.name}}`, as letters do.", example: "gotify.json"),
        ]

    private static let reserved: Set<String> = [
        "connection", "content-encoding", "content-length", "content-type", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade",
        "webhook-id",
        "webhook-signature", "webhook-timestamp",
    ]

    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url else { return nil }
        basics.checkSecrecy(of: url, secret: "what the shop has in stock is nobody else's business", &reading)
        return .webhook(
            WebhookSettings(url: Secret(url.value.text), secrets: secret?.value ?? [], headers: headers?.value ?? [], body: body?.value))
    }

    func checkPublicURL(_ publicURL: String?, _ reading: inout Reading) {
        guard let body, publicURL == nil, let field = body.value.texts.lazy.compactMap(Self.link).first else { return }
        reading.warn("uses {{\(field)}}, which leads nowhere without a \"publicURL\" at the top of the file", at: body.place)
    }

    /// The first link among the fields of a text, `links.incident`; nil: there is none.
    private static func link(in text: String) -> String? {
        text.ranges(of: "{{").lazy.map { opening in
            String(text[opening.upperBound...].drop { "#^/&{ ".contains($0) }.prefix { $0.isLetter || $0 == "." })
        }.first { $0.hasPrefix("links.") }
    }
}
