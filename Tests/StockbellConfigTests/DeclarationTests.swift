import JSON5
import StockbellCore
import Testing

@testable import StockbellConfig

@Suite struct DeclarationTests {
    /// A file in which every example refers to something.
    private func reading() throws -> Reading {
        let secrets = [
            "STOCKBELL_ADMIN", "DR_NEW", "DR_OLD", "ENAD_KEY", "SMTP_PASSWORD", "KANNEL_PASSWORD", "SHOP_TOKEN", "BC_STORE", "BC_TOKEN",
            "SLACK_TOKEN", "MATTERMOST_TOKEN", "ROCKET_CHAT_TOKEN", "TELEGRAM_TOKEN", "MATRIX_TOKEN", "NTFY_TOKEN", "ZULIP_KEY", "TWILIO_SID",
            "TWILIO_TOKEN", "VONAGE_KEY", "VONAGE_SECRET", "VONAGE_SIGNATURE", "MESSAGEBIRD_KEY", "SINCH_PLAN", "SINCH_TOKEN", "PLIVO_ID",
            "PLIVO_TOKEN", "TELNYX_KEY", "TELNYX_PUBLIC_KEY", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "BOUNCE_TOKEN",
        ]
        var environment = Dictionary(uniqueKeysWithValues: secrets.map { ($0, "secret") })
        for hook in ["SLACK", "TEAMS", "DISCORD", "GOOGLE_CHAT", "MATTERMOST", "ROCKET_CHAT"] {
            environment[hook + "_BUYERS"] = "https://hooks.example.com/x"
        }
        environment["SHOP_SECRET"] = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
        environment["SLACK_TOKEN"] = "xoxb-1234"
        environment["TELEGRAM_TOKEN"] = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
        let variables = Variables(
            environment: environment, dotEnv: [:], folder: "", file: "",
            readFile: { path in
                if path.hasSuffix(".json") { return "{}" }
                if path.hasSuffix("dkim.pem") { return "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n" }
                return path.hasSuffix(".csv") ? "sku;low" : "-----BEGIN CERTIFICATE-----"
            })
        let text =
            "{ calendars: { office: {} }, lists: { vip: [], tests: [] }, departments: { purchasing: {} }, sources: { 'web-shop': {}, wms: {} }, "
            + "channels: { mail: { type: 'smtp' }, sms: { type: 'kannel' }, buyers: { type: 'slack' } }, people: { anna: {}, ben: {} } }"
        let names = try Names(JSON5.Document(text).root, variables)
        return Reading(
            file: "", folder: "", names: names, variables: variables, isKnownZone: { ["UTC", "Europe/Berlin", "Europe/Vienna"].contains($0) })
    }

    private func check<S: Section>(_ section: S.Type) throws {
        var owner = S()
        for key in S.keys {
            var reading = try reading()
            let values = [key.facts.example, key.facts.standing.value].compactMap(\.self)
            for value in values {
                key.read(Written(node: value.node(at: Position(line: 1, column: 1)), path: key.name), &owner, &reading)
                #expect(reading.problems.map(\.description) == [], "\(S.about.path) \(key.name): \(value.line)")
            }
        }
    }

    private func checkChannels() throws {
        try check(SMTPSection.self)
        try check(SlackSection.self)
        try check(TeamsSection.self)
        try check(DiscordSection.self)
        try check(GoogleChatSection.self)
        try check(MattermostSection.self)
        try check(RocketChatSection.self)
        try check(TelegramSection.self)
        try check(MatrixSection.self)
        try check(NtfySection.self)
        try check(ZulipSection.self)
        try check(WebhookSection.self)
        try check(KannelSection.self)
        try check(TwilioSection.self)
        try check(VonageSection.self)
        try check(MessageBirdSection.self)
        try check(SinchSection.self)
        try check(PlivoSection.self)
        try check(TelnyxSection.self)
        try check(SNSSection.self)
    }

    @Test func everyExampleAndDefaultIsAccepted() throws {
        try check(TopSection.self)
        try check(AdminSection.self)
        try check(KeepSection.self)
        try check(RetrySection.self)
        try check(RateSection.self)
        try check(DefaultsSection.self)
        try check(SourceSection.self)
        try check(CatalogueSection.self)
        try check(CatalogueColumnsSection.self)
        try check(PlaceSection.self)
        try check(ThresholdSection.self)
        try checkChannels()
        try check(DutySection.self)
        try check(SwapSection.self)
        try check(DepartmentSection.self)
        try check(RuleSection.self)
        try check(WhereSection.self)
    }

    @Test(arguments: ConfigKeys.sections.flatMap { section in section.keys.map { (section.about.path, $0) } })
    func everyKeySaysWhatItIsFor(path: String, key: KeyFacts) {
        #expect(key.sentence.hasSuffix(".") && key.sentence.first?.isLowercase != true || key.sentence.hasPrefix("`"), "\(path) \(key.name)")
        if key.isBuilt, key.standing != .ignored, !["sources", "channels", "departments"].contains(key.name) {
            #expect(key.example != nil, "\(path) \(key.name) has no example")
        }
    }

    @Test(arguments: ConfigKeys.sections)
    func aNameIsDeclaredOnce(section: SectionFacts) {
        #expect(Set(section.keys.map(\.name)).count == section.keys.count)
        #expect(section.keys.contains { $0.isBuilt })
    }

    @Test func theTableHasARowForEveryKeyThatIsBuilt() {
        let table = ConfigKeys.markdownTable()
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        let keys = ConfigKeys.sections.flatMap { section in
            section.keys.filter { $0.isBuilt && $0.standing != .ignored }.map { key in
                // What all channels have stands there once.
                (section.about.path.contains("of type") && ChannelBasics.keys.contains(key.name) ? "channels.*" : section.about.path) + key.name
            }
        }
        #expect(rows.count == Set(keys).count)
        #expect(
            table.contains(
                #"| `locale` | a language such as "de" or "de-AT" | `"en"` | The language of messages. For example `"de"`. |"#
            ))
        #expect(table.contains("Not built yet: `days`."))
    }

    @Test(
        arguments: [
            ("smpt", "smtp"), ("lisen", "listen"), ("LISTEN", "listen"), ("publicurl", "publicURL"), ("zone", "timeZone"), ("timezon", "timeZone"),
            ("xyz", nil),
            ("", nil), ("a", nil), ("lw", "low"), (String(repeating: "listen", count: 20), nil),
        ] as [(String, String?)])
    func guesses(word: String, meant: String?) {
        #expect(Nearest.word(to: word, in: ["smtp", "listen", "publicURL", "timeZone", "low"]) == meant)
    }

    @Test(arguments: [
        ("example.com", true), ("a_b.example", true), ("127.0.0.1", true), ("256.0.0.1", false), ("1.2.3", false), ("-a", false), ("a-", false),
        ("a..b", false),
        ("", false), ("::1", true), ("2001:db8::1", true), ("1:2:3:4:5:6:7:8", true), ("1:2:3:4:5:6:7", false), (":::", false), ("1::2::3", false),
        ("::ffff:10.0.0.1", true), ("12345::", false), ("g::", false), ("a b", false), ("bücher.example", false),
    ])
    func hosts(host: String, isValid: Bool) {
        #expect(Host.isValid(host) == isValid)
    }

    @Test(arguments: [
        ("localhost", true), ("x.localhost", true), ("127.9.9.9", true), ("10.1.1.1", true), ("172.16.0.1", true), ("172.32.0.1", false),
        ("192.168.1.1", true),
        ("169.254.169.254", true), ("100.64.0.1", true), ("8.8.8.8", false), ("::1", true), ("fd00::1", true), ("fe80::1", true),
        ("2001:db8::1", false),
        ("fcn.example", false), ("mail.example.com", false),
    ])
    func privateHosts(host: String, isPrivate: Bool) {
        #expect(Host.isPrivate(host) == isPrivate)
    }
}

extension KeyFacts.Standing {
    fileprivate var value: JSON? { if case .default(let value) = self { value } else { nil } }
}

extension KeyFacts: CustomTestStringConvertible {
    /// The key's name.
    public var testDescription: String { name }
}
