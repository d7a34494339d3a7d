import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct LetterBookTests {
    @Test(arguments: LetterKind.allCases, [false, true])
    func everyLetterRendersInEveryLanguageAndClass(_ kind: LetterKind, _ isBare: Bool) throws {
        let book = try Fixture.load()
        for locale in ["en", "de", "de-AT", "fr"] {
            for channel in Fixture.channels {
                let message = try book.render(Fixture.order(kind, bare: isBare, locale: locale, channel: channel))
                #expect(!message.subject.isEmpty)
                #expect(!message.plain.isEmpty)
                #expect(!message.body.blocks.isEmpty)
                #expect((message.html != nil) == (channel.class == .mail))
                #expect((message.sms != nil) == (channel.class == .sms))
                for text in [message.subject, message.plain, message.html ?? "", message.sms ?? "", message.preview ?? ""] {
                    #expect(!text.unicodeScalars.contains(where: Placeholder.isReserved))
                    guard text != message.html else { continue }
                    #expect(["{{", "()", " ,", " ."].allSatisfy { !text.contains($0) }, "\(text)")
                }
            }
        }
    }

    @Test func theThinnestEventReadsWell() throws {
        let book = try Fixture.load()
        var alert = LetterSamples.bare(LetterSamples.full(.outOfStock))
        alert.subject.place = Place(id: "2")
        let english = try book.render(Fixture.order(.outOfStock, [alert]))
        #expect(english.subject == "Out of stock: item 127, location 2")
        #expect(
            english.plain.hasPrefix(
                "Item 127 is out of stock at location 2, as of today at 09:14.\n\nElsewhere: not known. Reported by web-shop (BigCommerce).\n"))
        let german = try book.render(Fixture.order(.outOfStock, [alert], locale: "de"))
        #expect(german.subject == "Ausverkauft: Artikel 127, Standort 2")
        #expect(
            german.plain.hasPrefix(
                "Standort 2: Artikel 127 ist ausverkauft (Stand: heute, 09:14 Uhr).\n\nAnderswo: nicht bekannt. Gemeldet von web-shop (BigCommerce).\n"
            ))
    }

    @Test func aMismatchSaysWhoSaysWhatAndWhatFollows() throws {
        let book = try Fixture.load()
        var alert = LetterSamples.full(.mismatch)
        let oversold = try book.render(Fixture.order(.mismatch, [alert]))
        #expect(oversold.subject == "On sale, but out: Philips EP5447/90 LatteGo – Kaffeevollautomat, Hamburg")
        #expect(
            oversold.plain.hasPrefix(
                "web-shop still sells Philips EP5447/90 LatteGo – Kaffeevollautomat (ESP-900) (12 pcs), but wms says that there is none at Hamburg."))
        #expect(oversold.plain.contains("They differ since today at 09:14. What is ordered now may not be there to send."))
        (alert.quantity, alert.other) = (nil, OtherWord(source: "wms", platform: .mapping, quantity: 12, condition: .ok))
        let unsold = try book.render(Fixture.order(.mismatch, [alert], locale: "de"))
        #expect(unsold.subject == "Da, aber nicht im Verkauf: Philips EP5447/90 LatteGo – Kaffeevollautomat, Hamburg")
        #expect(
            unsold.plain.contains("aber laut wms ist in Hamburg noch etwas da (12 Stück)")
                && unsold.preview?.hasPrefix("web-shop: nichts mehr.") == true)
        (alert.from, alert.to, alert.quantity, alert.duration) = (.out, .ok, 12, 50_400)
        let over = try book.render(Fixture.order(.mismatchOver, [alert]))
        #expect(over.subject.hasSuffix("Hamburg: web-shop and wms agree"))
        #expect(over.plain.contains("web-shop (12 pcs) and wms (12 pcs) tell the same of"))
    }

    @Test(arguments: [("en", "everywhere"), ("de", "überall")])
    func ofAllPlacesNoPlaceIsNamed(_ locale: String, _ everywhere: String) throws {
        var alert = LetterSamples.full(.outOfStock)
        alert.subject.home = LevelKey(source: "", item: "ESP-900", place: "everywhere", aspect: .everywhere)
        alert.subject.place = .everywhere
        alert.elsewhere = Elsewhere(shelves: [.init(place: Place(id: "3", name: "Leipzig"), quantity: 0, condition: .out)])
        let mail = try Fixture.load().render(Fixture.order(.outOfStock, [alert], locale: locale))
        #expect(mail.subject.hasSuffix("Kaffeevollautomat, \(everywhere)"))
        #expect(!mail.plain.contains("Leipzig") && mail.plain.contains(locale == "en" ? "None at any place." : "An keinem Standort"))
        alert.elsewhere = Elsewhere(shelves: [.init(place: Place(id: "3", name: "Leipzig"), quantity: 4, condition: .low)])
        let partly = try Fixture.load().render(Fixture.order(.lowStock, [alert], locale: locale))
        #expect(partly.plain.contains(locale == "en" ? "By place: Leipzig 4." : "Nach Standort: Leipzig 4."))
    }

    @Test func outOfStockMailIsGolden() throws {
        let message = try Fixture.load().render(Fixture.order(.outOfStock))
        #expect(message.subject == "Out of stock: Philips EP5447/90 LatteGo – Kaffeevollautomat, Hamburg")
        #expect(message.preview == "Ran out today at 09:14. Elsewhere: Leipzig 7, Linz not known.")
        #expect(!message.isUrgent)
        #expect(message.replyTo == nil)
        #expect(
            message.plain == """
                Philips EP5447/90 LatteGo – Kaffeevollautomat (ESP-900) ran out at Hamburg today at 09:14, from 7 pcs.

                Elsewhere: Leipzig 7, Linz not known. Reason: synchronisation? Supplier: Groß & Söhne, delivers in 9 days. Expected: 60 pcs on Tue 13 Jan. Reported by web-shop (BigCommerce).

                What happened <https://stock.example/incident/01KE8TJ0M00000000000000001>
                Open in shop <https://shop.example.com/ESP-900>

                -- 
                Stockbell sent this to purchasing because of the rule “VIP”.
                Why did I get this? <https://stock.example/explain/01KE8TJ0M00000000000000001>

                """)
        #expect(
            message.body.blocks.last
                == .actions([
                    .init(label: [.text("What happened")], target: "https://stock.example/incident/01KE8TJ0M00000000000000001"),
                    .init(label: [.text("Open in shop")], target: "https://shop.example.com/ESP-900"),
                ]))
        let html = try #require(message.html)
        #expect(
            html.contains(
                "<strong>Philips EP5447/90 LatteGo – Kaffeevollautomat (ESP-900)</strong> ran out at <strong>Hamburg</strong> today at 09:14, from 7 pcs."
            ))
        #expect(html.contains("<html lang=\"en\">"))
        #expect(html.contains("<a href=\"https://stock.example/explain/01KE8TJ0M00000000000000001\" style=\"color:inherit\">Why did I get this?</a>"))
    }

    @Test func lowStockMailIsGoldenInGerman() throws {
        let message = try Fixture.load().render(Fixture.order(.lowStock, locale: "de"))
        #expect(message.subject == "Knapp: Philips EP5447/90 LatteGo – Kaffeevollautomat, Hamburg: noch 4 Stück")
        #expect(
            message.plain.hasPrefix(
                """
                Hamburg: Philips EP5447/90 LatteGo – Kaffeevollautomat (ESP-900) wird knapp: noch 4 Stück (Meldegrenze 12). Knapp seit heute, 09:14 Uhr (davor 13 Stück).

                Anderswo: Leipzig 7, Linz nicht bekannt. Lieferant: Groß & Söhne, liefert in 9 Tagen. Erwartet: 60 Stück am Dienstag, 13. Januar. Gemeldet von web-shop (BigCommerce).

                """))
    }

    @Test func textsForPhonesAreGolden() throws {
        let book = try Fixture.load()
        func sms(_ kind: LetterKind, _ locale: String, bare: Bool = false) throws -> String? {
            try book.render(Fixture.order(kind, bare: bare, locale: locale, channel: Fixture.sms)).sms
        }
        #expect(
            try sms(.outOfStock, "en")
                == "OUT ESP-900 Philips EP5447/90 Latte..., Hamburg, 09:14. Elsewhere: Leipzig 7, Linz not known. web-shop https://s.example/i/4GQ7")
        #expect(try sms(.outOfStock, "en", bare: true) == "OUT item 127, 09:14. web-shop https://s.example/i/4GQ7")
        #expect(
            try sms(.lowStock, "de")
                == "KNAPP ESP-900 Philips EP5447/90 Latte..., Hamburg, 09:14: noch 4 (Grenze 12). web-shop https://s.example/i/4GQ7")
        #expect(try sms(.backInStock, "de", bare: true) == "WIEDER DA Artikel 127, 09:14. web-shop https://s.example/i/4GQ7")
    }

    @Test func restockSaysWhichWayItCameBack() throws {
        let book = try Fixture.load()
        #expect(try book.render(Fixture.order(.refilled)).plain.contains("is above its threshold again at Hamburg: 60 pcs, after 14 hours."))
        var alert = LetterSamples.full(.backInStock)
        alert.to = .low
        alert.quantity = 1
        let message = try book.render(Fixture.order(.backInStock, [alert]))
        #expect(message.subject.hasSuffix("(1 pc)"))
        #expect(message.plain.contains("That is still low: the threshold is 12."))
    }

    @Test func aSummaryNamesAll() throws {
        let book = try Fixture.load()
        let alerts = (1...30).map { number in
            var alert = LetterSamples.bare(LetterSamples.full(number > 3 ? .lowStock : .outOfStock))
            alert.subject.item = Item(id: "\(number)", sku: "S-\(number)")
            return alert
        }
        let mail = try book.render(Fixture.order(.summary, alerts.reversed()))
        #expect(mail.subject == "web-shop: 3 out of stock, 27 low")
        guard case .table(_, let rows) = mail.body.blocks.dropFirst().first else { return #expect(Bool(false), "no table") }
        #expect(rows.count == 30)
        #expect(rows.prefix(3).map { $0[0].plainText } == ["S-3", "S-2", "S-1"])
        #expect(rows.allSatisfy { $0[1].plainText == "–" && $0[2].plainText == "–" })
        #expect(mail.preview?.hasPrefix("S-3: out of stock. S-2: out of stock. S-1: out of stock. S-30: low.") == true)
        #expect(
            mail.plain.hasPrefix(
                "Stockbell now knows the stock of web-shop. Of what your rules ask for: 3 out of stock, 27 low. From now on"))
        let chat = try book.render(Fixture.order(.summary, alerts, channel: Fixture.chat))
        #expect(chat.plain.hasSuffix("\n\nAnd 5 more"))
    }

    /// Gmail shows the first 102 KB of a mail's HTML.
    @Test(arguments: ["en", "de"]) func aLongSummaryIsShownWhole(_ locale: String) throws {
        let alerts = (1...500).map { number in
            var alert = LetterSamples.full(number % 3 > 0 ? .lowStock : .outOfStock)
            alert.subject.item = Item(id: "\(number)", sku: "S-\(number)", name: "Kaffeevollautomat Espresso Perfetto \(number)")
            return alert
        }
        let mail = try Fixture.load().render(Fixture.order(.summary, alerts, locale: locale))
        let size = try #require(mail.html).utf8.count
        #expect((70_000..<95_000).contains(size), "\(size)")
        #expect(mail.plain.contains(locale == "en" ? "nd 320 more" : "nd 320 weitere"))
    }

    @Test(
        arguments: [
            ("en", [.outOfStock, .outOfStock], "web-shop: 2 out of stock"), ("de", [.lowStock], "web-shop: 1 knapp"),
            ("en", [.refilled, .outOfStock, .backInStock], "web-shop: 1 out of stock, 2 back"),
            ("de", [.lowStock, .outOfStock], "web-shop: 1 ausverkauft, 1 knapp"),
        ] as [(String, [AlertKind], String)])
    func aSummaryLeavesOutWhatThereIsNoneOf(_ locale: String, _ kinds: [AlertKind], _ subject: String) throws {
        let book = try Fixture.load()
        for alerts in [kinds.map { LetterSamples.full($0) }, kinds.map { LetterSamples.bare(LetterSamples.full($0)) }] {
            let mail = try book.render(Fixture.order(.summary, alerts, locale: locale))
            #expect(mail.subject == subject)
            #expect(mail.plain.contains(subject.dropFirst(10)))
            #expect(!mail.plain.contains(": 0 ") && !mail.plain.contains(", 0 "))
            #expect(try book.render(Fixture.order(.summary, alerts, locale: locale, channel: Fixture.sms)).sms == subject + ".")
        }
    }

    @Test func manyAlertsAreNeverHiddenBehindALetterForOne() throws {
        let order = Fixture.order(.outOfStock, [LetterSamples.full(.outOfStock), LetterSamples.full(.backInStock)])
        #expect(try Fixture.load().render(order).subject == "web-shop: 1 out of stock, 1 back")
    }

    @Test func aLetterAboutNothingIsAnError() throws {
        #expect(throws: LetterError(file: "built-in/out-of-stock.md", message: "there is no alert to tell")) {
            try Fixture.load().render(Fixture.order(.outOfStock, []))
        }
    }

    @Test func troubleIsUrgent() throws {
        let message = try Fixture.load().render(Fixture.order(.trouble, locale: "de"))
        #expect(message.isUrgent)
        #expect(message.subject == "Störung: Kanal mail funktioniert nicht")
    }

    @Test(
        arguments: [
            ("channel:mail", "Kanal mail funktioniert nicht", "Bitte channels.mail in config.json prüfen; "),
            ("template:templates/a:b.md", "Die Vorlage templates/a:b.md funktioniert nicht", "Die Vorlage richten; "),
            ("address:mail:a@example.com", "Eine Nachricht an mail:a@example.com wurde aufgegeben", "Bitte die Adresse in config.json prüfen; "),
            ("moon:full", "Full", "Wait."), ("full", "Full", "Wait."),
        ])
    func aTroubleIsToldInTheReadersLanguageWhereItHasTheWords(_ key: String, _ title: String, _ fix: String) throws {
        let book = try Fixture.load()
        var alert = LetterSamples.full(.trouble)
        alert.trouble = Trouble(key: key, title: "Full", text: "535 5.7.8", fix: "Wait.")
        let german = try book.render(Fixture.order(.trouble, [alert], locale: "de"))
        #expect(german.subject == "Störung: \(title)")
        #expect(german.plain.hasPrefix("Seit heute, 09:14 Uhr. Technische Angabe: 535 5.7.8\n\nWas zu tun ist: \(fix)"))
        let english = try book.render(Fixture.order(.trouble, [alert]))
        #expect(english.subject == "Trouble: Full")
        #expect(english.plain.hasPrefix("Since today at 09:14. 535 5.7.8\n\nWhat to do: Wait.\n"))
    }

    // MARK: Nothing twice

    @Test(arguments: AlertKind.stock, ["en", "de"])
    func chatDoesNotRepeatItsTitle(_ kind: AlertKind, _ locale: String) throws {
        let book = try Fixture.load()
        for isBare in [false, true] {
            var alert = LetterSamples.full(kind)
            if isBare { alert = LetterSamples.bare(alert) }
            let message = try book.render(Fixture.order(LetterKind(kind), [alert], locale: locale, channel: Fixture.chat))
            let name = try #require(message.subject.split(separator: ": ").dropFirst().first?.split(separator: ", ").first)
            #expect(!message.plain.contains(name))
            let first = try #require(message.body.blocks.first)
            guard case .paragraph(let inlines) = first else { return #expect(Bool(false), "\(first)") }
            #expect(inlines.plainText.contains("09:14") && inlines.plainText.contains("web-shop (BigCommerce)"))
        }
    }

    @Test(
        arguments: [
            ("en", StockReason(.soldOut), "Reason: sold out. Supplier"),
            ("en", StockReason(.countReset, isGuess: true), "Reason: count reset? Supplier"),
            ("de", StockReason(.seasonal), "Grund: Saison- oder Auslaufartikel. Lieferant"), ("de", nil, "Linz nicht bekannt. Lieferant"),
        ] as [(String, StockReason?, String)])
    func whyThereIsNoneIsToldWhereItIsKnown(locale: String, reason: StockReason?, words: String) throws {
        var alert = LetterSamples.full(.outOfStock)
        alert.subject.facts.reason = reason
        let plain = try Fixture.load().render(Fixture.order(.outOfStock, [alert], locale: locale)).plain
        #expect(plain.contains(words))
    }

    @Test(
        arguments: [
            ("en", "{{item.price}} {{item.cost.raw}} {{item.category}} {{item.buyer}} {{item.status}}", "€649.00 412 Electronics anna active"),
            ("de", "{{item.price}} {{supplier.name}} {{supplier.sku}} {{supplier.leadTime.text}}", "649,00 € Groß & Söhne PH-5447 9 Tagen"),
            ("en", "{{expected.quantity.text}} {{expected.date.date}}", "60 pcs Tue 13 Jan"),
            (
                "en", "{{#item.tags}}<{{name}}>{{/item.tags}} {{#substitutes}}{{item.text}}{{/substitutes}}",
                "<bestseller> Philips EP5441/50 (ESP-910)"
            ),
            ("en", "{{item.name.short}}, {{previous.text}}, {{item.unit}}", "Philips EP5447/90 Latte…, 7 pcs, pcs"),
            ("en", "[a]({{item.url}}) [b]({{supplier.orderURL}})", "a <https://shop.example.com/ESP-900> b <https://orders.example.com/PH-5447>"),
        ])
    func lettersKnowWhatTheCatalogueSays(locale: String, letter: String, text: String) throws {
        let book = try Fixture.load(["out-of-stock.md": "Subject: S\n\nx \(letter) y"])
        #expect(try book.render(Fixture.order(.outOfStock, locale: locale)).plain.contains("x \(text) y"))
    }

    @Test func aUnitOfTheShopsOwnIsPrinted() throws {
        var alert = LetterSamples.full(.lowStock)
        var entry = try #require(alert.subject.catalogue?.value)
        (entry.unit, entry.price, entry.currency, entry.shortName) = ("kg", Decimal(string: "0.035"), "CHF", "LatteGo")
        alert.subject.catalogue = Shared(entry)
        let book = try Fixture.load(["low-stock.md": "Subject: S\n\n{{quantity.text}}, {{item.price}}, {{item.unit}}, {{item.name.short}}"])
        #expect(try book.render(Fixture.order(.lowStock, [alert])).plain.hasPrefix("4 kg, CHF 0.035, kg, LatteGo"))
    }

    @Test func chatIsOneLineOfFactsUnderATitle() throws {
        let book = try Fixture.load()
        let message = try book.render(Fixture.order(.outOfStock, channel: Fixture.chat))
        #expect(message.subject == "Out of stock: Philips EP5447/90 LatteGo – Kaffeevollautomat (ESP-900), Hamburg")
        #expect(
            message.body.blocks.first
                == .paragraph([
                    .text(
                        "Ran out today at 09:14, from 7 pcs. Elsewhere: Leipzig 7, Linz not known. Reason: synchronisation? "
                            + "Supplier: Groß & Söhne, delivers in 9 days. Expected: 60 pcs on Tue 13 Jan. Reported by web-shop (BigCommerce)."
                    )
                ]))
        let german = try book.render(Fixture.order(.backInStock, locale: "de", channel: Fixture.chat))
        #expect(
            german.body.blocks.first
                == .paragraph([
                    .text(
                        "Heute um 09:14 Uhr, nach 14 Stunden. Anderswo: Leipzig 7, Linz nicht bekannt. Lieferant: Groß & Söhne, liefert in 9 Tagen. "
                            + "Erwartet: 60 Stück am Dienstag, 13. Januar. Gemeldet von web-shop (BigCommerce).")
                ]))
    }

    @Test(arguments: LetterKind.allCases.filter { $0 != .test }, ["en", "de"])
    func whatAMailProgramShowsBesideTheSubjectIsNew(_ kind: LetterKind, _ locale: String) throws {
        for isBare in [false, true] {
            let message = try Fixture.load().render(Fixture.order(kind, bare: isBare, locale: locale))
            let shown = try #require(message.preview ?? message.plain.split(separator: "\n").first.map(String.init))
            let said = Set(message.subject.split(whereSeparator: { " :,.()".contains($0) }))
            let words = shown.split(whereSeparator: { " :,.()".contains($0) })
            #expect(words.prefix(3).contains { !said.contains($0) }, "\(message.subject) | \(shown)")
        }
    }

    // MARK: Marks

    @Test func testEventsAreMarkedEverywhere() throws {
        let book = try Fixture.load()
        var alert = LetterSamples.full(.outOfStock)
        alert.subject.isTest = true
        let message = try book.render(Fixture.order(.outOfStock, [alert]))
        #expect(message.subject.hasPrefix("[TEST] Out of stock: "))
        #expect(message.plain.hasPrefix("[TEST] Philips"))
        #expect(message.html?.contains("[TEST] <strong>Philips") == true)
        #expect(try book.render(Fixture.order(.outOfStock, [alert], channel: Fixture.sms)).sms?.hasPrefix("[TEST] OUT ") == true)
        let mixed = try book.render(Fixture.order(.summary, [alert, LetterSamples.full(.outOfStock)]))
        #expect(!mixed.subject.contains("[TEST]"))
        #expect(mixed.plain.components("[TEST] Philips") == 1)
    }

    @Test func aPossibleDuplicateSaysSoButNotInTheSubject() throws {
        let book = try Fixture.load()
        for (locale, line, short) in [
            ("en", "Possible duplicate: this message may have reached you before.", "Possible duplicate: OUT "),
            ("de", "Möglicherweise doppelt: Diese Nachricht hat Sie vielleicht schon einmal erreicht.", "Evtl. doppelt: LEER "),
        ] {
            var order = Fixture.order(.outOfStock, locale: locale)
            let before = try book.render(order)
            order.mayBeDuplicate = true
            let message = try book.render(order)
            #expect(message.subject == before.subject)
            #expect(message.plain == line + "\n\n" + before.plain)
            order.channel = Fixture.sms
            #expect(try book.render(order).sms?.hasPrefix(short) == true)
        }
    }

    @Test func aRetryGivesTheSameBytes() throws {
        let book = try Fixture.load()
        let order = Fixture.order(.outOfStock)
        #expect(try book.render(order) == book.render(order))
        #expect(try book.render(order) == Fixture.load([:]).render(order))
    }

    @Test func lettersMayBeRenderedAtOnce() async throws {
        let book = try Fixture.load()
        let expected = try book.render(Fixture.order(.outOfStock))
        let results = await withTaskGroup(of: Message?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    var order = Fixture.order(.outOfStock)
                    if number % 2 == 1 { order = Fixture.order(.outOfStock, bare: true) }
                    return number % 2 == 1 ? expected : try? book.render(order)
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count == 200)
        #expect(results.allSatisfy { $0 == expected })
    }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(_ text: String) -> Int { ranges(of: text).count }
}
