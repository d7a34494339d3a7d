import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

/// What went wrong in letters that users tried on paper.
@Suite struct TrapTests {
    private func render(
        _ body: String, headers: String = "Subject: x", _ change: (inout Alert) -> Void = { _ in }, channel: ChannelSettings = Fixture.mail
    ) throws -> Message {
        var alert = LetterSamples.full(.outOfStock)
        change(&alert)
        let letter = "\(headers)\n\n\(body)"
        // A letter of the trial may be bad for one of the samples: it is taken as it is.
        var problems: [LetterError] = []
        let shelf = LetterShelf(folder: "templates", files: ["out-of-stock.md": letter])
        let book = LetterBook(shelf: shelf, words: LetterWords(shelf, problems: &problems), surroundings: Fixture.surroundings)
        return try book.render(Fixture.order(.outOfStock, [alert], channel: channel))
    }

    private func text(_ body: String, _ change: (inout Alert) -> Void = { _ in }) throws -> String {
        PlainWriter.write(try render(body, change).body)
    }

    @Test func codeSpansShowValuesAsTheyAre() throws {
        #expect(try render("`{{item.sku}}`") { $0.subject.item.sku = "TV_55*A`b" }.body.blocks == [.paragraph([.code("TV_55*A`b")])])
    }

    @Test func anUnknownQuantityIsNotTheNeighbours() throws {
        let body = "{{#elsewhere.places}}\n{{place.name}} {{quantity}}{{^quantity}}not known{{/quantity}};\n{{/elsewhere.places}}"
        #expect(try text(body) { $0.quantity = 99 } == "Leipzig 7; Linz not known;")
        #expect(try text("{{#elsewhere.places}}{{item.name}}{{source.name}}|{{/elsewhere.places}}") == "||")
    }

    @Test func partialsEscapeNothingAndInjectNothing() throws {
        let files = ["out-of-stock.md": "Subject: x\n\n{{> a}}", "_a.md": "{{item.name}} & {{source.name}}"]
        var alert = LetterSamples.full(.outOfStock)
        alert.subject.item.name = "[x](http://evil) Groß & Söhne"
        let message = try Fixture.load(files).render(Fixture.order(.outOfStock, [alert]))
        #expect(message.body.blocks == [.paragraph([.text("[x](http://evil) Groß & Söhne & web-shop")])])
    }

    @Test func valuesInTargetsAreEncoded() throws {
        let message = try render("[Order](https://s.example/o?sku={{item.sku}}&n=1) now") { $0.subject.item.sku = "TV 55 (2)&x#y" }
        guard case .paragraph(let inlines) = message.body.blocks[0], case .link(let link) = inlines[0] else { return #expect(Bool(false)) }
        #expect(link.target == "https://s.example/o?sku=TV%2055%20%282%29%26x%23y&n=1")
    }

    @Test func namesLikeAddressesAreNotLinks() throws {
        #expect(
            try render("{{item.name}}") { $0.subject.item.name = "a@b.de www.c.de https://d.de" }.body.blocks == [
                .paragraph([.text("a@b.de www.c.de https://d.de")])
            ])
    }

    @Test func elsewhereNotKnownIsNotNone() throws {
        #expect(try text("{{#elsewhere.isNone}}none{{/elsewhere.isNone}}{{elsewhere.text}}") { $0.elsewhere = nil } == "Elsewhere: not known.")
    }

    @Test func zeroIsKnownAndEmptyTextIsNot() throws {
        #expect(try text("{{#quantity}}{{quantity}} {{quantity.text}}{{/quantity}}{{^quantity}}unknown{{/quantity}}") { $0.quantity = 0 } == "0 none")
        #expect(try text("{{#item.parent}}Parent: {{item.parent}}.{{/item.parent}}x") { $0.subject.item.parent = " \n" } == "x")
        #expect(try text("{{#item.name}}named{{/item.name}}{{^item.name}}{{item.name}}{{/item.name}}") { $0.subject.item.name = "" } == "ESP-900")
        #expect(try text("{{#trail}}x{{/trail}}{{^trail}}no row{{/trail}}") == "no row")
        #expect(try text("{{#backorder}}yes{{/backorder}}{{^backorder}}no{{/backorder}}") == "no")
    }

    @Test func aLinkWithoutATargetVanishes() throws {
        #expect(try render("[Open]({{item.image}}) [Ack]({{links.acknowledge}})").body.blocks == [])
        #expect(try render("[Open]({{item.image}}) [See]({{links.incident}})").body.blocks.count == 1)
    }

    @Test func aTableIsMadeOfRows() throws {
        let body = "| place | left |\n|---|---|\n{{#elsewhere.places}}\n| {{place.name}} | {{quantity}} |\n{{/elsewhere.places}}"
        #expect(try text(body) == "place    left\n-------  ----\nLeipzig  7\nLinz")
    }

    @Test func headersArePlainTextAndCannotBeAdded() throws {
        let message = try render("b", headers: "Subject: *{{item.name}}*\nPreview: {{place.name}}\n {{item.sku}}\nReply-To: {{item.parent}}") {
            $0.subject.item.name = "x\r\nBcc: evil@example.com"
            $0.subject.item.parent = "buyer@example.com"
        }
        #expect(message.subject == "*x Bcc: evil@example.com*")
        #expect(message.preview == "Hamburg ESP-900")
        #expect(message.replyTo == Mailbox("buyer@example.com"))
        #expect(try render("b", headers: "Subject: x\nPreview: {{expected.reference}}").preview == nil)
    }

    @Test func withoutSMSTheSubjectAndAShortLinkAreSent() throws {
        #expect(try render("b", headers: "Subject: Gone: {{item.sku}}", channel: Fixture.sms).sms == "Gone: ESP-900 https://s.example/i/4GQ7")
        #expect(try render("b", headers: "Subject: Gone\nSMS: {{expected.reference}}", channel: Fixture.sms).sms == "Gone https://s.example/i/4GQ7")
    }

    @Test func anEmptySubjectSaysWhatHappened() throws {
        #expect(try render("b", headers: "Subject: {{expected.reference}}").subject == "Out of stock: Philips EP5447/90 LatteGo – Kaffeevollautomat")
    }

    @Test func aLineOfUnknownFieldsIsGoneAndDoesNotDivideAParagraph() throws {
        #expect(try text("a\n{{#sales}}b{{/sales}}\nc") == "a c")
        #expect(try text("a\n\n{{#sales}}b{{/sales}}\n\nc") == "a\n\nc")
        #expect(try text("    a\n\n    b\n") == "    a\n\n    b")
    }

    @Test func commentsAreGone() throws {
        #expect(try text("{{! for buyers }}\na{{! x }}b") == "ab")
    }

    @Test func aLetterForChatOnlyIsTakenForChatOnly() throws {
        let book = try Fixture.load(["out-of-stock.chat.md": "Subject: s\n\nshort"])
        #expect(try book.render(Fixture.order(.outOfStock, channel: Fixture.chat)).plain == "short")
        #expect(try book.render(Fixture.order(.outOfStock)).plain.hasPrefix("Philips"))
    }

    @Test(
        arguments: [
            ("{{item.text}} ran out", "Item 127 ran out"), ("**{{item.name}}** ran out", "Item 127 ran out"),
            ("{{#sales}}x{{/sales}}{{item.parent}} *{{place.name}}*: {{item.name}}", "Location 2: item 127"),
            ("{{since.text}}: {{kind.text}}", "Today at 09:14: out of stock"), ("# {{kind.text}}", "Out of stock"),
            ("- {{item.text}}\n- {{since.ago}}", "- Item 127\n- 2 minutes ago"), ("> {{item.name.short}}", "> Item 127"),
            ("the {{item.text}}", "the item 127"), ("({{item.text}})", "(item 127)"), ("`{{item.text}}`", "item 127"),
            ("iPhone: {{item.text}}", "iPhone: item 127"), ("{{source.name}} says so", "web-shop says so"),
            ("| a |\n|---|\n| {{item.text}} |", "a\n--------\nitem 127"),
        ])
    func ourWordsBeginSentencesWithACapital(_ body: String, _ expected: String) throws {
        let bare: (inout Alert) -> Void = { alert in
            alert = LetterSamples.bare(alert)
            alert.subject.place = Place(id: "2")
        }
        #expect(try text(body, bare) == expected)
    }

    @Test(arguments: ["iPhone 15", "éclair", "ßx"])
    func namesKeepTheirFirstLetter(_ name: String) throws {
        #expect(try text("{{item.name}} is out") { $0.subject.item.name = name } == "\(name) is out")
        #expect(try text("{{item.text}} is out") { $0.subject.item = Item(id: "1", sku: name) } == "\(name) is out")
        #expect(try text("{{place.name}} is out") { $0.subject.place = Place(id: name) } == "\(name) is out")
        #expect(try text("{{trouble.title}} {{item.sku}} is out") { $0.subject.item = Item(id: name) } == "\(name) is out")
    }

    @Test func headersBeginWithACapitalToo() throws {
        let message = try render("b", headers: "Subject: {{item.name}} gone\nPreview: {{since.text}}", { $0 = LetterSamples.bare($0) })
        #expect(message.subject == "Item 127 gone")
        #expect(message.preview == "Today at 09:14")
        let sms = try render("b", headers: "Subject: x\nSMS: {{item.name}} gone", { $0 = LetterSamples.bare($0) }, channel: Fixture.sms)
        #expect(sms.sms == "Item 127 gone")
    }

    @Test func whatAnSMSCouldDoWithoutCostsNoSecondSegment() throws {
        let headers = "Subject: x\nSMS: {{place.name}}{{#hasRoom}}, {{since.short}}{{/hasRoom}}{{^hasRoom}}!{{/hasRoom}}"
        func sms(_ length: Int) throws -> String? {
            try render("b", headers: headers, { $0.subject.place?.name = String(repeating: "x", count: length) }, channel: Fixture.sms).sms
        }
        #expect(try sms(153)?.hasSuffix("x, 09:14") == true)
        #expect(try sms(154)?.hasSuffix("x!") == true)
        #expect(try sms(170)?.hasSuffix("x!") == true)
        #expect(try render("{{#hasRoom}}room{{/hasRoom}}").body.blocks == [.paragraph([.text("room")])])
    }

    @Test func agoIsAsOfSending() throws {
        let book = try Fixture.load(["out-of-stock.md": "Subject: x\n\n{{since.ago}}, {{since.text}}"])
        #expect(try book.render(Fixture.order(.outOfStock, channel: Fixture.chat, after: 14 * 3600)).plain == "14 hours ago, today at 09:14")
        #expect(try book.render(Fixture.order(.outOfStock, channel: Fixture.chat, after: 16 * 3600)).plain == "16 hours ago, yesterday at 09:14")
    }
}
