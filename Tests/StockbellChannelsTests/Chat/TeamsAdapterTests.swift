import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct TeamsAdapterTests {
    private func card(_ blocks: [Document.Block], subject: String = "Title") throws -> ReadTeams {
        try ReadTeams(AdapterContract.request(.teams, Message(subject: subject, body: Document(blocks))))
    }

    @Test func theEnvelopeIsTheWorkflows() throws {
        let request = try AdapterContract.request(.teams, Samples.letter(named: "Espresso"))
        let body = try ChatBody(request)
        #expect(body.at("type") as? String == "message")
        #expect(body.at("attachments", 0, "contentType") as? String == "application/vnd.microsoft.card.adaptive")
        #expect(body.at("attachments", 0, "content", "version") as? String == "1.4")
        #expect(body.at("attachments", 0, "content", "msteams", "width") as? String == "Full")
        #expect(body.at("attachments", 0, "content", "fallbackText") as? String == "Out of stock: Espresso")
        #expect(request.url.hasSuffix("&sv=1.0&sig=s1g-S3crEt"))
    }

    @Test func writesTheWholeTree() throws {
        let card = try card(
            [
                .heading(level: 2, [.text("Hamburg")]),
                .paragraph([
                    .strong([.text("Espresso")]), .text(" ("), .code("ESP-900"), .text(") "), .emphasis([.text("out")]), .lineBreak, .text("now"),
                ]),
                .table(header: [[.text("Place")], [.text("Left")]], rows: [[[.text("Hamburg")], [.text("4")]]]),
                .table(header: [[], []], rows: [[[.text("Threshold")], [.text("5")]], [[.text("Was")], [.text("3 pieces")]]]),
                .code("a\n  b"),
                .actions([.init(label: [.text("I'm on it")], target: "https://s.example/a?b=1&c=2")]),
            ], subject: "Out of stock")
        #expect(card.shown == "Out of stock\nHamburg\nEspresso (ESP-900) out\nnow\n• Hamburg, 4\nThreshold: 5\nWas: 3 pieces\na\n  b\nI'm on it")
        #expect(
            card.body.map { $0["type"] as? String } == [
                "RichTextBlock", "RichTextBlock", "RichTextBlock", "RichTextBlock", "RichTextBlock", "FactSet", "RichTextBlock", "ActionSet",
            ])
        let runs = try #require(card.body[2]["inlines"] as? [[String: Any]])
        #expect(runs[0]["weight"] as? String == "Bolder" && runs[2]["fontType"] as? String == "Monospace" && runs[4]["italic"] as? Bool == true)
        #expect(card.body[3]["spacing"] as? String == "None")
        let action = try #require((card.body.last?["actions"] as? [[String: Any]])?.first)
        #expect(action["type"] as? String == "Action.OpenUrl" && action["url"] as? String == "https://s.example/a?b=1&c=2")
    }

    /// Facts are read as Markdown, so what could be some goes where none is read.
    @Test(arguments: [
        "*x*", "_x_", "`x`", "[x](http://evil.example)", "a & b", "&lt;", "# x", "1. x", "- x", "<at>all</at>", "http://evil.example",
        "www.evil.example", "~x~", "\\x",
    ])
    func aFactHasNoMarkdown(_ value: String) throws {
        let card = try card([.table(header: [[], []], rows: [[[.text("Name")], [.text(value)]]])])
        #expect(card.body.allSatisfy { $0["facts"] == nil })
        #expect(card.shown.contains("• Name: \(value)"))
    }

    @Test func linksCannotBeBrokenOutOf() throws {
        let card = try card([
            .paragraph([.link(.init(label: [.text("x")], target: "https://e.example/\"}<é"))]),
            .paragraph([.link(.init(label: [.text("y")], target: "javascript:alert(1)"))]),
        ])
        let run = try #require((card.body[1]["inlines"] as? [[String: Any]])?.first)
        #expect((run["selectAction"] as? [String: Any])?["url"] as? String == "https://e.example/%22}%3C%C3%A9")
        #expect((card.body[2]["inlines"] as? [[String: Any]])?.first?["selectAction"] == nil)
    }

    @Test func moreActionsThanARowHoldsAreLinks() throws {
        let links = (0..<7).map { Document.Link(label: [.text("L\($0)")], target: "https://s.example/\($0)") }
        #expect(try card([.actions(links)]).body.last?["type"] as? String == "RichTextBlock")
        #expect(try card([.actions(Array(links.prefix(6)))]).body.last?["type"] as? String == "ActionSet")
    }

    @Test func anEndlessLetterKeepsItsActions() throws {
        let rows = (0..<3000).map { [[Document.Inline.text("Item \"\($0)\" 👩‍👩‍👧‍👦")], [.text("Hamburg")]] }
        let card = try card([
            .table(header: [[.text("a")], [.text("b")]], rows: rows), .actions([.init(label: [.text("Open")], target: "https://s.example/")]),
        ])
        #expect((20_000...25_000).contains(card.bytes))
        #expect(card.shown.hasSuffix("…\nOpen"))
    }

    @Test func anEmptyLetterIsNotSent() { #expect(throws: ContentError.self) { try card([], subject: "") } }

    @Test(arguments: [
        (202, "", "delivered"), (200, "1", "delivered"),
        (
            400, #"{"error":{"code":"TriggerInputSchemaMismatch","message":"The input body for trigger 'manual' did not match its schema"}}"#,
            "rejected refused-content"
        ),
        (400, #"{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"Could not execute workflow"}}"#, "misconfigured unknown-recipient"),
        (401, #"{"error":{"code":"DirectApiAuthorizationRequired","message":"OAuth"}}"#, "misconfigured authentication"),
        (401, "", "misconfigured authentication"), (403, "", "misconfigured authentication"),
        (404, #"{"error":{"code":"WorkflowNotFound","message":"gone"}}"#, "misconfigured unknown-recipient"),
        (404, "", "misconfigured unknown-recipient"),
        (413, "", "rejected too-large"), (429, "", "retry rate-limited channel"), (500, "", "retry server-error message"),
        (502, #"{"error":{"code":"NoResponse","message":"The server did not receive a response"}}"#, "unknown no-answer"),
        (502, "", "retry server-error channel"), (503, "", "retry server-error channel"), (504, "", "unknown no-answer"),
    ])
    func judges(_ status: Int, _ body: String, _ label: String) throws { #expect(try AdapterUnderTest.teams.outcome(status, body).label == label) }

    @Test func honoursRetryAfterAndSaysWhatTeamsSaid() throws {
        #expect(try AdapterUnderTest.teams.outcome(429, "", retryAfter: "12").after == .seconds(12))
        #expect(
            try AdapterUnderTest.teams.outcome(404, #"{"error":{"code":"WorkflowNotFound","message":"no 0a1b2c3d4e5f"}}"#).text
                == "HTTP 404: WorkflowNotFound: no •••; the workflow is switched off or gone")
    }

    @Test(.enabled(if: SpecFile.isPresent("adaptive-card-1.4.0.json"), Comment(rawValue: SpecFile.absence)))
    func theCardIsAnAdaptiveCard() throws {
        let file = try SpecFile("adaptive-card-1.4.0.json")
        let letter = Message(
            subject: "Out",
            body: Document([
                .paragraph([.strong([.text("x")]), .link(.init(label: [.text("y")], target: "https://e.example/"))]), .code("z"),
                .table(header: [[], []], rows: [[[.text("Threshold")], [.text("5")]]]),
                .actions([.init(label: [.text("Open")], target: "https://e.example/")]),
            ]))
        var card = try ReadTeams(AdapterContract.request(.teams, letter)).card
        // Teams' own, outside the schema.
        card["msteams"] = nil
        let check = { (card: [String: Any]) in
            try file.mistakes(in: Array(JSONSerialization.data(withJSONObject: card)), by: file.root, refusesUnknown: false)
        }
        #expect(try check(card) == [])
        var body = try #require(card["body"] as? [[String: Any]])
        body[1]["inlines"] = [["type": "TextRun", "text": "x", "weight": "Heavy"]]
        card["body"] = body
        #expect(try !check(card).isEmpty)
    }
}
