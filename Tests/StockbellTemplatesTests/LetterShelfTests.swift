import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct LetterShelfTests {
    private func find(_ files: [String], kind: LetterKind = .lowStock, locale: String = "de-AT", channel: ChannelSettings = Fixture.chat)
        -> LetterShelf.Find?
    {
        let shelf = LetterShelf(folder: "templates", files: Dictionary(uniqueKeysWithValues: files.map { ($0, $0) }))
        return shelf.find(kind.stems, "md", for: LetterPlace(department: "purchasing", locale: locale, type: channel.type, class: channel.class))
    }

    /// Best first: each line is taken when all above it are missing.
    private static let chain = [
        "purchasing/low-stock.de-AT.slack.md", "purchasing/low-stock.de-AT.chat.md", "purchasing/low-stock.de-AT.md",
        "purchasing/low-stock.de.slack.md", "purchasing/low-stock.de.chat.md", "purchasing/low-stock.de.md",
        "purchasing/low-stock.slack.md", "purchasing/low-stock.chat.md", "purchasing/low-stock.md",
        "low-stock.de-AT.slack.md", "low-stock.de-AT.chat.md", "low-stock.de-AT.md",
        "low-stock.de.slack.md", "low-stock.de.chat.md", "low-stock.de.md",
        "low-stock.slack.md", "low-stock.chat.md", "low-stock.md",
    ]

    private static let builtIn = [
        "built-in/low-stock.de.chat.md", "built-in/low-stock.de.md", "built-in/low-stock.chat.md", "built-in/low-stock.md",
    ]

    /// A rule's own letter goes before the kind's, for what tells a change as it happens; and a department may share another's letters.
    @Test func aRuleMayHaveALetterOfItsOwn() throws {
        var department = Fixture.department()
        department.rules[0].letter = "vip"
        var sharing = Fixture.department("sales")
        sharing.templates = "purchasing"
        let files = [
            "vip.md": "Subject: VIP {{item.text}}\n\nx", "purchasing/low-stock.md": "Subject: low\n\nx", "low-stock.md": "Subject: all\n\nx",
        ]
        let book = try Fixture.load(files, Fixture.routing(department, sharing))
        func taken(_ kind: LetterKind, _ department: Department, rule: String) -> String? {
            book.which(kind, rule: rule, department: department, channel: Fixture.mail)?.taken
        }
        #expect(taken(.lowStock, department, rule: "purchasing/VIP") == "templates/vip.md")
        #expect(taken(.lowStock, department, rule: "purchasing/other") == "templates/purchasing/low-stock.md")
        #expect(taken(.over, department, rule: "purchasing/VIP") == "built-in/over.md")
        #expect(taken(.lowStock, sharing, rule: "sales/VIP") == "templates/purchasing/low-stock.md")
        var order = Fixture.order(.outOfStock)
        order.department = department
        #expect(try book.render(order).subject.hasPrefix("VIP "))
        order.isBuiltInOnly = true
        #expect(try !book.render(order).subject.hasPrefix("VIP "))
    }

    @Test func aLetterThatARuleNamesMustBeThere() {
        var department = Fixture.department()
        department.rules[0].letter = "vip"
        #expect(
            Fixture.errors(["vipp.md": "Subject: x\n\nx"], Fixture.routing(department)) == [
                "templates/vip.md: is not there, for chat, mail, sms; the rule purchasing/VIP names \"vip\" as its \"letter\"; did you mean \"vipp\"?"
            ])
        #expect(
            Fixture.errors(["vip.smtp.md": "Subject: {{item.nmae}}\n\nx", "vip.chat.md": "Subject: x\n\nx"], Fixture.routing(department)) == [
                "templates/vip.md: is not there, for sms; the rule purchasing/VIP names \"vip\" as its \"letter\"",
                "templates/vip.smtp.md:1: unknown field \"item.nmae\"; did you mean \"item.name\"?",
            ])
    }

    @Test(arguments: chain.indices)
    func classThenLocaleThenDepartmentAreDropped(_ missing: Int) {
        let find = find(Array(Self.chain[missing...]))
        #expect(find?.taken.name == "templates/\(Self.chain[missing])")
        #expect(find?.better == Self.chain[..<missing].map { "templates/\($0)" })
        #expect(find?.passedOver == Self.chain[(missing + 1)...].map { "templates/\($0)" } + Self.builtIn)
    }

    @Test func theBuiltInLetterIsLastInTheReadersLanguage() {
        #expect(find([])?.taken.name == "built-in/low-stock.de.chat.md")
        #expect(find([], channel: Fixture.mail)?.taken.name == "built-in/low-stock.de.md")
        #expect(find([], locale: "fr", channel: Fixture.sms)?.taken.name == "built-in/low-stock.md")
        #expect(find(["low-stock.md"])?.taken.name == "templates/low-stock.md")
    }

    @Test(arguments: [LetterKind.backInStock, .refilled])
    func bothWaysBackFallBackToRestock(_ kind: LetterKind) {
        #expect(find(["restock.md"], kind: kind)?.taken.name == "templates/restock.md")
        #expect(find(["restock.md", "purchasing/restock.md"], kind: kind)?.taken.name == "templates/purchasing/restock.md")
        #expect(find(["purchasing/restock.de.md", "\(kind.rawValue).md"], kind: kind)?.taken.name == "templates/\(kind.rawValue).md")
        #expect(find([], kind: kind)?.taken.name == "built-in/restock.de.chat.md")
    }

    @Test func anotherDepartmentsOrClassesFilesAreNotTaken() {
        #expect(
            find(["sales/low-stock.md", "low-stock.mail.md", "low-stock.smtp.md", "low-stock.sms.md", "low-stock.fr.md"])?.taken.name
                == "built-in/low-stock.de.chat.md")
    }

    @Test func partialsAndLayoutsFollowTheSameChain() throws {
        let files = [
            "_facts.md": "English facts", "_facts.de.md": "Deutsche Fakten", "einkauf/_facts.de.md": "Fakten für den Einkauf",
            "layout.html": "<p>{{content}}", "einkauf/layout.html": "<main>{{content}}", "out-of-stock.md": "Subject: x\n\n{{> facts}}",
        ]
        let book = try Fixture.load(files)
        let english = try book.render(Fixture.order(.outOfStock))
        #expect(english.plain.hasPrefix("English facts\n"))
        #expect(english.html?.hasPrefix("<p><p style") == true)
        let german = try book.render(Fixture.order(.outOfStock, locale: "de"))
        #expect(german.plain.hasPrefix("Deutsche Fakten\n"))
        let buyer = try book.render(Fixture.order(.outOfStock, locale: "de", department: "einkauf"))
        #expect(buyer.plain.hasPrefix("Fakten für den Einkauf\n"))
        #expect(buyer.html?.hasPrefix("<main>") == true)
    }

    @Test func whichSaysTheFileTakenAndThosePassedOver() throws {
        let book = try Fixture.load(["low-stock.md": "Subject: x\n\ny", "purchasing/low-stock.chat.md": "Subject: x\n\ny"])
        let choice = book.which(.lowStock, rule: "", department: Fixture.department(), channel: Fixture.chat)
        #expect(choice?.taken == "templates/purchasing/low-stock.chat.md")
        #expect(choice?.passedOver == ["templates/low-stock.md", "built-in/low-stock.chat.md", "built-in/low-stock.md"])
        #expect(choice?.better.first == "templates/purchasing/low-stock.en.slack.md")
        #expect(book.which(.lowStock, rule: "", department: Fixture.department(), channel: Fixture.mail)?.taken == "templates/low-stock.md")
    }

    @Test func builtInOnlyIgnoresTheShopsFiles() throws {
        let book = try Fixture.load(["low-stock.md": "Subject: mine\n\n{{> facts}}", "_facts.md": "mine", "layout.html": "mine {{content}}"])
        var order = Fixture.order(.lowStock)
        #expect(try book.render(order).subject == "mine")
        order.isBuiltInOnly = true
        let message = try book.render(order)
        #expect(message.subject.hasPrefix("Low: "))
        #expect(!message.plain.contains("mine"))
        #expect(message.html?.contains("mine") == false)
    }
}
