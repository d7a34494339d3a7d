import StockbellCore

/// One of `sources` of config.json.
struct SourceSection: Section {
    var platform: Found<Platform>?
    var secret: Found<[Secret]>?
    var expectHeader: Found<[SourceSettings.ExpectedHeader]>?
    var unsigned: Found<Bool>?
    var testEvents: Found<SourceSettings.TestEvents>?
    var firstSight: Found<SourceSettings.FirstSight>?
    var follows: Found<String>?
    var mismatchAfter: Found<Duration>?
    var delta: Found<SourceSettings.Delta>?
    var quietAfter: Found<Quiet>?
    var reasons: Found<ReasonsSection>?
    var mapping: Found<MappingSection>?
    var sample: Found<String>?
    var notificationURL: Found<String>?
    var storeHash: Found<String>?
    var token: Found<Secret>?
    var apiURL: Found<String>?
    var sweep: Found<Duration>?

    static let about = About(
        "source", at: "`sources.*`", "A platform that posts to `/events/` and the source's name. It proves who it is by `secret` or `expectHeader`.")

    static let keys: [Key<Self>] = [
        Key("platform", .choice("platform"), \.platform, .required, "Whose webhooks these are.", example: "bigcommerce"),
        Key(
            "secret", .oneOrMany(.secret), \.secret, .optional, "What the platform signs bodies with; a list while an old one is still in use.",
            example: ["${DR_NEW}", "${DR_OLD}"]),
        Key(
            "expectHeader", .headers(), \.expectHeader, .optional, "Headers that every request must carry, with their values.",
            example: ["x-api-key": "${ENAD_KEY}"]),
        Key(
            "unsigned", .flag, \.unsigned, .default(false), "True takes anybody's word: for a source that has neither `secret` nor `expectHeader`.",
            example: true),
        Key(
            "testEvents", .choice("word"), \.testEvents, .default("mark"),
            "What becomes of events marked as test: `mark` writes [TEST] and sends no SMS, `drop` only keeps them, `live` takes them as real.",
            example: "live"),
        Key(
            "firstSight", .choice("word"), \.firstSight, .default("summary"),
            "How the first level of an item is told, if it is out or low: in one `summary`, not at all (`quiet`), or each by itself (`alert`).",
            example: "alert"),
        Key(
            "follows", .sourceName, \.follows, .optional,
            """
            The source that knows better: where both tell of a sku at a place of `places`, or neither names a place, this one is kept and compared, \
            and alerts only while the other is in trouble.
            """, example: "wms"),
        Key(
            "mismatchAfter", .duration(from: "0s", to: "2d", such: ["30m", "2h", "1d"]), \.mismatchAfter, .default("30m"),
            "How long one of the two must have none where the other has some, before rules on `mismatch` hear of it: longer than one feed lags behind.",
            example: "10m"),
        Key(
            "delta", .choice("word"), \.delta, .default("auto"),
            "Enad: what `quantity` of a delta is, the `change` or the new `total`; `auto` goes by the form of the event.", example: "total"),
        Key(
            "quietAfter", .quietAfter, \.quietAfter, .optional,
            "After how long a silence the operator hears of it. Without it Stockbell learns what is usual: three times the longest pause of two weeks, "
                + "an hour at the least, once it knows the source for a week; `\"never\"`: not at all.",
            example: "30m"),
        Key(
            "reasons", .reasons, \.reasons, .optional,
            "What is guessed of why there is none; a guess ends in a question mark and routes nothing by itself.",
            example: ["burst": 200]),
        Key(
            "mapping", .section, \.mapping, .optional, "The platform `mapping`: by which paths a body of any form is read.",
            example: ["item": "$.variant.sku", "quantity": "$.stock.available"]),
        Key(
            "sample", .path("the path of a file"), \.sample, .optional,
            "A body as this source sends it: `stockbell check` says what is found in it, and what is not.", example: "samples/wms.json"),
        Key(
            "notificationURL", .registeredURL, \.notificationURL, .optional,
            "Square: the URL as registered there, which it signs; without it, `publicURL`, `/events/` and the source's name.",
            example: "https://stock.example.com/events/tills"),
        Key(
            "storeHash", .storeHash, \.storeHash, .optional,
            "BigCommerce: the store, as the API's paths name it; events of any other are refused.", example: "${BC_STORE}"),
        Key(
            "token", .secret, \.token, .optional,
            "BigCommerce: the key to its API. Its events tell no quantities; with the key, they are asked for. Needs `storeHash`.",
            example: "${BC_TOKEN}"),
        Key(
            "apiURL", .publicURL, \.apiURL, .optional,
            "BigCommerce: where its API is; for a proxy. Without it, `https://api.bigcommerce.com`.", example: "http://127.0.0.1:9000"),
        Key(
            "sweep", .duration(from: "1h", to: "365d", units: "hd", such: ["12h", "1d", "7d"]), \.sweep, .optional,
            "BigCommerce: how often all levels are compared with its API, a page now and then; what differs was missed. Without it, `1d`.",
            example: "12h"),
    ]
}
