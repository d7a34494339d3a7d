import StockbellCore

/// `signature` of a source's `mapping` in config.json.
struct MappingSignatureSection: Section {
    var header: Found<String>?
    var form: Found<StockMapping.Signature.Form>?

    static let about = About(
        "mapping-signature", at: "`sources.*.mapping.signature`",
        "The header with the HMAC-SHA256 of the raw body, made with the source's `secret`; `sha256=` may stand before it.")

    static let keys: [Key<Self>] = [
        Key("header", .headerName, \.header, .required, "The header's name.", example: "x-signature-256"),
        Key("form", .choice("form"), \.form, .default("hex"), "How the bytes are written.", example: "base64"),
    ]
}
