import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct FieldCheckTests {
    private func check(_ text: String, partials: [String: String] = [:]) -> FieldCheck {
        var check = FieldCheck(partialNames: partials.keys.sorted()) { name in
            partials[name].map { LetterSource(name: "_\(name).md", text: $0) }
        }
        check.check(LetterFile.Part(text: text, line: 1), of: "x.md", allowsPartials: true)
        return check
    }

    @Test(
        arguments: [
            ("\n{{item.nmae}}", "x.md:2: unknown field \"item.nmae\"; did you mean \"item.name\"?"),
            ("{{skuu}}", "x.md:1: unknown field \"skuu\""),
            ("{{quantity.txt}}", "x.md:1: unknown field \"quantity.txt\"; did you mean \"quantity.text\"?"),
            ("{{#place}}\n{{nam}}{{/place}}", "x.md:2: unknown field \"nam\""), ("{{.}}", "x.md:1: unknown field \".\""),
            ("{{.item.name}}", "x.md:1: unknown field \".item.name\"; did you mean \"item.name\"?"),
            ("a\n{{#place}}\nb", "x.md:2: the section {{#place}} is never ended: {{/place}} is missing"),
            ("{{^place}}", "x.md:1: the section {{#place}} is never ended: {{/place}} is missing"),
            ("{{/place}}", "x.md:1: {{/place}} ends a section that was never begun"),
            ("{{#place}}\n{{/item}}", "x.md:2: {{/item}} stands where {{/place}} must end the section of line 1"),
            ("{{{item.name}}}", "x.md:1: {{{ }}} is refused: values never become markup; write {{ }}"),
            ("{{&item.name}}", "x.md:1: {{& }} is refused: values never become markup; write {{ }}"),
            ("{{=<% %>=}}", "x.md:1: {{=<% %>=}} is not part of letters"), ("{{<base}}{{/base}}", "x.md:1: {{<base}} is not part of letters"),
            ("{{% CONTENT_TYPE:HTML}}", "x.md:1: {{% CONTENT_TYPE:HTML}} is not part of letters"),
            ("{{>*kind}}", "x.md:1: {{>*kind}} is not part of letters"),
            ("{{uppercased(item.name)}}", "x.md:1: {{uppercased(item.name)}}: letters have no functions"), ("{{}}", "x.md:1: {{}} names no field"),
            ("x\n\n{{item.name", "x.md:3: {{ without }}"), ("{{> fact}}", "x.md:1: there is no partial _fact.md; did you mean \"facts\"?"),
            ("{{isOut}}", "x.md:1: \"isOut\" is yes or no: write {{#isOut}}…{{/isOut}}"),
            ("{{quantity.isOne}}", "x.md:1: \"quantity.isOne\" is yes or no: write {{#quantity.isOne}}…{{/quantity.isOne}}"),
            ("{{elsewhere.places}}", "x.md:1: \"elsewhere.places\" is a list: write {{#elsewhere.places}}…{{/elsewhere.places}}"),
            ("{{expected}}", "x.md:1: \"expected\" prints nothing itself; try \"expected.date\""),
            ("{{content}}", "x.md:1: \"content\" can stand in layout.html only"),
            ("{{#elsewhere.places}}\n{{condition}}{{/elsewhere.places}}", "x.md:2: unknown field \"condition\""),
        ] as [(String, String)])
    func mistakesSayWhereAndWhat(_ text: String, _ problem: String) {
        #expect(check(text, partials: ["facts": ""]).problems.map(\.description).first == problem)
    }

    @Test(arguments: [
        "{{item.name}}", "{{ item.name }}", "{{! any comment {{ }}", "{{#place}}{{place.name}} {{name}} {{item.name}}{{/place}}",
        "{{#elsewhere}}{{#places}}{{place.name}}{{#isKnown}}{{quantity.text}}{{/isKnown}}{{/places}}{{/elsewhere}}",
        "{{#digest.groups}}{{name}} {{count}}{{#alerts}}{{item.name}} {{quantity}}{{/alerts}}{{#more}}{{more.text}}{{/more}}{{/digest.groups}}",
        "{{#substitutes}}[{{item.name}}]({{item.url}}): {{available.text}}{{/substitutes}}", "{{#trail}}{{time}} {{text}}{{/trail}}",
        "{{#quantity}}{{^quantity.isZero}}{{quantity}}{{/quantity.isZero}}{{/quantity}}", "{{#item.tags}}{{name}}{{/item.tags}}",
    ])
    func lettersOfTheTrialAreUnderstood(_ text: String) {
        #expect(check(text).problems.map(\.description) == [])
        #expect(check(text).warnings.map(\.description) == [])
    }

    @Test func severalMistakesAreToldAtOnce() {
        #expect(check("{{a}}\n{{b}}\n{{#item}}\n{{{c}}}").problems.count == 4)
    }

    @Test func mistakesInPartialsAreLocatedThere() {
        let check = check("{{> facts}}", partials: ["facts": "ok\n\n{{item.nmae}}"])
        #expect(check.problems.map(\.description) == ["_facts.md:3: unknown field \"item.nmae\"; did you mean \"item.name\"?"])
    }

    @Test func aPartialThatIncludesItselfIsRefused() {
        let check = check("{{> a}}", partials: ["a": "{{> b}}", "b": "x\n{{> a}}"])
        #expect(check.problems.map(\.description) == ["_b.md:2: the partial {{> a}} includes itself"])
    }

    @Test func whatARowCanNeverKnowIsWarnedOf() {
        let check = check("{{#elsewhere.places}}{{item.name}}{{/elsewhere.places}}")
        #expect(check.problems.isEmpty)
        #expect(
            check.warnings.map(\.description) == [
                "x.md:1: \"item.name\" is never known in a row of elsewhere.places, which knows place, quantity, isKnown"
            ])
    }

    @Test func aLayoutKeepsTextsOutOfLinks() {
        for text in ["<a href=\"{{item.name}}\">", "<a href={{place.name}}>", "<img src='{{department.name}}'>"] {
            var layout = FieldCheck(isLayout: true)
            layout.check(LetterFile.Part(text: text, line: 1), of: "layout.html", allowsPartials: false)
            #expect(layout.problems.count == 1, "\(text)")
        }
        var layout = FieldCheck(isLayout: true)
        layout.check(LetterFile.Part(text: "<a href=\"{{links.explain}}\">{{content}}{{subject}}", line: 1), of: "layout.html", allowsPartials: false)
        #expect(layout.problems.isEmpty)
    }
}
