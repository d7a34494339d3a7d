import StockbellCore
import Testing

@testable import StockbellTemplates

@Suite struct LetterBookLoadTests {
    @Test func theBuiltInLettersHaveNoProblems() throws {
        #expect(try Fixture.loadWithWarnings([:]).warnings.isEmpty)
    }

    @Test func allMistakesInAllFilesAreToldAtOnce() {
        let errors = Fixture.errors([
            "out-of-stock.md": "Subject: {{item.nmae}}\n\n{{#place}}\n",
            "purchasing/low-stock.de.md": "Subject: x\nColour: red\n\n{{> fatcs}}",
            "layout.html": "<p>{{subjct}}",
            "_facts.md": "{{{item.name}}}",
            "restock.slack.json": "{}",
        ])
        #expect(
            errors == [
                "templates/_facts.md:1: {{{ }}} is refused: values never become markup; write {{ }}",
                "templates/layout.html:1: lacks {{content}}, where the letter goes",
                "templates/layout.html:1: unknown field \"subjct\"; did you mean \"subject\"?",
                "templates/out-of-stock.md:1: unknown field \"item.nmae\"; did you mean \"item.name\"?",
                "templates/out-of-stock.md:3: the section {{#place}} is never ended: {{/place}} is missing",
                "templates/purchasing/low-stock.de.md:2: unknown header \"Colour\"; known are Subject, Preview, SMS, Attach, Reply-To, Priority",
                "templates/purchasing/low-stock.de.md:4: there is no partial _fatcs.md; did you mean \"facts\"?",
                "templates/restock.slack.json: a form of JSON is named by \"body\" of a webhook in config.json, and lies elsewhere",
            ])
    }

    @Test(
        arguments: [
            ("Subject: {{place.name}}\n\nx", "templates/out-of-stock.md:1: the Subject is empty, when only the item's id is known"),
            (
                "Subject: x\nReply-To: {{item.name}}\n\nx",
                "templates/out-of-stock.md:2: the Reply-To \"Philips EP5447/90 LatteGo – Kaffeevollautomat\" is no mail address"
            ),
            (
                "Subject: x\nPriority: very\n\nx",
                "templates/out-of-stock.md:2: the Priority \"very\" is none of urgent, high, normal, low"
            ),
            (
                "Subject: x\n\n[a](ftp://{{item.sku}})",
                "templates/out-of-stock.md: the link target \"ftp://{{…}}\" must begin with https://, http:// or mailto:"
            ),
            (
                "Subject: x\n\n[a](/orders)",
                "templates/out-of-stock.md: the link target \"/orders\" must begin with https://, http:// or mailto:"
            ),
            (
                "Subject: x\nSMS: {{> facts}}\n\nx",
                "templates/out-of-stock.md:2: {{> facts}}: a partial cannot stand here, only in the body of a letter"
            ),
            ("Subject: x\n\na \u{E000}", "templates/out-of-stock.md:3: the characters U+E000 to U+E002 cannot stand in a letter"),
            ("Subject: x\n\na \u{FFFD}", "templates/out-of-stock.md:3: is not UTF-8 here"),
        ] as [(String, String)])
    func trialsFindWhatOnlyRenderingShows(_ text: String, _ error: String) {
        let errors = Fixture.errors(["out-of-stock.md": text])
        #expect(errors == [error])
    }

    @Test func anSMSOverItsSegmentsIsRefused() {
        let long = String(repeating: "very long ", count: 40)
        let errors = Fixture.errors(["out-of-stock.md": "Subject: x\nSMS: \(long) {{item.name}}\n\nx"])
        #expect(
            errors == [
                "templates/out-of-stock.md:2: the SMS text does not fit into the segments of the channel sms, even with short names"
            ])
        #expect(
            Fixture.errors(["out-of-stock.md": "Subject: x\n\nSMS: x\nReply-To: {{item.parent}} x\n"]).isEmpty,
            "a body may look like headers")
        #expect(
            Fixture.errors([
                "out-of-stock.md": "Subject: x\nSMS: {{item.name}} {{item.name}} {{item.name}} {{item.name}} {{item.name}} {{item.name}}\n\nx"
            ]).isEmpty)
    }

    @Test(
        arguments: [
            ("low_stock.md", "overrides nothing: the name is not understood; did you mean \"low-stock\"?"),
            ("notes.txt", "overrides nothing: the name is not understood"), ("facts.md", "overrides nothing: the name is not understood"),
            ("purchsing/low-stock.md", "overrides nothing: there is no department \"purchsing\"; did you mean \"purchasing\"?"),
            ("low-stock.chta.md", "overrides nothing: \"chta\" is neither a language nor a class of channels; did you mean \"chat\"?"),
            ("low-stock.chat.de.md", "overrides nothing: the name is not understood; a language stands before the class"),
            ("purchasing/old/low-stock.md", "lies too deep: only folders named after departments are read"),
            ("words.json", "overrides nothing: the name is not understood"),
        ] as [(String, String)])
    func aFileThatOverridesNothingIsWarnedOf(_ path: String, _ warning: String) throws {
        let (_, warnings) = try Fixture.loadWithWarnings([path: "Subject: x\n\nx"])
        #expect(warnings.map(\.description) == ["templates/\(path): \(warning)"])
    }

    @Test(arguments: [
        "low-stock.md", "low-stock.fr.md", "low-stock.sms.md", "low-stock.pt-BR.slack.md", "stockbell/trouble.md", "README.md", ".DS_Store",
        "purchasing/_facts.de.chat.md",
    ])
    func aNameThatIsUnderstoodIsNotWarnedOf(_ path: String) throws {
        #expect(try Fixture.loadWithWarnings([path: "Subject: x\n\nx"]).warnings.isEmpty)
    }

    @Test(arguments: Fixture.channels)
    func everyTypeOfChannelCanBePartOfAName(_ channel: ChannelSettings) throws {
        #expect(try TemplateName("low-stock.de.\(channel.type).md", departments: []).way == channel.type)
        #expect(try TemplateName("low-stock.\(channel.class.rawValue).md", departments: []).way == channel.class.rawValue)
    }

    @Test func aLetterThatNoRuleAsksForIsCheckedToo() {
        let routing = Fixture.routing(Fixture.department(on: [.outOfStock]))
        #expect(
            Fixture.errors(["purchasing/refilled.md": "Subject: {{a}}\n\nx"], routing) == ["templates/purchasing/refilled.md:1: unknown field \"a\""])
    }

    @Test func aTableTornApartIsWarnedOf() throws {
        let torn = "Subject: x\n\n| a |\n|---|\n| b |\n\n{{#elsewhere}}{{#places}}| {{place.name}} |{{/places}}{{/elsewhere}}"
        let (_, warnings) = try Fixture.loadWithWarnings(["out-of-stock.md": torn])
        #expect(warnings.map(\.message) == ["a row \"| … |\" stands outside a table: {{#list}} and {{/list}} must each stand alone on a line"])
    }
}
