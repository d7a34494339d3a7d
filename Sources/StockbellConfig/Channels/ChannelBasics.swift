import JSON5
import StockbellCore

/// What channels of every type have.
struct ChannelBasics: Sendable {
    var type: Found<String>?
    var timeout: Found<Duration>?
    var concurrency: Found<Int>?
    var ifUnsure: Found<ChannelSettings.IfUnsure>?
    var allowPrivateNetwork: Found<Bool>?
    var retry: Found<RetrySection>?
    var rate: Found<RateChoices>?
    /// Of chats only.
    var incidents: Found<IncidentStyle>?
    /// Of text messages only, as are the next.
    var maxSegments: Found<Int>?
    var transliterate: Found<Bool>?
    var segmentsPerDay: Found<Int>?

    /// The names of all of them.
    static let keys: Set = [
        "type", "timeout", "concurrency", "ifUnsure", "allowPrivateNetwork", "retry", "rate", "incidents", "maxSegments", "transliterate",
        "segmentsPerDay",
    ]

    var text: TextLimits {
        TextLimits(maxSegments: maxSegments?.value ?? 3, transliterates: transliterate?.value ?? true, segmentsPerDay: segmentsPerDay?.value)
    }

    /// Without a value, what was written is wrong and told already; nothing more shall follow from it.
    var allowsPrivateNetwork: Bool { allowPrivateNetwork?.value ?? true }

    /// Refuses an address that the channel could never reach, since it may not.
    func checkReach(of host: String, at place: Place, _ reading: inout Reading) {
        guard !allowsPrivateNetwork, Host.isPrivate(host) else { return }
        reading.error("is on this machine or a private network; the channel may go there only with \"allowPrivateNetwork\": true", at: place)
    }

    /// Refuses a URL that would tell a secret to everybody on the way, or that leads where the channel may not go.
    ///
    /// - Parameter secret: what crosses the network with it.
    func checkSecrecy(of url: Found<SecretAddress>, secret: String, _ reading: inout Reading) {
        if !url.value.address.isEncrypted, !allowsPrivateNetwork {
            reading.error("must be https://, as \(secret); http:// goes only with \"allowPrivateNetwork\": true", at: url.place)
        } else {
            checkReach(of: url.value.address.host, at: url.place, &reading)
        }
    }
}

/// A section for one type of channel.
protocol ChannelKeys: Section {
    static var type: ChannelType { get }
    var basics: ChannelBasics { get set }
    /// What the section says, after the checks that need more than one key; nil when a key that it needs is missing or wrong.
    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind?
    /// Tells of what works only where the world reaches us.
    ///
    /// - Parameter publicURL: nil: it does not.
    func checkPublicURL(_ publicURL: String?, _ reading: inout Reading)
}

extension ChannelKeys {
    func checkPublicURL(_ publicURL: String?, _ reading: inout Reading) {}

    /// The keys of every type, with the defaults of this one.
    static var common: [Key<Self>] {
        let traits = type.traits
        var keys: [Key<Self>] = [
            Key("type", .constant(type), \.basics.type, .required, "What sort of channel it is.", example: .string(type.rawValue)),
            Key(
                "timeout", .duration, \.basics.timeout, .default(traits.class == .mail ? "150s" : "20s"), "The longest that one attempt may take.",
                example: "30s"),
            Key(
                "concurrency", .integer(1...64), \.basics.concurrency, .default(.integer(traits.concurrency)),
                "How many messages may be under way at once.", example: 8),
            Key(
                "ifUnsure", .choice("word"), \.basics.ifUnsure, .default(traits.class == .sms && !traits.isIdempotent ? "give-up" : "repeat"),
                "When nobody knows whether a message arrived: `repeat` it, marked as a possible duplicate, or `give-up`.", example: "repeat"),
            Key(
                "allowPrivateNetwork", .flag, \.basics.allowPrivateNetwork, .default(.bool(type == .smtp || type == .kannel)),
                "Whether it may reach this machine and private networks.", example: true),
            Key(
                "retry", .section, \.basics.retry, .default(retry(traits.class)), "When to try again, and until when.", example: ["horizon": "6h"]),
            Key(
                "rate", .rates, \.basics.rate, .optional,
                "How fast it sends, where the service's usual pace is not right: so many messages in a time, or `none`.", example: "1/1s"),
        ]
        if traits.incidents.count > 1 {
            keys.append(
                Key(
                    "incidents", .incidents(traits.incidents), \.basics.incidents, .optional,
                    "How messages of one incident hang together: a `thread`, one that is `edit`ed, or each by itself (`single`).", example: "single"))
        }
        guard traits.class == .sms else { return keys }
        return keys + [
            Key(
                "maxSegments", .integer(1...10), \.basics.maxSegments, .default(3), "The most segments that one text may take.", example: 2),
            Key(
                "transliterate", .flag, \.basics.transliterate, .default(true),
                "Whether letters may lose their accents, so that more of them fit into a segment.", example: false),
            Key(
                "segmentsPerDay", .integer(10...1_000_000), \.basics.segmentsPerDay, .optional,
                """
                The most segments that the channel sends in a day (`defaults.timeZone`); what comes then is not sent, its rule's `fallback` is, and \
                the operator hears of it once.
                """, example: 200),
        ]
    }

    private static func retry(_ class: ChannelSettings.Class) -> JSON {
        switch `class` {
        case .sms: ["first": "10s", "longest": "10m", "horizon": "2h"]
        case .chat: ["first": "5s", "longest": "15m", "horizon": "12h"]
        case .mail: ["first": "1m", "longest": "1h", "horizon": "3d"]
        case .webhook: ["first": "5s", "longest": "1h", "horizon": "3d"]
        }
    }
}

extension Shape<String> {
    /// The type itself, which has been judged before the section is read.
    fileprivate static func constant(_ type: ChannelType) -> Shape {
        Shape("\"\(type.rawValue)\"", schema: ["const": .string(type.rawValue)]) { _, _ in type.rawValue }
    }
}

extension Shape<IncidentStyle> {
    /// One of those that the type can do.
    fileprivate static func incidents(_ styles: [IncidentStyle]) -> Shape {
        let words = styles.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        let schema: JSON = ["anyOf": [["enum": .array(styles.map { .string($0.rawValue) })], ["type": "string", "pattern": "\\$\\{"]]]
        return Shape("one of \(words)", schema: schema) { text, _ throws(Complaint) in
            guard let style = styles.first(where: { $0.rawValue == text.value }) else { throw Complaint("must be one of \(words)") }
            return style
        }
    }
}
