import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

/// A recount: of 200 items 140 are out and 60 low, told within two minutes.
@Suite struct StormLetterTests {
    private func alerts(_ count: Int = 200) -> [Alert] {
        (0..<count).map { number in
            let kind: AlertKind = number % 10 < 3 ? .lowStock : .outOfStock
            var alert = LetterSamples.full(kind)
            alert.id = Identifier("A\(number)")
            alert.subject.item = Item(id: "\(number)", sku: "S-\(number)", name: "Article \(number)")
            alert.decidedAt = Fixture.since.addingTimeInterval(Double(number) * 0.6)
            alert.subject.facts.reason = nil
            return alert
        }
    }

    private func render(_ channel: ChannelSettings, _ locale: String = "en", count: Int = 200) throws -> Message {
        try Fixture.load().render(Fixture.order(.storm, alerts(count), locale: locale, channel: channel))
    }

    @Test(arguments: ["en", "de"]) func mailNamesAllTheWorstFirst(_ locale: String) throws {
        let mail = try render(Fixture.mail, locale)
        #expect(mail.subject == (locale == "en" ? "web-shop: 140 out of stock, 60 low" : "web-shop: 140 ausverkauft, 60 knapp"))
        for number in 0..<200 { #expect(mail.plain.contains("Article \(number) (S-\(number))")) }
        guard case .table(_, let rows) = mail.body.blocks.dropFirst().first else { return #expect(Bool(false), "no table") }
        let out = locale == "en" ? "out of stock" : "ausverkauft"
        #expect(rows.count == 200 && rows.prefix(140).allSatisfy { $0[3].plainText == out })
        #expect(mail.html?.components(out) == 142)
        #expect(!mail.plain.contains("stockbell explain"))
        let opening =
            locale == "en"
            ? "140 out of stock, 60 low at web-shop, between today at 09:14 and 09:15. So many at once do not go out one by one: these 200 are in"
            : "140 ausverkauft, 60 knapp bei web-shop, gemeldet: heute, 09:14 Uhr bis 09:15."
        #expect(mail.plain.hasPrefix(opening), "\(mail.plain.prefix(200))")
    }

    @Test(arguments: ["en", "de"]) func chatNamesAll(_ locale: String) throws {
        let chat = try render(Fixture.chat, locale)
        for number in 0..<200 { #expect(chat.plain.contains("Article \(number) (S-\(number))")) }
    }

    @Test(arguments: [
        (
            "en",
            "web-shop: 140 out of stock, 60 low: Article 3, Article 4, Article 5, Article 6, Article 7, Article 8, Article 9, Article 13 and 192 more."
        ),
        (
            "de",
            "web-shop: 140 ausverkauft, 60 knapp: Article 3, Article 4, Article 5, Article 6, Article 7, Article 8, Article 9, Article 13 und 192 weitere."
        ),
    ])
    func aTextNamesTheWorstAndSaysHowTheOthersAreListed(_ locale: String, _ text: String) throws {
        let sms = try #require(try render(Fixture.sms, locale).sms)
        #expect(sms == "\(text) stockbell explain 01KE8TJ0M00000000000000003")
        #expect(SMSText(sms).segments.count == 2)
    }

    /// What went out singly before the limit was reached is named too: the summary alone names all.
    @Test(arguments: [Fixture.mail, Fixture.chat]) func whatWasToldOneByOneBeforeIsNamedToo(_ channel: ChannelSettings) throws {
        var order = Fixture.order(.storm, Array(alerts().dropFirst(30)), locale: "en", channel: channel)
        order.told = Array(alerts().prefix(30))
        let message = try Fixture.load().render(order)
        #expect(message.plain.contains("Told one by one before: Article 0, Article 1, Article 2,"))
        for number in 0..<200 { #expect(message.plain.contains("Article \(number)")) }
    }

    @Test func whatTheChannelHasNoRoomForIsCountedWithTheCommandThatListsIt() throws {
        for (channel, count) in [(Fixture.mail, 2003), (Fixture.chat, 403)] {
            #expect(try render(channel, count: count).plain.contains("And 3 more: stockbell explain 01KE8TJ0M00000000000000003"))
        }
    }

    @Test func oneAlertOfAStormThatIsOverIsOne() throws {
        #expect(try render(Fixture.mail, count: 1).plain.contains("this one is in this message"))
        #expect(try render(Fixture.sms, count: 2).sms == "web-shop: 2 low: Article 0, Article 1.")
    }

    @Test func whatTheyShareIsSaidOnce() throws {
        let guess = StockReason(.synchronisation, isGuess: true)
        let cases: [([StockReason?], String?)] = [
            ([nil, nil, guess], "Reason: synchronisation?"), ([StockReason(.soldOut), StockReason(.soldOut)], "Reason: sold out"),
            ([StockReason(.soldOut), nil], nil), ([nil, nil], nil),
        ]
        for (reasons, line) in cases {
            let told = zip(alerts(reasons.count), reasons).map { alert, reason in
                var alert = alert
                alert.subject.facts.reason = reason
                return alert
            }
            for channel in [Fixture.mail, Fixture.chat] {
                let plain = try Fixture.load().render(Fixture.order(.storm, told, channel: channel)).plain
                #expect(line.map(plain.contains) ?? !plain.contains("Reason"), "\(plain)")
            }
        }
    }

    @Test func testsSaySo() throws {
        let tests = alerts(3).map { alert in
            var alert = alert
            alert.subject.isTest = true
            return alert
        }
        let mail = try Fixture.load().render(Fixture.order(.storm, tests))
        #expect(mail.subject == "[TEST] web-shop: 3 low")
    }
}

extension String {
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
