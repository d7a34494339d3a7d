import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct FieldListTests {
    /// The list that users were promised.
    private static let promised = """
        kind kind.text from to isOut isLow isBack isNew isTest isReminder isEscalation isLate isPossibleDuplicate everywhere item.name item.name.short item.sku
        item.id item.parent item.options item.category item.brand item.buyer item.tags item.status item.url item.image item.unit item.price item.cost place
        place.name place.id quantity quantity.text quantity.raw quantity.isOne quantity.isZero previous previous.text sold threshold threshold.from onHand
        reserved available safety since since.text since.time since.date since.ago since.iso asOf duration duration.text duration.hours elsewhere.text
        elsewhere.total elsewhere.isKnown elsewhere.isNone elsewhere.places sales sales.perDay sales.days sales.lastSale timeToEmpty timeToEmpty.when
        timeToEmpty.days lostPerDay supplier supplier.name supplier.sku supplier.leadTime supplier.leadTime.text supplier.orderURL supplier.mail expected
        expected.date expected.quantity expected.quantity.text expected.reference suggested suggested.quantity suggested.quantity.text suggested.cost
        suggested.why substitutes openOrders openOrders.count openOrders.text waiting waiting.count waiting.text reason reason.text backorder incident
        incident.id incident.number incident.opened incident.age owner owner.name owner.note owner.since trail source source.name source.platform department
        department.name rule rule.name recipient recipient.name links.incident links.incident.short links.acknowledge links.snooze links.snooze.restock
        links.assign links.explain links.open links.item links.settings digest digest.date digest.since digest.since.text digest.isEmpty digest.out.count
        digest.out.alerts digest.low.count digest.back.count digest.open.count digest.groups storm storm.count storm.alerts storm.more storm.from storm.to
        trouble trouble.title trouble.text trouble.since trouble.fix now shop.name version
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    private func scope(_ kind: LetterKind, bare: Bool) throws -> Scope {
        let order = Fixture.order(kind, bare: bare)
        var problems: [LetterError] = []
        let words = try #require(LetterWords(LetterShelf(folder: "", files: [:]), problems: &problems).words(for: "en"))
        let wording = Wording(words: words, zone: "Europe/Berlin", zones: FakeZones(), now: order.now)
        let subject: Scope.Subject = kind == .summary || kind == .test ? .letter : .alert(order.alerts[0])
        return Scope(subject, order: order, wording: wording, links: Fixture.links, version: "1")
    }

    @Test(arguments: promised)
    func everyPromisedFieldIsInTheList(_ path: String) {
        #expect(FieldList.entries[path] != nil)
    }

    @Test func everyFieldIsReachedThroughFieldsAndNoneIsThereTwice() {
        for path in FieldList.entries.keys {
            let parts = path.split(separator: ".")
            for count in 1..<max(parts.count, 2) {
                let prefix = parts.prefix(count).joined(separator: ".")
                let isRow = prefix.hasSuffix("[]")
                #expect(isRow || FieldList.entries[prefix] != nil, "\(path) lacks \(prefix)")
            }
        }
        let paths = FieldList.all.map(\.path)
        #expect(Set(paths).count == paths.count)
    }

    @Test(arguments: LetterKind.allCases, [false, true])
    func everyFieldAnswersInEveryLetter(_ kind: LetterKind, _ isBare: Bool) throws {
        let scope = try scope(kind, bare: isBare)
        for entry in FieldList.entries.values {
            let text = entry.text(in: scope)
            #expect(Clean.line(text) == text)
            // What is known and prints, prints something.
            if entry.isKnown(in: scope), entry.isPrintable { #expect(!text.isEmpty || entry.field.path == "locale", "\(entry.path)") }
        }
    }

    @Test(arguments: LetterKind.allCases.filter { ![.summary, .trouble, .test].contains($0) })
    func theseAreNeverEmpty(_ kind: LetterKind) throws {
        let scope = try scope(kind, bare: true)
        for path in [
            "item.name", "item.name.short", "item.text", "item.sku", "item.id", "elsewhere.text", "since", "kind", "kind.text", "from", "to",
            "source.name",
        ] {
            #expect(FieldList.entries[path]?.text(in: scope).isEmpty == false, "\(path)")
        }
        #expect(FieldList.entries["item.name"]?.text(in: scope) == "item 127")
        #expect(FieldList.entries["item.name"]?.isKnown(in: scope) == false)
        #expect(FieldList.entries["item.sku"]?.text(in: scope) == "127")
        #expect(FieldList.entries["item.sku"]?.isKnown(in: scope) == false)
        #expect(FieldList.entries["elsewhere.text"]?.text(in: scope) == "Elsewhere: not known.")
    }

    @Test func numbersAndTimesHaveTheirFacets() throws {
        let scope = try scope(.lowStock, bare: false)
        let expected = [
            "quantity": "4", "quantity.text": "4 pcs", "quantity.raw": "4", "previous.text": "13 pcs", "threshold": "12",
            "threshold.from": "thresholds[2]",
            "since": "today at 09:14", "since.moment": "today at 09:14", "since.short": "09:14", "since.time": "09:14",
            "since.date": "Tue 6 Jan", "since.ago": "2 minutes ago",
            "since.iso": "2026-01-06T09:14:00+01:00",
            "duration": "14 hours", "duration.hours": "14", "elsewhere.total": "7", "links.incident.short": "https://s.example/i/4GQ7",
            "incident.number": "INC-04GQ",
            "rule.name": "VIP", "source.platform": "BigCommerce", "item.text": "Philips EP5447/90 LatteGo – Kaffeevollautomat (ESP-900)",
            "item.name.short": "Philips EP5447/90 Latte…", "kind.text": "low",
        ]
        for (path, text) in expected { #expect(FieldList.entries[path]?.text(in: scope) == text, "\(path)") }
    }

    @Test(
        arguments: [
            ([], "Elsewhere: not known."), ([("Linz", nil, Condition.unknown)], "Elsewhere: not known."),
            ([("Linz", 0, .out), ("Wien", nil, .out)], "None elsewhere."),
            (
                [("Leipzig", 7, .ok), ("Linz", nil, .unknown), ("Wien", nil, .low), ("Graz", nil, .out)],
                "Elsewhere: Leipzig 7, Linz not known, Wien low, Graz none."
            ),
            ((0..<12).map { ("P\($0)", Decimal($0), Condition.ok) }, "Elsewhere: P11 11, P10 10, P9 9, P8 8, P7 7, P6 6, P5 5, P4 4, and 4 more."),
        ] as [([(String, Decimal?, Condition)], String)])
    func elsewhereIsTruthful(_ shelves: [(String, Decimal?, Condition)], _ text: String) throws {
        var alert = LetterSamples.full(.outOfStock)
        alert.elsewhere = Elsewhere(shelves: shelves.map { .init(place: Place(id: "x", name: $0.0), quantity: $0.1, condition: $0.2) })
        let message = try Fixture.load(["out-of-stock.md": "Subject: x\n\n{{elsewhere.text}}"]).render(Fixture.order(.outOfStock, [alert]))
        #expect(message.body.blocks == [.paragraph([.text(text)])])
    }

    @Test(
        arguments: [
            ("2", nil, "location 2"), ("0-1", nil, "location 0-1"), ("Hamburg", nil, "Hamburg"), ("WH-2", nil, "WH-2"), ("Łódź", " ", "Łódź"),
            ("2", "Hamburg", "Hamburg"), ("0b0f7a1e-6a43-4e2c-9d7e-1f0c2c9c7b11", nil, "0b0f7a1e-6a43-4e2c-9d7e-1f0c2c9c7b11"),
        ] as [(String, String?, String)])
    func onlyAPlaceThatIsANumberNeedsAWord(_ id: String, _ name: String?, _ text: String) throws {
        var alert = LetterSamples.full(.outOfStock)
        alert.subject.place = Place(id: id, name: name)
        let message = try Fixture.load(["out-of-stock.md": "Subject: x, {{place.name}}\n\ny"]).render(Fixture.order(.outOfStock, [alert]))
        #expect(message.subject == "x, \(text)")
    }

    @Test func theTableNamesEveryField() {
        #expect(FieldList.markdown.split(separator: "\n").count == FieldList.all.count + 2)
        #expect(FieldList.markdown.contains("| `quantity` | number | 4 | "))
    }
}
