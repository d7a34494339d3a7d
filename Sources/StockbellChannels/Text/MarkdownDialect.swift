/// In what a service's Markdown differs from the others'.
struct MarkdownDialect: Hashable, Sendable {
    /// The mark on both sides of strong text.
    var strong = "**"
    /// The mark on both sides of emphasised text.
    var emphasis = "*"
    /// What a backslash before it makes plain.
    var escapable: Set<Unicode.Scalar>
    /// Whether a backslash is itself such a one, so that a plain one is written twice.
    var doublesBackslash = true
    /// Whether a format may hold escaped characters; some parsers find its end in one of them.
    var formatsEscapes = true
    /// Whether a link's target may stand in `<` and `>`, which keeps the service from showing a preview of it.
    var hasBracketedTargets = false
}

extension MarkdownDialect {
    /// What most have in common.
    static let commonMark = MarkdownDialect(escapable: ["*", "_", "~", "`", "|", "[", "]"])

    /// Discord (docs.discord.com, "Message Formatting"; support.discord.com, "Markdown Text 101").
    static let discord = MarkdownDialect(escapable: ["*", "_", "~", "`", "|", "[", "]"], hasBracketedTargets: true)

    /// Mattermost, whose parser is a fork of marked: it finds the end of an emphasis in an escaped mark.
    static let mattermost = MarkdownDialect(escapable: ["*", "_", "~", "`", "|", "[", "]"], formatsEscapes: false)

    /// Rocket.Chat's own parser: `*` is bold, only `*_~`#.` have an escape, and none within a format.
    static let rocketChat = MarkdownDialect(
        strong: "*", emphasis: "_", escapable: ["*", "_", "~", "`"], doublesBackslash: false, formatsEscapes: false)
}
