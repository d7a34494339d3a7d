/// All keys of config.json, for the README.
package enum ConfigKeys {
    /// Every section, from the outside in.
    static let sections = [
        SectionFacts(TopSection.self), SectionFacts(KeepSection.self), SectionFacts(AdminSection.self), SectionFacts(DefaultsSection.self),
        SectionFacts(CalendarSection.self), SectionFacts(CalendarFileSection.self),
        SectionFacts(SourceSection.self), SectionFacts(QuietSection.self), SectionFacts(ReasonsSection.self), SectionFacts(MappingSection.self),
        SectionFacts(MappingSignatureSection.self), SectionFacts(MappingKindSection.self), SectionFacts(ListSection.self),
        SectionFacts(CatalogueSection.self),
        SectionFacts(CatalogueColumnsSection.self), SectionFacts(PlaceSection.self),
        SectionFacts(ThresholdSection.self), SectionFacts(SMTPSection.self), SectionFacts(SlackSection.self), SectionFacts(TeamsSection.self),
        SectionFacts(DiscordSection.self),
        SectionFacts(GoogleChatSection.self), SectionFacts(MattermostSection.self), SectionFacts(RocketChatSection.self),
        SectionFacts(TelegramSection.self),
        SectionFacts(MatrixSection.self), SectionFacts(NtfySection.self), SectionFacts(ZulipSection.self), SectionFacts(WebhookSection.self),
        SectionFacts(KannelSection.self), SectionFacts(TwilioSection.self), SectionFacts(VonageSection.self), SectionFacts(MessageBirdSection.self),
        SectionFacts(SinchSection.self), SectionFacts(PlivoSection.self), SectionFacts(TelnyxSection.self), SectionFacts(SNSSection.self),
        SectionFacts(RetrySection.self), SectionFacts(DutySection.self), SectionFacts(SwapSection.self),
        SectionFacts(DepartmentSection.self), SectionFacts(RuleSection.self),
        SectionFacts(LimitSection.self), SectionFacts(EscalationSection.self), SectionFacts(ExcludeSection.self), SectionFacts(SilenceSection.self),
        SectionFacts(WhereSection.self),
    ]

    /// A heading and a table for each section, in Markdown; then the keys that are known by name only.
    package static func markdownTable() -> String {
        sections.map(table).joined(separator: "\n")
    }

    private static func table(of section: SectionFacts) -> String {
        var lines = ["### \(section.about.path.isEmpty ? "config.json" : section.about.path)", "", section.about.sentence, ""]
        lines += ["| key | value | default | what it does |", "|---|---|---|---|"]
        lines += section.keys.filter { $0.isBuilt && $0.standing != .ignored }.map(row)
        let later = section.keys.filter { !$0.isBuilt }.map { "`\($0.name)`" }
        if !later.isEmpty { lines += ["", "Not built yet: \(later.joined(separator: ", "))."] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(of key: KeyFacts) -> String {
        let standing =
            switch key.standing {
            case .required: "needed"
            case .default(let value): "`\(value.line)`"
            default: ""
            }
        let example = key.example.map { " For example `\($0.line)`." } ?? ""
        return "| `\(key.name)` | \(escaped(key.words)) | \(standing) | \(escaped(key.sentence + example)) |"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|")
    }
}
