import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct SlackBotTests {
    private let posted = Samples.response(200, #"{"ok":true,"channel":"C0123456789","ts":"1763748000.000200"}"#)

    private func failed(_ error: String) -> CurlResponse { Samples.response(200, #"{"ok":false,"error":"\#(error)"}"#) }

    @Test func postsAndRemembersWhatAnAnswerNeeds() throws {
        let (requests, outcome) = try AdapterUnderTest.slackBot.play(Samples.chatParcel(), [posted])
        let body = try ChatBody(requests[0])
        #expect(requests.map(\.url) == ["https://slack.com/api/chat.postMessage"])
        #expect(requests[0].headers.contains(Header(name: "Authorization", value: "Bearer xoxb-1234-tOkEn/pass")))
        #expect(body.at("channel") as? String == "C0123456789")
        #expect(body.at("unfurl_links") as? Bool == false && body.at("unfurl_media") as? Bool == false)
        #expect(body.at("thread_ts") == nil && body.at("reply_broadcast") == nil)
        #expect(outcome?.receipt?.thread == "C0123456789 1763748000.000200")
        #expect(outcome?.receipt?.providerID == "1763748000.000200")
        #expect(try ChatBody(AdapterUnderTest.slackBot.play(Samples.chatParcel(to: "C9"), []).requests[0]).at("channel") as? String == "C9")
    }

    /// Somebody has entered another room meanwhile.
    @Test(arguments: [IncidentStyle.thread, .edit]) func aThreadInAnotherRoomIsLeftAlone(_ style: IncidentStyle) throws {
        let (requests, _) = try AdapterUnderTest.slackBot.with(style).play(Samples.chatParcel(thread: "C0999999999 1.2"), [])
        #expect(requests.map { $0.url.hasSuffix("/chat.postMessage") } == [true])
    }

    @Test(
        arguments: [
            (.outOfStock, true), (.backInStock, true), (.restock, true), (.lowStock, false), (.reminder, false), (.over, false), (nil, nil),
        ] as [(LetterKind?, Bool?)])
    func answersInTheThreadAndTellsTheChannelWhatItShouldNotMiss(_ kind: LetterKind?, _ isBroadcast: Bool?) throws {
        let parcel = Samples.chatParcel(thread: "C0123456789 1.2", kind: kind)
        let (requests, outcome) = try AdapterUnderTest.slackBot.play(
            parcel, [Samples.response(200, #"{"ok":true,"channel":"C0123456789","ts":"3.4"}"#)])
        let body = try ChatBody(requests[0])
        #expect(body.at("thread_ts") as? String == "1.2" && body.at("channel") as? String == "C0123456789")
        #expect(body.at("reply_broadcast") as? Bool == isBroadcast)
        #expect(outcome?.receipt?.thread == "C0123456789 1.2")
    }

    @Test func changesTheFirstMessageWhereItShould() throws {
        let subject = AdapterUnderTest.slackBot.with(.edit)
        let (requests, outcome) = try subject.play(
            Samples.chatParcel(thread: "C0123456789 1.2"), [Samples.response(200, #"{"ok":true,"channel":"C0123456789","ts":"1.2"}"#)])
        let body = try ChatBody(requests[0])
        #expect(requests.map(\.url) == ["https://slack.com/api/chat.update"])
        #expect(body.at("ts") as? String == "1.2" && body.at("channel") as? String == "C0123456789")
        #expect(Set(body.root.keys) == ["blocks", "channel", "text", "ts"])
        #expect(outcome?.receipt?.thread == "C0123456789 1.2")
    }

    @Test(arguments: ["message_not_found", "cant_update_message", "edit_window_closed"])
    func whatCannotBeChangedIsPostedAnew(_ error: String) throws {
        let (requests, outcome) = try AdapterUnderTest.slackBot.with(.edit).play(
            Samples.chatParcel(thread: "C0123456789 1.2"), [failed(error), posted])
        #expect(requests.map { String($0.url.suffix(11)) } == ["chat.update", "postMessage"])
        #expect(try ChatBody(#require(requests.last)).at("channel") as? String == "C0123456789")
        #expect(outcome?.receipt?.thread == "C0123456789 1763748000.000200")
    }

    @Test func aThreadThatIsGoneEndsInAMessageOfItsOwn() throws {
        let (requests, outcome) = try AdapterUnderTest.slackBot.play(
            Samples.chatParcel(thread: "C0123456789 1.2"), [failed("thread_not_found"), posted])
        #expect(requests.count == 2)
        #expect(try ChatBody(#require(requests.last)).at("thread_ts") == nil)
        #expect(outcome?.receipt?.thread == "C0123456789 1763748000.000200")
        let again = try AdapterUnderTest.slackBot.play(
            Samples.chatParcel(thread: "C0123456789 1.2"), [failed("thread_not_found"), failed("message_not_found")])
        #expect(again.outcome?.label == "misconfigured policy")
    }

    @Test func singleMessagesKnowNoThread() throws {
        let (requests, outcome) = try AdapterUnderTest.slackBot.with(.single).play(Samples.chatParcel(thread: "C0123456789 1.2"), [posted])
        #expect(try ChatBody(requests[0]).at("thread_ts") == nil)
        #expect(outcome?.receipt?.thread == nil)
    }

    /// See docs.slack.dev/reference/methods/chat.postMessage#errors.
    @Test(arguments: [
        ("ratelimited", "retry rate-limited channel"), ("rate_limited", "retry rate-limited channel"), ("internal_error", "unknown server-error"),
        ("fatal_error", "unknown server-error"), ("service_unavailable", "retry server-error channel"),
        ("team_added_to_org", "retry server-error channel"), ("request_timeout", "retry timeout message"),
        ("msg_too_long", "rejected too-large"), ("msg_blocks_too_long", "rejected too-large"), ("invalid_blocks", "rejected refused-content"),
        ("no_text", "rejected refused-content"), ("invalid_arguments", "rejected refused-content"), ("invalid_json", "rejected refused-content"),
        ("news_of_tomorrow", "rejected refused-content"), ("channel_not_found", "misconfigured unknown-recipient"),
        ("is_archived", "misconfigured unknown-recipient"), ("not_in_channel", "misconfigured policy"),
        ("restricted_action_read_only_channel", "misconfigured policy"), ("invalid_auth", "misconfigured authentication"),
        ("not_authed", "misconfigured authentication"), ("account_inactive", "misconfigured authentication"),
        ("token_revoked", "misconfigured authentication"), ("token_expired", "misconfigured authentication"),
        ("missing_scope", "misconfigured authentication"), ("org_login_required", "misconfigured authentication"),
        ("ekm_access_denied", "misconfigured authentication"), ("accesslimited", "misconfigured authentication"),
        ("is_inactive", "misconfigured authentication"), ("upgrade_required", "misconfigured authentication"),
    ])
    func judgesByNameThoughTheStatusIs200(_ error: String, _ label: String) throws {
        #expect(try AdapterContract.outcome(.slackBot, failed(error)).label == label)
    }

    @Test func judgesTheRestByStatus() throws {
        let limited = try AdapterUnderTest.slackBot.outcome(429, #"{"ok":false,"error":"ratelimited"}"#, retryAfter: "30")
        #expect(limited.label == "retry rate-limited channel" && limited.after == .seconds(30))
        #expect(try AdapterUnderTest.slackBot.outcome(429, "", retryAfter: "7").after == .seconds(7))
        #expect(try AdapterUnderTest.slackBot.outcome(503, "").label == "retry server-error channel")
        #expect(try AdapterUnderTest.slackBot.outcome(200, "<html>").label == "unknown no-answer")
        #expect(try AdapterUnderTest.slackBot.outcome(200, "").label == "unknown no-answer")
        let scope = try AdapterUnderTest.slackBot.outcome(200, #"{"ok":false,"error":"missing_scope","needed":"chat:write"}"#)
        #expect(scope.text == "HTTP 200: missing_scope (the token lacks the scope chat:write)")
    }

    /// Slack counts by channel, so the other rooms of a bot go on; but for the messages that a workspace may have in all.
    @Test(arguments: [
        (200, #"{"ok":false,"error":"ratelimited"}"#, "address"), (429, #"{"ok":false,"error":"rate_limited"}"#, "address"), (429, "", "address"),
        (200, #"{"ok":false,"error":"message_limit_exceeded"}"#, "channel"),
    ])
    func tooManyMessagesStopOnlyTheRoom(_ status: Int, _ body: String, _ scope: String) throws {
        let limited = Samples.response(status, body, retryAfter: "30")
        let outcome = try AdapterUnderTest.slackBot.play(Samples.chatParcel(to: "C9"), [limited]).outcome
        #expect(outcome?.label == "retry rate-limited \(scope)" && outcome?.after == .seconds(30))
        #expect(try AdapterUnderTest.slackBot.play(Samples.chatParcel(), [limited]).outcome?.label == "retry rate-limited channel")
    }

    /// If the address names the room, the others of the channel still work.
    @Test func aWrongRoomOfAnAddressStopsNothingElse() throws {
        let outcome = try AdapterUnderTest.slackBot.play(Samples.chatParcel(to: "C9"), [failed("channel_not_found")]).outcome
        #expect(outcome?.label == "rejected unknown-recipient")
    }

    @Test func withoutARoomNothingIsSent() throws {
        var subject = AdapterUnderTest.slackBot
        subject.channel.kind = .slack(SlackSettings(access: .bot(server: Secret("https://slack.com/api"), token: Secret("xoxb"))))
        let adapter = subject.adapter
        #expect(throws: ContentError.self) { try adapter.next(Samples.chatParcel(), after: []) }
    }

    @Test func linksAreButtonsOnlyWhereTheAppAnswersClicks() throws {
        let post = try ReadSlack(AdapterContract.request(.slackBot, Samples.letter(named: "Espresso")))
        let button = try #require(post.blocks.last?.elements?.first)
        #expect(post.blocks.last?.type == "actions" && button.type == "button")
        #expect(button.text.text == "I'm on it" && button.text.type == "plain_text" && !button.text.emoji)
        #expect(button.url == "https://stock.example.com/i/1?a=1&b=2")
        #expect(try ReadSlack(AdapterContract.request(.slack, Samples.letter(named: "Espresso"))).blocks.allSatisfy { $0.elements == nil })
    }

    @Test func buttonsStayWithinBlockKitsLimits() throws {
        func buttons(_ count: Int, label: String = "Open", target: String = "https://s.example/") throws -> ReadSlack {
            let links = (0..<count).map { _ in Document.Link(label: [.text(label)], target: target) }
            return try ReadSlack(AdapterContract.request(.slackBot, Message(subject: "Out", body: Document([.actions(links)]))))
        }
        #expect(try buttons(25).blocks.last?.elements?.count == 25)
        #expect(try buttons(26).blocks.allSatisfy { $0.elements == nil })
        #expect(try buttons(1, label: String(repeating: "👩‍👩‍👧‍👦", count: 40)).blocks.last?.elements?.first?.text.text.utf16.count ?? 99 <= 75)
        #expect(try buttons(1, target: "https://s.example/" + String(repeating: "x", count: 2982)).blocks.last?.elements != nil)
        #expect(try buttons(1, target: "https://s.example/" + String(repeating: "x", count: 2983)).blocks.last?.elements == nil)
        #expect(try buttons(1, target: "mailto:a@example.com").blocks.last?.elements == nil)
        #expect(try buttons(1, label: " ").blocks.last?.elements == nil)
    }

    @Test func anEndlessLetterKeepsItsButtons() throws {
        let rows = (0..<20_000).map { [[Document.Inline.text("Item \($0) <&>")], [.text("Hamburg")]] }
        let letter = Message(
            subject: "All",
            body: Document([
                .table(header: [[.text("a")], [.text("b")]], rows: rows), .actions([.init(label: [.text("Open")], target: "https://s.example/")]),
            ]))
        let post = try ReadSlack(AdapterContract.request(.slackBot, letter))
        #expect(post.blocks.count == 50)
        #expect(post.sections.last == "…" && post.blocks.last?.elements?.count == 1)
    }

    /// The members of the body are parameters of the methods; the description, of 2021, has no form for blocks.
    @Test(.enabled(if: SpecFile.isPresent("slack_web_openapi_v2.json"), Comment(rawValue: SpecFile.absence)))
    func theBodiesAreAsSlackDescribesThem() throws {
        let file = try SpecFile("slack_web_openapi_v2.json")
        for (method, subject) in [("/chat.postMessage", AdapterUnderTest.slackBot), ("/chat.update", .slackBot.with(.edit))] {
            let operation = try file.object(["paths", method, "post"])
            let names = Set((operation["parameters"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
            let request = try #require(subject.play(Samples.chatParcel(thread: "C0123456789 1.2"), []).requests.first)
            let keys = Set(try ChatBody(request).root.keys)
            #expect(keys.subtracting(names) == [])
            #expect(keys.union(["textt"]).subtracting(names) == ["textt"])
        }
    }
}
