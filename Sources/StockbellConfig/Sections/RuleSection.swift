import StockbellCore

/// One of a department's `rules`.
struct RuleSection: Section {
    var name: Found<String>?
    var on: Found<[RuleWord]>?
    var `where`: Found<Where>?
    var across: Found<Rule.Across>?
    var send: Found<[Found<Address>]>?
    var limit: Found<Limit.Choice>?
    var outsideHours: Found<OutsideHours>?

    static let about = About("rule", at: "`departments.*.rules[]`", "Which alerts, about what, to whom.")

    static let keys: [Key<Self>] = [
        Key(
            "name", .ruleName, \.name, .optional,
            "What it is called in `explain`, in its department only once; keep it, as what was sent is kept under it.", example: "VIP"),
        Key(
            "on", .oneOrMany(.choice("kind of alert")), \.on, .default("*"),
            "Which kinds of alert: `restock` is back-in-stock and refilled, `*` all but mismatch and trouble.",
            example: ["out-of-stock", "low-stock"]),
        Key("where", .condition, \.where, .optional, "Which items; all, where it is missing.", example: ["source": "web-shop"]),
        Key(
            "across", .choice("word"), \.across, .default("place"),
            """
            What counts as one: an item at each `place`, or at `all-places` together: out where there is none anywhere, low when the sum is, and back with \
            the first piece.
            """, example: "all-places"),
        Key(
            "send", .oneOrMany(.found(.address)), \.send, .required, "Where it goes: a channel and, by mail and SMS, a recipient.",
            example: ["buyers", "mail:buyers@example.com"]),
        Key(
            "limit", .limit, \.limit, .optional,
            "How many messages an address gets singly in a while; what follows comes in one summary that names all. "
                + "Usually SMS 5, chat 20, mail 30 in 10 min, webhooks all; `\"none\"`: all.",
            example: ["max": 20, "per": "10m"]),
        Key(
            "outsideHours", .outsideHours, \.outsideHours, .optional,
            "What becomes of its messages outside the department's hours; the department's `outsideHours` where it is missing.", example: "send"),
        .later("digest", "Many alerts in one message."),
        .later("escalate", "Who hears it when nobody answers."),
        .later("fallback", "Where it goes when it cannot be delivered."),
        .later("letter", "The letter to use."),
        .later("mode", "Whether it is live or tried out."),
        .later("remind", "When to say it again."),
        .later("rules", "Rules that share what stands here."),
        .later("wait", "Say it only if it is still so."),
    ]
}

/// The words for `on` of a rule.
enum RuleWord: String, Sendable, CaseIterable {
    case outOfStock = "out-of-stock"
    case lowStock = "low-stock"
    case backInStock = "back-in-stock"
    case refilled
    case restock
    case all = "*"
    case mismatch
    case trouble

    var kinds: Set<AlertKind> {
        switch self {
        case .outOfStock: [.outOfStock]
        case .lowStock: [.lowStock]
        case .backInStock: [.backInStock]
        case .refilled: [.refilled]
        case .restock: AlertKind.restock
        case .all: AlertKind.stock
        case .mismatch: [.mismatch]
        case .trouble: [.trouble]
        }
    }
}

extension Shape<String> {
    fileprivate static var ruleName: Shape {
        Shape("a short text", schema: ["type": "string", "minLength": 1, "maxLength": 64]) { text, _ throws(Complaint) in
            guard (1...64).contains(text.value.unicodeScalars.count) else { throw Complaint("must have from 1 to 64 letters") }
            return text.value
        }
    }
}
