import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct MattermostAdapterTests {
    private let posted = Samples.response(201, #"{"id":"newpost0000000000000000001","message":"x"}"#)
    private let bot = AdapterUnderTest.mattermostBot

    private func failed(_ status: Int, _ id: String, _ message: String = "No.") -> CurlResponse {
        Samples.response(status, #"{"id":"\#(id)","message":"\#(message)","detailed_error":"","request_id":"r","status_code":\#(status)}"#)
    }

    @Test func aBotPostsAndAnswers() throws {
        let (requests, outcome) = try bot.play(Samples.chatParcel(), [posted])
        let body = try ChatBody(requests[0])
        #expect(requests.map(\.url) == ["https://chat.example.com/api/v4/posts"])
        #expect(requests[0].headers.contains(Header(name: "Authorization", value: "Bearer mAtTeRmOsTtOkEn")))
        #expect(body.at("channel_id") as? String == "4xp9fdt77pncbef59f4k1qe83o" && body.at("root_id") == nil)
        #expect(body.at("pending_post_id") as? String == Samples.delivery)
        #expect(outcome?.receipt?.thread == "newpost0000000000000000001")
        let answer = try bot.play(Samples.chatParcel(thread: "firstpost00000000000000001"), [posted])
        #expect(try ChatBody(answer.requests[0]).at("root_id") as? String == "firstpost00000000000000001")
        #expect(answer.outcome?.receipt?.thread == "firstpost00000000000000001")
        #expect(try bot.with(.single).play(Samples.chatParcel(thread: "x"), [posted]).outcome?.receipt?.thread == nil)
    }

    @Test func aBotChangesItsPost() throws {
        let (requests, outcome) = try bot.with(.edit).play(
            Samples.chatParcel(thread: "firstpost00000000000000001"), [Samples.response(200, #"{"id":"firstpost00000000000000001"}"#)])
        #expect(requests.map(\.url) == ["https://chat.example.com/api/v4/posts/firstpost00000000000000001/patch"])
        #expect(requests[0].method == "PUT")
        #expect(Set(try ChatBody(requests[0]).root.keys) == ["message"])
        #expect(outcome?.receipt?.thread == "firstpost00000000000000001")
        #expect(try bot.with(.edit).play(Samples.chatParcel(thread: "../../users"), []).requests[0].method == nil)
    }

    @Test(arguments: [
        (404, "app.post.get.app_error"), (400, "api.post.update_post.permissions_time_limit.app_error"), (403, "api.context.permissions.app_error"),
    ])
    func whatCannotBeChangedIsPostedAnew(_ status: Int, _ id: String) throws {
        let (requests, outcome) = try bot.with(.edit).play(Samples.chatParcel(thread: "firstpost00000000000000001"), [failed(status, id), posted])
        #expect(requests.map(\.method) == ["PUT", nil])
        #expect(outcome?.receipt?.thread == "newpost0000000000000000001")
    }

    @Test func aThreadThatIsGoneEndsInAPostOfItsOwn() throws {
        let gone = failed(400, "api.post.create_post.root_id.app_error")
        let (requests, outcome) = try bot.play(Samples.chatParcel(thread: "firstpost00000000000000001"), [gone, posted])
        #expect(try ChatBody(#require(requests.last)).at("root_id") == nil)
        #expect(outcome?.receipt?.thread == "newpost0000000000000000001")
    }

    @Test(arguments: [
        (201, #"{"id":"x"}"#, "delivered"), (200, "ok", "unknown no-answer"), (201, "", "unknown no-answer"),
        (
            401, #"{"id":"api.context.session_expired.app_error","message":"Invalid or expired session","status_code":401}"#,
            "misconfigured authentication"
        ),
        (403, #"{"id":"api.context.permissions.app_error","message":"no","status_code":403}"#, "misconfigured policy"),
        (404, #"{"id":"app.channel.get.existing.app_error","message":"no","status_code":404}"#, "misconfigured unknown-recipient"),
        (
            400, #"{"id":"api.context.invalid_body_param.app_error","message":"Invalid or missing channel_id in request body.","status_code":400}"#,
            "misconfigured unknown-recipient"
        ),
        (400, #"{"id":"api.post.create_post.can_not_post_to_deleted.error","message":"no","status_code":400}"#, "misconfigured unknown-recipient"),
        (400, #"{"id":"model.post.is_valid.msg.app_error","message":"Invalid message.","status_code":400}"#, "rejected too-large"),
        (400, #"{"id":"api.post.create_post.props.app_error","message":"no","status_code":400}"#, "rejected refused-content"),
        (400, #"{"id":"api.post.deduplicate_create_post.pending","message":"no","status_code":400}"#, "retry server-error message"),
        (429, "limit exceeded", "retry rate-limited channel"), (500, "", "retry server-error message"), (502, "", "retry server-error channel"),
    ])
    func judgesTheAPI(_ status: Int, _ body: String, _ label: String) throws { #expect(try bot.outcome(status, body).label == label) }

    @Test(arguments: [
        (200, "ok", "delivered"), (200, "<html>", "unknown no-answer"),
        (400, #"{"id":"web.incoming_webhook.text.app_error","message":"No text specified.","status_code":400}"#, "rejected refused-content"),
        (
            400, #"{"id":"web.incoming_webhook.parse.app_error","message":"Unable to parse incoming data.","status_code":400}"#,
            "rejected refused-content"
        ),
        (400, #"{"id":"web.incoming_webhook.invalid.app_error","message":"Invalid webhook.","status_code":400}"#, "misconfigured unknown-recipient"),
        (
            400, #"{"id":"web.incoming_webhook.channel.app_error","message":"Couldn't find the channel.","status_code":400}"#,
            "misconfigured unknown-recipient"
        ),
        (403, #"{"id":"web.incoming_webhook.permissions.app_error","message":"no","status_code":403}"#, "misconfigured authentication"),
        (404, #"{"id":"web.incoming_webhook.channel.app_error","message":"no","status_code":404}"#, "misconfigured unknown-recipient"),
        (
            501,
            #"{"id":"web.incoming_webhook.disabled.app_error","message":"Incoming webhooks have been disabled by the system admin.","status_code":501}"#,
            "misconfigured policy"
        ),
        (429, "", "retry rate-limited channel"), (500, "", "retry server-error message"), (503, "", "retry server-error channel"),
    ])
    func judgesWebhooks(_ status: Int, _ body: String, _ label: String) throws {
        #expect(try AdapterUnderTest.mattermost.outcome(status, body).label == label)
    }

    /// Its own header, where a proxy took the usual one away.
    @Test(arguments: [("12", nil, 12), ("12", "3", 3), ("0", nil, nil), ("soon", nil, nil), ("1e9", nil, nil)] as [(String, String?, Int?)])
    func waitsAsLongAsItsHeadersSay(_ reset: String, _ after: String?, _ seconds: Int?) throws {
        var limited = Samples.response(429, "limit exceeded", retryAfter: after)
        limited.headers.append(Header(name: "X-RateLimit-Reset", value: reset))
        for subject in [bot, .mattermost] {
            let outcome = try AdapterContract.outcome(subject, limited)
            #expect(outcome.label == "retry rate-limited channel" && outcome.after == seconds.map { .seconds($0) })
        }
    }

    @Test func aWrongRoomOfAnAddressStopsNothingElse() throws {
        #expect(try bot.play(Samples.chatParcel(to: "other"), [failed(403, "api.context.permissions.app_error")]).outcome?.label == "rejected policy")
        #expect(try bot.outcome(400, #"{"id":"x.y","message":"Bad mAtTeRmOsTtOkEn.","status_code":400}"#).text == "HTTP 400: Bad •••. (x.y)")
    }
}
