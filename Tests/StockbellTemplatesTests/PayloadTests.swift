import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellTemplates

/// Bodies of the shop's own form.
@Suite struct PayloadTests {
    private func channel(_ root: PayloadTemplate.Node) -> ChannelSettings {
        ChannelSettings(
            name: "push", kind: .webhook(WebhookSettings(url: Secret("https://push.example/x"), body: PayloadTemplate(file: "push.json", root: root)))
        )
    }

    private func written(
        _ root: PayloadTemplate.Node, _ kind: LetterKind = .outOfStock, locale: String = "en", bare: Bool = false,
        _ change: (inout Alert) -> Void = { _ in }
    ) throws -> String {
        var order = Fixture.order(kind, bare: bare, locale: locale, channel: channel(root))
        for index in order.alerts.indices { change(&order.alerts[index]) }
        return String(decoding: try #require(try Fixture.load().payload(order)), as: UTF8.self)
    }

    private func errors(_ root: PayloadTemplate.Node) -> [String] {
        do {
            _ = try PayloadForm(PayloadTemplate(file: "push.json", root: root))
            return []
        } catch {
            return error.errors.map(\.description)
        }
    }

    private func text(_ text: String, line: Int = 1) -> PayloadTemplate.Node { .text(text, line: line) }

    @Test(arguments: [
        ("{{quantity}}", "3.5"), ("{{quantity.raw}}", "3.5"), ("{{ quantity }}", "3.5"), ("{{item.price.raw}}", "649"), ("{{isOut}}", "true"),
        ("{{isTest}}", "false"), ("{{isLate}}", "false"), ("{{quantity.isZero}}", "false"), ("{{item.brand}}", "null"),
        ("{{item.sku}}", "\"ESP-900\""), ("{{since.iso}}", "\"2026-01-06T09:14:00+01:00\""), ("{{kind}}", "\"out-of-stock\""),
        ("{{! as text }}{{quantity}}", "\"3.5\""), ("{{quantity}} left", "\"3.5 left\""), ("{{item.brand}}{{item.sku}}", "\"ESP-900\""),
        ("{{kind.text}}: {{item.sku}}", "\"Out of stock: ESP-900\""), ("{{#item.brand}}by {{item.brand}}{{/item.brand}}", "\"\""),
        ("a{{#place}} at {{place.name}}{{/place}}", "\"a at Hamburg\""), ("plain \"text\" {", "\"plain \\\"text\\\" {\""),
    ])
    func aTextThatIsOneFieldKeepsItsType(_ template: String, _ json: String) throws {
        #expect(try written(text(template)) { $0.quantity = 3.5 } == json)
    }

    @Test func theRestOfTheTreeStaysAsItIsWritten() throws {
        let root = PayloadTemplate.Node.object([
            .init(key: "z\"", node: .number("1.50")), .init(key: "a", node: .list([.null, .flag(true), text("x")])),
            .init(key: "token", node: .secret(Secret("{{not}} a \"field\""))),
        ])
        #expect(try written(root) == #"{"z\"":1.50,"a":[null,true,"x"],"token":"{{not}} a \"field\""}"#)
    }

    @Test(arguments: [
        "\"},\"admin\":true,{\"", "{{item.sku}}", "a\\", "line\r\nbreak\u{1}", "</script>\u{2028}", "\u{E000}0\u{E001}", "👩‍👩‍👧‍👦 é \u{202E}",
    ])
    func nothingBreaksOutOfItsPlace(_ name: String) throws {
        let root = PayloadTemplate.Node.object([
            .init(key: "name", node: text("{{item.name}}")), .init(key: "title", node: text("<{{item.name}}>")), .init(key: "end", node: .flag(true)),
        ])
        struct Read: Decodable {
            var name: String
            var title: String
            var end: Bool
        }
        let body = try written(root) { $0.subject.item.name = name }
        let read = try JSONDecoder().decode(Read.self, from: Data(body.utf8))
        #expect(read.name == Clean.line(name) && read.title == "<\(Clean.line(name))>" && read.end)
    }

    @Test func aListHasWhatStandsInItForEveryRow() throws {
        let row = PayloadTemplate.Node.object([.init(key: "sku", node: text("{{item.sku}}")), .init(key: "n", node: text("{{quantity}}"))])
        let root = PayloadTemplate.Node.object([
            .init(key: "count", node: text("{{summary.count}}")), .init(key: "items", node: .list([text("{{#summary.alerts}}"), row])),
        ])
        #expect(try written(root, .summary) == #"{"count":2,"items":[{"sku":"ESP-900","n":0},{"sku":"ESP-900","n":4}]}"#)
        // One alert is no list.
        #expect(try written(root) == #"{"count":null,"items":[]}"#)
    }

    @Test func theLettersOwnWordsCanBeSaid() throws {
        let root = PayloadTemplate.Node.object([.init(key: "title", node: text("{{subject}}")), .init(key: "message", node: text("{{content}}"))])
        struct Read: Decodable {
            var title: String
            var message: String
        }
        for locale in ["en", "de"] {
            let order = Fixture.order(.outOfStock, locale: locale, channel: channel(root))
            let letter = try Fixture.load().render(order)
            let read = try JSONDecoder().decode(Read.self, from: Data(try #require(try Fixture.load().payload(order))))
            #expect(read.title == letter.subject && read.message == letter.plain)
            #expect(read.message.contains("\n"))
        }
        #expect(try written(text("> {{content}}")).contains("\\n"))
    }

    @Test func eachKindOfMessageCanBeWritten() throws {
        let root = PayloadTemplate.Node.list([text("{{kind}}"), text("{{item.name}}"), text("{{subject}}"), text("{{links.incident}}")])
        for kind in LetterKind.allCases where kind != .mismatchOver {
            for bare in [false, true] {
                let body = try written(root, kind, bare: bare)
                #expect(throws: Never.self) { try JSONDecoder().decode([String?].self, from: Data(body.utf8)) }
            }
        }
    }

    @Test func mistakesNameTheirLine() {
        #expect(
            errors(.object([.init(key: "a", node: text("{{item.nam}}", line: 3)), .init(key: "b", node: text("{{place.nme}} x", line: 4))])) == [
                "push.json:3: unknown field \"item.nam\"; did you mean \"item.name\"?",
                "push.json:4: unknown field \"place.nme\"; did you mean \"place.name\"?",
            ])
        #expect(errors(text("{{summary.alerts}}")) == ["push.json:1: \"summary.alerts\" is a list: write {{#summary.alerts}}…{{/summary.alerts}}"])
        #expect(errors(text("x {{isTest}}")) == ["push.json:1: \"isTest\" is yes or no: write {{#isTest}}…{{/isTest}}"])
        #expect(errors(text("{{{item.name}}}")) == ["push.json:1: {{{ }}} is refused: values never become markup; write {{ }}"])
        #expect(errors(text("{{#place}}x")) == ["push.json:1: the section {{#place}} is never ended: {{/place}} is missing"])
        #expect(
            errors(.list([text("{{#item.name}}"), text("x")])) == [
                "push.json:1: a list of JSON can begin with {{#…}} of a list only, such as {{#summary.alerts}}; \"item.name\" is none"
            ])
        #expect(errors(text("{{> _facts}}")).count == 1)
    }

    @Test func loadingRefusesABadForm() throws {
        let channels = Fixture.channels + [channel(text("{{item.nam}}", line: 7))]
        #expect {
            _ = try LetterBook.load(
                folder: "templates", files: [:], routing: Fixture.routing(Fixture.department()), channels: channels,
                surroundings: Fixture.surroundings)
        } throws: { error in
            (error as? LetterProblems)?.errors.map(\.description) == ["push.json:7: unknown field \"item.nam\"; did you mean \"item.name\"?"]
        }
    }

    @Test func aChannelWithoutAFormHasNoPayload() throws {
        #expect(try Fixture.load().payload(Fixture.order(.outOfStock)) == nil)
    }
}
