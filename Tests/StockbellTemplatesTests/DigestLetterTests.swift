import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

/// A morning's digest: of three suppliers and of none, three out, two low, one back; two of before are open still.
@Suite struct DigestLetterTests {
    private static func alert(
        _ kind: AlertKind, _ number: Int, supplier: String? = nil, name: String? = nil, sku: String? = nil
    ) -> Alert {
        var alert = LetterSamples.full(kind)
        alert.id = Identifier("A\(number)")
        alert.subject.item = Item(id: "\(number)", sku: sku ?? "S-\(number)", name: name ?? "Article \(number)")
        alert.subject.facts.reason = nil
        var entry = CatalogueEntry(line: number)
        (entry.sku, entry.supplier, entry.category) = ("S-\(number)", supplier, "Tools")
        alert.subject.catalogue = Shared(entry)
        alert.duration = kind == .backInStock ? 3 * 3600 : 600
        return alert
    }

    private static let alerts = [
        alert(.lowStock, 1, supplier: "Kraft"), alert(.outOfStock, 2, supplier: "Kraft"), alert(.lowStock, 3, supplier: "Groß & Söhne"),
        alert(.outOfStock, 4, supplier: "Groß & Söhne"), alert(.outOfStock, 5, supplier: "Groß & Söhne"), alert(.backInStock, 6),
    ]

    private static func order(
        _ alerts: [Alert] = alerts, open: [Alert] = [], locale: String = "en", channel: ChannelSettings = Fixture.mail,
        group: Digest.Group? = .supplier,
        csv: Bool = false
    ) -> LetterOrder {
        var order = Fixture.order(.digest, alerts, locale: locale, channel: channel)
        order.digest = LetterOrder.Gathered(since: Fixture.since.addingTimeInterval(-86_400), group: group, attachesCSV: csv)
        order.told = open
        return order
    }

    private static func headings(_ message: Message) -> [String] {
        message.body.blocks.compactMap { if case .heading(_, let inlines) = $0 { inlines.plainText } else { nil } }
    }

    private static func rows(_ message: Message) -> [[String]] {
        message.body.blocks.flatMap { block -> [[String]] in
            guard case .table(_, let rows) = block else { return [] }
            return rows.map { $0.map(\.plainText) }
        }
    }

    @Test func mailSaysWhatIsNewBySupplierAndWhatIsOpenWithItsAge() throws {
        var old = Self.alert(.lowStock, 9)
        old.since = Fixture.since.addingTimeInterval(-5 * 86_400)
        let mail = try Fixture.load().render(Self.order(open: [old]))
        #expect(mail.subject == "Stock Tue 6 Jan: 3 out of stock, 2 low, 1 back, 1 still open")
        #expect(mail.plain.hasPrefix("3 out of stock, 2 low, 1 back since yesterday at 09:14."))
        #expect(Self.headings(mail) == ["Groß & Söhne (3)", "Kraft (2)", "Others (1)", "Still open (1)"])
        #expect(
            Self.rows(mail).map { "\($0[0]): \($0[3])" } == [
                "Article 4 (S-4): out of stock", "Article 5 (S-5): out of stock", "Article 3 (S-3): low", "Article 2 (S-2): out of stock",
                "Article 1 (S-1): low", "Article 6 (S-6): back in stock, was out for 3 hours", "Article 9 (S-9): low",
            ])
        #expect(Self.rows(mail).last?.last == "5 days")
        #expect(mail.attachments.isEmpty && !mail.plain.contains("stockbell explain"))
    }

    @Test func germanSaysTheSame() throws {
        let mail = try Fixture.load().render(Self.order(open: [Self.alert(.lowStock, 9)], locale: "de"))
        #expect(mail.subject == "Bestand Dienstag, 6. Januar: 3 ausverkauft, 2 knapp, 1 wieder da, 1 weiter offen")
        #expect(Self.headings(mail) == ["Groß & Söhne (3)", "Kraft (2)", "Übrige (1)", "Weiter offen (1)"])
        #expect(Self.rows(mail)[5][3] == "wieder lieferbar, nach 3 Stunden ohne Bestand")
    }

    @Test(arguments: [("en", "nothing new", "Nothing new. Since yesterday at 09:14 nothing"), ("de", "nichts Neues", "Nichts Neues. Seit gestern")])
    func anEmptyOneSaysThatNothingIsNew(_ locale: String, _ subject: String, _ text: String) throws {
        let mail = try Fixture.load().render(Self.order([], open: [Self.alert(.outOfStock, 9)], locale: locale))
        #expect(mail.subject.contains(": \(subject), 1 "))
        #expect(mail.plain.hasPrefix(text), "\(mail.plain.prefix(80))")
        #expect(Self.rows(mail).count == 1)
        #expect(try Fixture.load().render(Self.order([], locale: locale)).subject.hasSuffix(subject))
        let sms = try Fixture.load().render(Self.order([], locale: locale, channel: Fixture.sms)).sms
        #expect(sms == (locale == "en" ? "Nothing new since 5 Jan 09:14." : "Nichts Neues seit 5. Januar 09:14."))
    }

    @Test func withoutAGroupThereAreNoHeadings() throws {
        let mail = try Fixture.load().render(Self.order(group: nil))
        #expect(Self.headings(mail).isEmpty && Self.rows(mail).count == 6)
    }

    @Test(arguments: [(Digest.Group.place, ["Hamburg (6)"]), (.category, ["Tools (6)"])])
    func itGroupsByPlaceAndCategory(_ group: Digest.Group, _ headings: [String]) throws {
        #expect(try Self.headings(Fixture.load().render(Self.order(group: group))) == headings)
    }

    @Test func chatHasTheSameInOneTitle() throws {
        let chat = try Fixture.load().render(Self.order(channel: Fixture.chat))
        #expect(chat.subject == "Stock Tue 6 Jan: 3 out of stock, 2 low, 1 back")
        #expect(Self.headings(chat).count == 3 && chat.plain.hasPrefix("Since yesterday at 09:14:"))
    }

    @Test func aTextHasCountsAndTheNamesThatFit() throws {
        let sms = try #require(try Fixture.load().render(Self.order(channel: Fixture.sms)).sms)
        #expect(sms == "3 out of stock, 2 low, 1 back: Article 2, Article 4, Article 5, Article 1, Article 3, Article 6.")
    }

    /// Beyond what a channel takes: the worst, how many more, and how to see them.
    @Test func whatHasNoRoomIsCountedByGroup() throws {
        let many = (0..<150).map { Self.alert($0 % 2 == 0 ? .lowStock : .outOfStock, $0, supplier: $0 < 90 ? "Kraft" : "Nord") }
        let open = (200..<350).map { Self.alert(.outOfStock, $0) }
        let chat = try Fixture.load().render(Self.order(many, open: open, channel: Fixture.chat))
        #expect(Self.rows(chat).count == 200)
        #expect(chat.plain.contains("And 50 more") || chat.plain.contains("and 50 more"))
        #expect(chat.plain.contains("stockbell explain 01KE8TJ0M00000000000000003"))
    }

    @Test func rowsKnowWhatIsNew() throws {
        let letter =
            "Subject: x\n\n{{#digest.out.alerts}}\n- {{item.sku}}{{#isNew}} new{{/isNew}}\n{{/digest.out.alerts}}\n{{#digest.open.alerts}}\n- {{item.sku}}{{^isNew}} old{{/isNew}}\n{{/digest.open.alerts}}\n"
        let mail = try Fixture.load(["digest.md": letter]).render(Self.order(open: [Self.alert(.lowStock, 9)]))
        #expect(mail.plain.contains("S-2 new") && mail.plain.contains("S-9 old"))
    }

    // MARK: - The table

    @Test func theTableIsAnAttachmentOfMailsOnly() throws {
        let open = [Self.alert(.lowStock, 9)]
        let mail = try Fixture.load().render(Self.order(open: open, csv: true))
        let file = try #require(mail.attachments.first)
        #expect(file.name == "stockbell.csv" && file.type == "text/csv")
        let lines = file.text.split(separator: "\r\n").map(String.init)
        #expect(lines[0] == "\u{FEFF}news,what,SKU,item,place,left,threshold,since,supplier,supplier SKU,category,reported by")
        #expect(lines[1] == "new,out of stock,S-2,Article 2,Hamburg,0,12,2026-01-06T09:14:00+01:00,Kraft,,Tools,web-shop")
        #expect(lines.count == 8 && lines[7].hasPrefix("still open,low,S-9,"))
        #expect(try Fixture.load().render(Self.order(channel: Fixture.chat, csv: true)).attachments.isEmpty)
        #expect(try Fixture.load().render(Self.order([], csv: true)).attachments.isEmpty)
    }

    @Test func aGermanExcelOpensIt() throws {
        var alert = Self.alert(.lowStock, 1, name: "Kabel; 3 m")
        alert.quantity = Decimal(string: "2.5")
        let file = try #require(try Fixture.load().render(Self.order([alert], locale: "de", csv: true)).attachments.first)
        #expect(file.text.contains("neu;knapp;S-1;\"Kabel; 3 m\";Hamburg;2,5;12;"))
    }

    @Test func aLetterOfTheShopMayAskForIt() throws {
        let book = try Fixture.load(["storm.md": "Subject: x\nAttach: csv\n\nBody"])
        #expect(try book.render(Fixture.order(.storm)).attachments.count == 1)
        #expect(
            Fixture.errors(["storm.md": "Subject: x\nAttach: pdf\n\nBody"]) == [
                "templates/storm.md:2: the Attach \"pdf\" is not csv, which is all that there is"
            ])
    }

    /// A name that came from outside is a name, in a spreadsheet too.
    @Test(arguments: [
        ("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\""), ("+49 cable", "'+49 cable"), ("-5 °C box", "'-5 °C box"),
        ("@home", "'@home"), ("a \"b\"", "\"a \"\"b\"\"\""), ("plain", "plain"),
    ])
    func noValueIsAFormula(_ name: String, _ cell: String) throws {
        let alert = Self.alert(.outOfStock, 1, supplier: name, name: name, sku: name)
        let file = try #require(try Fixture.load().render(Self.order([alert], csv: true)).attachments.first)
        #expect(file.text.contains("new,out of stock,\(cell),\(cell),Hamburg,"), "\(file.text)")
    }

    // MARK: - What was not sent

    @Test(arguments: [
        ("en", "It was out for 14 minutes; the message of that was not sent any more."),
        ("de", "Das war nach 14 Minuten ohne Bestand; die Nachricht davon ging nicht mehr hinaus."),
    ])
    func aMessageSaysWhatItTakesThePlaceOf(_ locale: String, _ text: String) throws {
        for channel in [Fixture.mail, Fixture.chat] {
            var order = Fixture.order(.backInStock, locale: locale, channel: channel)
            #expect(try !Fixture.load().render(order).plain.contains(text))
            order.overtaken = Overtaken(kind: .outOfStock, lasted: 840, isAll: true)
            #expect(try Fixture.load().render(order).plain.contains(text))
        }
    }
}
