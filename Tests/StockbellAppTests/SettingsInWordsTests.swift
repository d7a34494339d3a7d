import FoundationEssentials
import StockbellApp
import StockbellCore
import Testing

@Suite struct SettingsInWordsTests {
    private func settings(
        _ channels: [ChannelSettings] = [], sources: [SourceSettings] = [], keep: Keep = .init()
    ) -> Settings {
        Settings(
            listen: .init(host: "127.0.0.1", port: 0), store: "/tmp/x", keep: keep, admin: .init(host: "127.0.0.1", port: 0), sources: sources,
            channels: channels, folder: "/tmp")
    }

    private func lines(_ settings: Settings) -> [String] {
        SettingsInWords(settings).lines.filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
    }

    private static let hook = ChannelSettings.Kind.webhook(WebhookSettings(url: Secret("https://erp.example.com/secret")))
    private static let sms = ChannelSettings.Kind.kannel(
        KannelSettings(url: Secret("http://sms.example.com/secret"), username: "u", password: Secret("secret")))

    @Test func aChannelSaysItsSchedule() throws {
        let from = try #require(Mailbox("stock@example.com"))
        let mail = ChannelSettings.Kind.smtp(SMTPSettings(host: "m.example.com", port: 465, security: .tls, from: from))
        let channels = [
            ChannelSettings(name: "mail", kind: mail), ChannelSettings(name: "buyers", kind: .slack(SlackSettings(url: Secret("https://x/secret")))),
            ChannelSettings(name: "erp", kind: Self.hook), ChannelSettings(name: "sms", kind: Self.sms),
        ]
        #expect(
            lines(settings(channels)).prefix(4) == [
                """
                mail (smtp): tried again after 1 min, 2 min, 4 min … every 1 h, for 3 d; unsure: repeat, marked as possible duplicate; \
                timeout 150 s, 4 at once
                """,
                """
                buyers (slack): tried again after 5 s, 10 s, 20 s … every 15 min, for 12 h; unsure: repeat, marked as possible duplicate; \
                timeout 20 s, 1 at once
                """,
                """
                erp (webhook): tried again after 5 s, 10 s, 20 s … every 1 h, for 3 d; unsure: repeat, which the far side knows by the id; \
                timeout 20 s, 32 at once
                """,
                "sms (kannel): tried again after 10 s, 20 s, 40 s … every 10 min, for 2 h; unsure: give up; timeout 20 s, 4 at once",
            ])
        #expect(!SettingsInWords(settings(channels)).lines.contains { $0.contains("secret") })
    }

    @Test(arguments: [
        (60, 60, "every 1 min"), (30, 60, "30 s, then every 1 min"), (1, 7, "1 s, 2 s, 4 s, then every 7 s"),
        (1, 10, "1 s, 2 s, 4 s … every 10 s"),
    ])
    func fewPausesAreAllSaid(first: Int, longest: Int, words: String) {
        let retry = RetrySchedule(first: .seconds(first), longest: .seconds(longest), horizon: .seconds(3600))
        let line = lines(settings([ChannelSettings(name: "erp", kind: Self.hook, retry: retry)])).first
        #expect(line?.hasPrefix("erp (webhook): tried again after \(words), for 1 h; ") == true, "\(line ?? "")")
    }

    /// What is said is what the policy does.
    @Test func thePausesAreThoseOfThePolicy() {
        let channel = ChannelSettings(name: "sms", kind: Self.sms)
        var delivery = Delivery(
            id: .init("D"), alerts: [], incident: nil, letter: .outOfStock, department: "d", rule: "d/r", address: Address(channel: "sms"),
            state: .sending, createdAt: .distantPast, dueAt: .distantPast)
        var chance = Middle()
        let pauses = (1...3).map { attempt in
            delivery.attempt = attempt
            let outcome = Outcome.retry(Failure(.serverError, "503"), after: nil, scope: .message)
            let dueAt = RetryPolicy().settle(delivery, outcome, on: channel, now: .distantPast, using: &chance).dueAt
            return Duration.seconds(dueAt.timeIntervalSince(.distantPast).rounded()).words
        }
        #expect(lines(settings([channel])).first?.contains(pauses.joined(separator: ", ")) == true)
    }

    @Test func whatIsKeptIsSaidInSentences() {
        let keep = Keep(quiet: .seconds(12 * 3600), told: .seconds(365 * 86400), raw: .seconds(7 * 86400), size: 500_000_000)
        #expect(
            lines(settings(keep: keep)) == [
                "events that led to no alert are kept for 12 h, with their bodies",
                """
                alerts are kept for 365 d after their incident is closed and its messages are finished, with their events and messages; \
                the bodies of those events for 7 d
                """,
                "beyond 500000000 bytes the oldest events without an alert go first, then the oldest alerts",
                "levels, open incidents and messages that wait are kept for ever",
            ])
        #expect(lines(settings())[2].hasPrefix("beyond 10 GiB the oldest"))
    }

    @Test func aSourceSaysHowItKnowsARepeat() {
        let mapping = StockMapping(paths: [:])
        let sources = Platform.allCases.map { SourceSettings(name: $0.rawValue, platform: $0, mapping: $0 == .mapping ? mapping : nil) }
        #expect(
            lines(settings(sources: sources)).suffix(Platform.allCases.count) == [
                "bigcommerce (BigCommerce): an event whose id comes again within 4 d is a duplicate",
                "cloudevents (CloudEvents): an event whose id comes again within 4 d is a duplicate",
                "commercetools (commercetools): an event whose id comes again within 16 d is a duplicate",
                "digital-river (Digital River): an event whose id comes again within 7 d is a duplicate",
                "enad (Enad): events have no ids; one that says the same as the item's last one is a duplicate",
                "mapping (the mapping): events have no ids; one that says the same as the item's last one is a duplicate",
                "saleor (Saleor): events have no ids; one that says the same as the item's last one is a duplicate",
                "shopify (Shopify): an event whose id comes again within 3 d is a duplicate",
                "square (Square): an event whose id comes again within 5 d is a duplicate",
                "standard-webhooks (Standard Webhooks): an event whose id comes again within 4 d is a duplicate",
                "woocommerce (WooCommerce): events have no ids; one that says the same as the item's last one is a duplicate",
            ])
    }
}

/// Chance that is always in the middle.
private struct Middle: RandomNumberGenerator {
    mutating func next() -> UInt64 { UInt64.max / 2 }
}
