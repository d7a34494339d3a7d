import StockbellCore

/// One of `exclude` of config.json.
struct ExcludeSection: Section {
    var `where`: Found<Where>?
    var because: Found<String>?

    static let about = About(
        "exclude", at: "`exclude[]`",
        "Items that nobody hears of: asked before all rules and `otherwise`. What happens to them is kept, and `explain` names the reason.")

    static let keys: [Key<Self>] = [
        Key("where", .condition, \.where, .required, "Which items.", example: ["list": "tests"]),
        Key("because", .text("a reason"), \.because, .required, "Why, for whoever asks what became of one of them.", example: "test items"),
    ]
}
