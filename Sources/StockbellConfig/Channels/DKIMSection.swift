import StockbellCore

/// `dkim` of a mail channel in config.json.
struct DKIMSection: Section {
    var domain: Found<String>?
    var selector: Found<String>?
    var key: Found<Secret>?

    static let about = About(
        "dkim", at: "`channels.*.dkim`",
        "A signature of mails. Its public half is published in DNS, as a TXT record of `SELECTOR._domainkey.DOMAIN`.")

    static let keys: [Key<Self>] = [
        Key(
            "domain", .hostName, \.domain, .optional,
            "Whose signature it is: the sender's domain, which it is where this is missing, or one above it.",
            example: "example.com"),
        Key("selector", .hostName, \.selector, .required, "The name under which the public half is published.", example: "stock1"),
        Key(
            "key", .privateKey, \.key, .required, "The private key, RSA or Ed25519, in PEM form; a file is read anew when it changes.",
            example: "${file:dkim.pem}"),
    ]
}

extension Shape<Secret> {
    /// A private key of several lines.
    fileprivate static var privateKey: Shape {
        let words = "a private key in PEM form"
        return Shape(words, schema: .text) { written, reading in
            guard let text = reading.text(written, as: words, isOneLine: false) else { return nil }
            // Any names do: it is the key that is looked at.
            guard DKIMSettings(domain: "d", selector: "s", key: Secret(text.value)) != nil else {
                reading.error(
                    "holds no private key of RSA or Ed25519 in PEM form; make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out dkim.pem",
                    at: written.place)
                return nil
            }
            return Secret(text.value)
        }
    }
}
