import StockbellCore

/// `admin` of config.json.
struct AdminSection: Section {
    var listen: Found<Settings.Endpoint>?
    var token: Found<Secret>?

    static let about = About("admin", at: "`admin`", "Pages and API, on a door of their own.")

    static let keys: [Key<Self>] = [
        Key(
            "listen", .endpoint, \.listen, .default("127.0.0.1:8081"), "Where pages and API are; never the same as the public `listen`.",
            example: "10.0.0.5:8081"),
        Key(
            "token", .secret, \.token, .optional, "Asked for as a bearer token; needed where `admin.listen` is reached from other machines.",
            example: "${STOCKBELL_ADMIN}"),
    ]
}
