import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct HostileValueTests {
    private static let names = [
        "<!channel>", "[x](http://evil)", "`a_b*`", "</p><script>alert(1)</script>", "\u{202E}txt.exe שלום", "👨‍👩‍👧🚰", "x\r\nBcc: evil@example.com",
        String(repeating: "10 kB ", count: 1700), "{{item.sku}}", "{{#place}}", "\u{E000}0\u{E001}", "\u{E002}", "| a | b |", "# h", "- l", "> q",
        "1. x", "***", "\\", "&amp;&#x3C;",
        "![i](javascript:x)", "\u{0}\u{1B}[31m", "<https://evil.example>", "a  \nb", "    code", "~~~", "[r]: https://evil.example",
        "\"onmouseover=\"x", "'", "  ",
    ]

    /// The tree without its words: what a value must not change.
    private func shape(_ document: Document) -> [String] { document.blocks.map(shape) }

    private func shape(_ block: Document.Block) -> String {
        switch block {
        case .heading(let level, let inlines): "h\(level)\(shape(inlines))"
        case .paragraph(let inlines): "p\(shape(inlines))"
        case .actions(let links): "a\(links.map(\.target))"
        case .quote(let inner): "q\(inner.map { shape($0) })"
        case .list(let items, let isOrdered): "l\(isOrdered)\(items.map { $0.map { shape($0) } })"
        case .code: "c"
        case .table(let header, let rows): "t\(header.map { shape($0) })\(rows.map { $0.map { shape($0) } })"
        case .rule: "r"
        }
    }

    private func shape(_ inlines: [Document.Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text: "t"
            case .code: "c"
            case .emphasis(let inner): "e(\(shape(inner)))"
            case .strong(let inner): "s(\(shape(inner)))"
            case .link(let link): "l(\(shape(link.label)))"
            case .lineBreak: "b"
            }
        }.joined()
    }

    /// Every place where a value can stand.
    private static let letter = """
        Subject: {{item.name}} at {{place.name}}
        Preview: {{item.name}}
        SMS: {{item.sku}} {{item.name}} {{place.name}} {{elsewhere.text}} {{links.incident.short}}

        # {{item.name}}

        {{item.name}} **{{item.sku}}** *{{place.name}}*e `{{item.name}}` [{{item.name}}](https://s.example/{{item.sku}}) x{{item.name}}y

        {{item.name}}

        > {{item.name}}

        - {{item.name}}
        - {{place.name}} and {{item.sku}}

        1. {{item.name}}

        ```
        {{item.name}}
        ```

            {{item.name}}

        | {{item.sku}} | b |
        |---|---|
        {{#elsewhere.places}}
        | {{place.name}} | {{quantity}} |
        {{/elsewhere.places}}

        <b>{{item.name}}</b>

        [Go {{item.name}}](https://s.example/?q={{item.name}}&p={{place.name}}#{{item.sku}}) [{{item.name}}]({{links.incident}})
        """

    private static let book = Result { try Fixture.load(["out-of-stock.md": letter]) }

    private func alert(_ name: String, _ sku: String, _ place: String) -> Alert {
        var alert = LetterSamples.full(.outOfStock)
        alert.subject.item.name = name
        alert.subject.item.sku = sku
        alert.subject.place?.name = place
        alert.elsewhere = Elsewhere(shelves: [.init(place: Place(id: "9", name: name), quantity: 3, condition: .ok)])
        return alert
    }

    private func check(_ alert: Alert, _ book: LetterBook, against expected: [String]) throws {
        let message = try book.render(Fixture.order(.outOfStock, [alert]))
        #expect(shape(message.body).map(withoutTargets) == expected.map(withoutTargets))
        let html = try #require(message.html)
        for text in [message.subject, message.plain, html, message.preview ?? ""] {
            #expect(!text.unicodeScalars.contains(where: Placeholder.isReserved))
            #expect(!text.unicodeScalars.contains { ($0.value < 32 && $0 != "\n") || $0.value == 0x7F || (0x202A...0x202E).contains($0.value) })
        }
        #expect(!message.subject.contains("\n"))
        #expect(message.subject.count <= 200)
        #expect(!html.contains("<script") && !html.contains("<!channel") && !html.contains("javascript:x\"") && !html.contains("\"onmouseover"))
        for target in targets(message.body) {
            #expect(target.hasPrefix("https://s.example/") || target.hasPrefix("https://stock.example/"), "\(target)")
            #expect(target.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>\"\\^`{|}".utf8.contains($0) })
        }
        let sms = try #require(try book.render(Fixture.order(.outOfStock, [alert], channel: Fixture.sms)).sms)
        #expect(SMSText(sms).segments.count <= 2)
        #expect(sms.hasSuffix("https://s.example/i/4GQ7"))
        #expect(!sms.contains("\n") && !sms.contains("\r"))
    }

    private func withoutTargets(_ shape: String) -> String { shape.hasPrefix("a[") ? "a\(shape.count { $0 == "," })" : shape }

    private func targets(_ document: Document) -> [String] {
        document.blocks.flatMap { block -> [String] in
            switch block {
            case .actions(let links): links.map(\.target)
            case .paragraph(let inlines): inlines.compactMap { if case .link(let link) = $0 { link.target } else { nil } }
            default: []
            }
        }
    }

    @Test(arguments: names)
    func aHostileNameIsJustAName(_ name: String) throws {
        let book = try Self.book.get()
        let expected = shape(try book.render(Fixture.order(.outOfStock, [alert("name", "sku", "place")])).body)
        try check(alert(name, "a", "b"), book, against: expected)
        try check(alert("a", name, "b"), book, against: expected)
        try check(alert("a", "b", name), book, against: expected)
    }

    @Test(arguments: names)
    func builtInLettersKeepTheirShapeToo(_ name: String) throws {
        let book = try Fixture.load()
        for kind in [LetterKind.outOfStock, .lowStock, .backInStock, .summary] {
            var order = Fixture.order(kind)
            let expected = shape(try book.render(order).body)
            for index in order.alerts.indices {
                order.alerts[index].subject.item.name = name
                order.alerts[index].subject.place?.name = name
            }
            #expect(shape(try book.render(order).body) == expected)
        }
    }

    @Test func noRandomValueChangesTheTree() throws {
        let book = try Self.book.get()
        let expected = shape(try book.render(Fixture.order(.outOfStock, [alert("name", "sku", "place")])).body)
        var generator = SeededGenerator(state: 20_260_106)
        let alphabet: [Character] = Array("ab*_`[](){}<>!#&|\\\"'-+.:;/=~^$ \t\n\r\u{E000}\u{E001}\u{E002}\u{0}\u{202E}\u{301}0123é漢🚰@")
        for _ in 0..<300 {
            let values = (0..<3).map { _ in
                // Begins with a letter: a value that holds nothing visible is not known, and may take its words with it.
                "a" + String((0..<Int.random(in: 0...40, using: &generator)).compactMap { _ in alphabet.randomElement(using: &generator) })
            }
            try check(alert(values[0], values[1], values[2]), book, against: expected)
        }
    }
}

/// SplitMix64: the same values in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
