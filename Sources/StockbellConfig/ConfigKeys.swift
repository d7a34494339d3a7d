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
        SectionFacts(ThresholdSection.self), SectionFacts(SMTPSection.self), SectionFacts(MailServerSection.self), SectionFacts(DKIMSection.self),
        SectionFacts(SlackSection.self), SectionFacts(TeamsSection.self),
        SectionFacts(DiscordSection.self),
        SectionFacts(GoogleChatSection.self), SectionFacts(MattermostSection.self), SectionFacts(RocketChatSection.self),
        SectionFacts(TelegramSection.self),
        SectionFacts(MatrixSection.self), SectionFacts(NtfySection.self), SectionFacts(ZulipSection.self), SectionFacts(WebhookSection.self),
        SectionFacts(KannelSection.self), SectionFacts(TwilioSection.self), SectionFacts(VonageSection.self), SectionFacts(MessageBirdSection.self),
        SectionFacts(SinchSection.self), SectionFacts(PlivoSection.self), SectionFacts(TelnyxSection.self), SectionFacts(SNSSection.self),
        SectionFacts(RetrySection.self), SectionFacts(RateSection.self), SectionFacts(DutySection.self), SectionFacts(SwapSection.self),
        SectionFacts(DepartmentSection.self), SectionFacts(RuleSection.self),
        SectionFacts(LimitSection.self), SectionFacts(EscalationSection.self), SectionFacts(ExcludeSection.self), SectionFacts(SilenceSection.self),
        SectionFacts(WhereSection.self),
    ]

    /// A heading and a table for each section, in Markdown; then the keys that are known by name only.
    package static func markdownTable() -> String {
        let first = sections.firstIndex(where: isChannel) ?? 0
        return (sections[..<first].map(table) + [commonTable] + sections[first...].map(table)).joined(separator: "\n")
    }

    private static func isChannel(_ section: SectionFacts) -> Bool { section.about.path.hasPrefix("`channels.*` of type") }

    /// What channels of several types have, said once.
    private static var commonTable: String {
        let channels = sections.filter(isChannel)
        var common: [KeyFacts] = []
        for key in channels.flatMap(\.keys)
        where ChannelBasics.keys.contains(key.name) && key.isBuilt && !common.contains(where: { $0.name == key.name }) {
            common.append(key)
        }
        let rows = common.map { key in
            let alike = channels.flatMap(\.keys).filter { $0.name == key.name }
            return row(of: key, isByType: Set(alike.map(\.standing)).count > 1 || Set(alike.map(\.words)).count > 1)
        }
        return """
            ### `channels.*`

            What channels of all types have; `incidents` is for chats that can do it, `maxSegments` and `transliterate` are for text messages.

            | key | value | default | what it does |
            |---|---|---|---|
            \(rows.joined(separator: "\n"))

            """
    }

    private static func table(of section: SectionFacts) -> String {
        var section = section
        if isChannel(section) { section.keys.removeAll { ChannelBasics.keys.contains($0.name) } }
        var lines = ["### \(section.about.path.isEmpty ? "config.json" : section.about.path)", "", section.about.sentence, ""]
        lines += ["| key | value | default | what it does |", "|---|---|---|---|"]
        lines += section.keys.filter { $0.isBuilt && $0.standing != .ignored }.map(row)
        let later = section.keys.filter { !$0.isBuilt }.map { "`\($0.name)`" }
        if !later.isEmpty { lines += ["", "Not built yet: \(later.joined(separator: ", "))."] }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func row(of key: KeyFacts) -> String { row(of: key, isByType: false) }

    /// - Parameter isByType: it is another for each type of channel.
    private static func row(of key: KeyFacts, isByType: Bool) -> String {
        let standing =
            switch key.standing {
            case .required: "needed"
            case .default(let value): "`\(value.line)`"
            default: ""
            }
        let example = key.example.map { " For example `\($0.line)`." } ?? ""
        return
            "| `\(key.name)` | \(isByType && key.name == "type" ? "a type" : escaped(key.words)) | \(isByType && key.standing != .required ? "by type" : standing) | \(escaped(key.sentence + example)) |"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|")
    }
}
