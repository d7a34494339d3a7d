import StockbellCore

/// What channels of every type have.
struct ChannelBasics: Sendable {
    var type: Found<String>?
    var timeout: Found<Duration>?
    var concurrency: Found<Int>?
    var ifUnsure: Found<ChannelSettings.IfUnsure>?
    var allowPrivateNetwork: Found<Bool>?
    var retry: Found<RetrySection>?
}

/// A section for one type of channel.
protocol ChannelKeys: Section {
    var basics: ChannelBasics { get set }
}

extension ChannelKeys {
    /// The keys of every type, with the defaults of this one.
    static func basics(
        _ type: ChannelType, timeout: JSON, concurrency: JSON, ifUnsure: JSON, allowPrivateNetwork: JSON = false, retry: JSON
    ) -> [Key<Self>] {
        [
            Key("type", .constant(type), \.basics.type, .required, "What sort of channel it is.", example: .string(type.rawValue)),
            Key("timeout", .duration, \.basics.timeout, .default(timeout), "The longest that one attempt may take.", example: "30s"),
            Key(
                "concurrency", .integer(1...64), \.basics.concurrency, .default(concurrency), "How many messages may be under way at once.",
                example: 8),
            Key(
                "ifUnsure", .choice("word"), \.basics.ifUnsure, .default(ifUnsure),
                "When nobody knows whether a message arrived: `repeat` it, marked as a possible duplicate, or `give-up`.", example: "repeat"),
            Key(
                "allowPrivateNetwork", .flag, \.basics.allowPrivateNetwork, .default(allowPrivateNetwork),
                "Whether it may reach this machine and private networks.", example: true),
            Key("retry", .section, \.basics.retry, .default(retry), "When to try again, and until when.", example: ["horizon": "6h"]),
            .later("buttons", "Buttons that act."),
            .later("rate", "How many messages a second."),
        ]
    }
}

extension Shape<String> {
    /// The type itself, which has been judged before the section is read.
    fileprivate static func constant(_ type: ChannelType) -> Shape {
        Shape("\"\(type.rawValue)\"", schema: ["const": .string(type.rawValue)]) { _, _ in type.rawValue }
    }
}
