import StockbellCore

/// One of a department's `rules`.
struct RuleSection: Section {
    var name: Found<String>?
    var on: Found<[RuleWord]>?
    var `where`: Found<RuleWhere>?
    var across: Found<Rule.Across>?
    var send: Found<[Found<Address>]>?
    var limit: Found<Limit.Choice>?
    var outsideHours: Found<OutsideHours>?
    var mode: Found<Rule.Mode>?
    var letter: Found<String>?
    var rules: Found<Written>?
    var remind: Found<Duration>?
    var escalate: Found<[Found<EscalationSection>]>?
    var fallback: Found<[Found<Address>]>?
    var wait: Found<Duration>?
    var digest: Found<DigestChoice>?

    /// The names of the groups around it, from the outside in; of a group, its own behind them.
    var groups: [String] = []
    /// What all of `where` say, here and around it.
    var conditions: [Where] = []
    /// How many rules of the text stand before what hears only what is unmatched; nil: it hears whatever others do.
    var rest: Int?
    /// The strictest of `mode`, here and around it.
    var strictest = Rule.Mode.live

    static let about = About(
        "rule", at: "`departments.*.rules[]`",
        """
        Which alerts, about what, to whom; or a group, `{ "name", "where", "rules": [ … ] }`, which sends nothing itself and hands all its keys down \
        to its rules: a rule's own key wins, and of `where` all must be so.
        """)

    static let keys: [Key<Self>] = [
        Key(
            "name", .givenName, \.name, .optional,
            "What it is called in `explain`, in its department or group only once; keep it, as what was sent is kept under it. A group needs one.",
            example: "VIP"
        ).own,
        Key(
            "on", .oneOrMany(.choice("kind of alert")), \.on, .default("*"),
            "Which kinds of alert: `restock` is back-in-stock and refilled, `*` all but mismatch and trouble.",
            example: ["out-of-stock", "low-stock"]),
        Key(
            "where", .ruleCondition, \.where, .optional,
            "Which items; all, where it is missing. `\"unmatched\"`: only what no rule above it in the department matches.",
            example: ["source": "web-shop"]
        ).own,
        Key(
            "across", .choice("word"), \.across, .default("place"),
            """
            What counts as one: an item at each `place`, or at `all-places` together: out where there is none anywhere, low when the sum is, and back with \
            the first piece.
            """, example: "all-places"),
        Key(
            "send", .oneOrMany(.found(.address), ifEmpty: "say who is told, such as \"mail:buyers@example.com\""), \.send, .optional,
            "Where it goes: a channel and, by mail and SMS, a recipient. Needed, here or in a group around it.",
            example: ["buyers", "mail:buyers@example.com"]),
        Key(
            "limit", .limit, \.limit, .optional,
            "How many messages an address gets singly in a while; what follows comes in one summary that names all. "
                + "The department's `limit` where it is missing; `\"none\"`: all.",
            example: ["max": 20, "per": "10m"]),
        Key(
            "outsideHours", .outsideHours, \.outsideHours, .optional,
            "What becomes of its messages outside the department's hours; the department's `outsideHours` where it is missing.", example: "send"),
        Key(
            "mode", .choice("word"), \.mode, .optional,
            """
            `live`; `trial`: what it would send is decided and kept, and shown by `deliveries` and `explain`, but not sent, and `otherwise` hears what \
            no other rule matches; `off`: as if it were not there. The strictest word of department, groups and rule counts; `live` where there is none.
            """, example: "trial"
        ).own,
        Key(
            "letter", .letter, \.letter, .optional,
            "A letter of its own for its alerts: the name of a file in `templates/`, without what follows the first dot.", example: "vip"),
        Key(
            "rules", .groupedRules, \.rules, .optional, "Makes it a group: the rules that share what stands here.",
            example: [["on": "low-stock", "send": "mail:buyers@example.com"]]
        ).own,
        Key(
            "remind", .duration(from: "1m", to: "30d", such: ["4h", "24h", "7d"]), \.remind, .optional,
            "So long after a message it is said again, and again, while it is so and nobody in the department has it; within the hours.",
            example: "24h"),
        Key(
            "escalate", .oneOrMany(.found(.section)), \.escalate, .optional,
            "Who else hears of it while nobody in the department has it, and how long after the message.",
            example: [["after": "30m", "send": "mail:head@example.com"]]),
        Key(
            "fallback", .oneOrMany(.found(.address)), \.fallback, .optional,
            "Where a message is told that was refused or given up, once; of several the first that works.", example: "mail:buyers@example.com"),
        Key(
            "wait", .duration(from: "1s", to: "7d", such: ["15m", "2h", "1d"]), \.wait, .optional,
            "Say it only if it is still so after this long; what is over by then is not said, nor its end. What gets worse meanwhile is told by itself.",
            example: "15m"),
        Key(
            "digest", .digestChoice, \.digest, .optional,
            "Its alerts go together: `true` in the department's digest, a time or an object in one of its own, with what that leaves out as the department has it.",
            example: true),
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
    /// The stem of a template's name, none that a kind of alert has already.
    fileprivate static var letter: Shape {
        let words = "the name of a letter such as \"vip\": small letters, digits and hyphens"
        return Shape(words, schema: .text(matching: "^[a-z0-9][a-z0-9-]{0,63}$")) { text, _ throws(Complaint) in
            let isName = !text.value.isEmpty && text.value.utf8.count <= 64 && text.value.first != "-"
            let isPlain = text.value.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
            guard isName, isPlain else { throw Complaint("must be \(words)") }
            guard LetterKind(rawValue: text.value) == nil else {
                throw Complaint("\(text.quoted) is what Stockbell itself writes of that kind; take another name, such as \"vip\"")
            }
            return text.value
        }
    }
}
