import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct RocketChatAdapterTests {
    private let user = AdapterUnderTest.rocketChatUser
    private let posted = Samples.response(200, #"{"success":true,"message":{"_id":"01JD0000000000000000000000","rid":"GENERAL"}}"#)

    private func failed(_ error: String, _ status: Int = 400) -> CurlResponse {
        Samples.response(status, #"{"success":false,"error":"The reason [\#(error)]","errorType":"\#(error)"}"#)
    }

    @Test func aUserPostsWithAnIDOfOurs() throws {
        let (requests, outcome) = try user.play(Samples.chatParcel(), [posted])
        let body = try ChatBody(requests[0])
        #expect(requests.map(\.url) == ["https://rocket.example.com/api/v1/chat.sendMessage"])
        #expect(requests[0].headers.contains(Header(name: "X-Auth-Token", value: "rOcKeTuSeRtOkEn")))
        #expect(requests[0].headers.contains(Header(name: "X-User-Id", value: "rbAXPnMktTFbNpwtJ")))
        #expect(body.at("message", "_id") as? String == Samples.delivery && body.at("message", "rid") as? String == "GENERAL")
        #expect(body.at("message", "tmid") == nil && body.at("message", "tshow") == nil)
        #expect(outcome?.receipt?.thread == "GENERAL 01JD0000000000000000000000")
    }

    @Test func answersAreInTheThread() throws {
        let (requests, outcome) = try user.play(Samples.chatParcel(thread: "GENERAL first"), [posted])
        let body = try ChatBody(requests[0])
        #expect(body.at("message", "tmid") as? String == "first" && body.at("message", "rid") as? String == "GENERAL")
        #expect(body.at("message", "tshow") as? Bool == true)
        #expect(outcome?.receipt?.thread == "GENERAL first")
        #expect(
            try ChatBody(user.play(Samples.chatParcel(thread: "GENERAL first", kind: .reminder), []).requests[0]).at("message", "tshow") as? Bool
                == false)
        #expect(try user.with(.single).play(Samples.chatParcel(thread: "GENERAL first"), [posted]).outcome?.receipt?.thread == nil)
    }

    @Test func changesItsMessageOrPostsAnew() throws {
        let changed = try user.with(.edit).play(
            Samples.chatParcel(thread: "GENERAL first"), [Samples.response(200, #"{"success":true,"message":{"_id":"first","rid":"GENERAL"}}"#)])
        let body = try ChatBody(changed.requests[0])
        #expect(changed.requests[0].url.hasSuffix("/api/v1/chat.update"))
        #expect(body.at("roomId") as? String == "GENERAL" && body.at("msgId") as? String == "first")
        #expect(changed.outcome?.receipt?.thread == "GENERAL first")
        let gone = Samples.response(400, #"{"success":false,"error":"No message found with the id of \"first\"."}"#)
        let (requests, outcome) = try user.with(.edit).play(Samples.chatParcel(thread: "GENERAL first"), [gone, posted])
        #expect(requests.map { String($0.url.suffix(11)) } == ["chat.update", "sendMessage"])
        #expect(outcome?.receipt?.thread == "GENERAL 01JD0000000000000000000000")
    }

    @Test func theNameOfARoomBecomesItsID() throws {
        let found = Samples.response(200, #"{"success":true,"room":{"_id":"GENERAL","name":"a b"}}"#)
        let (requests, outcome) = try user.play(Samples.chatParcel(to: "#einkauf-süd"), [found, posted])
        #expect(requests[0].url == "https://rocket.example.com/api/v1/rooms.info?roomName=einkauf-s%C3%BCd")
        #expect(requests[0].payload == .none && requests[0].headers.contains { $0.name == "X-Auth-Token" })
        #expect(try ChatBody(#require(requests.last)).at("message", "rid") as? String == "GENERAL")
        #expect(outcome?.label == "delivered")
        #expect(try user.play(Samples.chatParcel(to: "#x"), [failed("error-room-not-found")]).outcome?.label == "rejected unknown-recipient")
        #expect(try user.play(Samples.chatParcel(to: "#x"), [Samples.response(401, "")]).outcome?.label == "misconfigured authentication")
        #expect(try user.play(Samples.chatParcel(to: "#x"), [Samples.response(503, "")]).outcome?.label == "retry server-error channel")
        // A page of something that stands between says nothing of the room.
        for page in ["<html>Please log in</html>", ""] {
            #expect(try user.play(Samples.chatParcel(to: "#x"), [Samples.response(200, page)]).outcome?.label == "retry server-error channel")
        }
    }

    /// The server stumbles over an id that is there already, so it is asked; at the first attempt too, as libcurl may have sent the post twice.
    @Test(arguments: [400, 500], [1, 2])
    func aRepeatIsKnown(_ status: Int, _ attempt: Int) throws {
        let stumbled = Samples.response(status, #"{"success":false,"error":"Cannot read properties of undefined (reading 'starred')"}"#)
        let (requests, outcome) = try user.play(Samples.chatParcel(attempt: attempt), [stumbled, posted])
        #expect(requests.last?.url == "https://rocket.example.com/api/v1/chat.getMessage?msgId=01JD0000000000000000000000")
        #expect(outcome?.label == "delivered" && outcome?.receipt?.thread == "GENERAL 01JD0000000000000000000000")
        let none = try user.play(Samples.chatParcel(attempt: attempt), [stumbled, Samples.response(400, #"{"success":false}"#)])
        #expect(none.outcome?.label == (status == 400 ? "rejected refused-content" : "retry server-error message"))
    }

    /// While nobody knows whether it is there, it is neither given up nor taken for posted.
    @Test(arguments: [
        (Samples.response(503), "retry server-error channel"), (Samples.response(200, "<html>"), "unknown no-answer"),
        (CurlResponse(code: 7, error: "refused"), "retry connection channel"), (Samples.response(429), "retry rate-limited channel"),
        (CurlResponse(code: 28, isRequestSent: true, error: "timed out"), "unknown no-answer"),
    ])
    func anUnansweredQuestionDecidesNothing(_ answer: CurlResponse, _ label: String) throws {
        #expect(try user.play(Samples.chatParcel(), [Samples.response(400, #"{"success":false}"#), answer]).outcome?.label == label)
    }

    /// Change, look-up of the room, post, look-up of the message: a carrier allows no more.
    @Test func neverTakesMoreThanFourSteps() throws {
        let gone = Samples.response(400, #"{"success":false}"#)
        let found = Samples.response(200, #"{"success":true,"room":{"_id":"GENERAL"}}"#)
        let played = try user.with(.edit).play(Samples.chatParcel(thread: "GENERAL first", to: "#x", attempt: 2), [gone, found, gone, gone])
        #expect(played.requests.count == 4 && played.outcome?.label == "rejected refused-content")
    }

    @Test(arguments: [
        ("error-invalid-room", 400, "misconfigured unknown-recipient"), ("error-not-allowed", 400, "misconfigured unknown-recipient"),
        ("error-message-size-exceeded", 400, "rejected too-large"), ("error-too-many-requests", 400, "retry rate-limited channel"),
        ("error-too-many-requests", 429, "retry rate-limited channel"), ("anything", 400, "rejected refused-content"),
        ("anything", 401, "misconfigured authentication"), ("anything", 500, "retry server-error message"),
        ("anything", 200, "rejected refused-content"),
    ])
    func judgesTheAPI(_ error: String, _ status: Int, _ label: String) throws {
        #expect(try AdapterContract.outcome(user, failed(error, status)).label == label)
    }

    @Test func waitsAsLongAsTheServerSays() throws {
        let body =
            #"{"success":false,"error":"Error, too many requests. Please slow down. You must wait 36 seconds before trying this endpoint again. [error-too-many-requests]"}"#
        #expect(try user.outcome(429, body).after == .seconds(36))
        #expect(try user.outcome(429, body, retryAfter: "50").after == .seconds(50))
        #expect(try user.outcome(429, body.replacing("36", with: "3.5")).after == .seconds(4))
        #expect(try user.outcome(429, "").after == nil)
        #expect(try user.outcome(200, "<html>").label == "unknown no-answer")
    }

    @Test(arguments: [
        (200, #"{"success":true}"#, "delivered"), (200, "", "delivered"), (200, #"{"success":false,"error":"x"}"#, "rejected refused-content"),
        (200, "<html>", "unknown no-answer"), (400, #"{"success":false,"error":"invalid-channel"}"#, "misconfigured unknown-recipient"),
        (400, #"{"success":false,"error":"x"}"#, "rejected refused-content"), (401, "", "misconfigured authentication"),
        (404, "", "misconfigured unknown-recipient"), (429, #"{"success":false,"error":"error-too-many-requests"}"#, "retry rate-limited channel"),
        (500, "", "retry server-error message"), (503, "Service Unavailable", "retry server-error channel"),
    ])
    func judgesIntegrations(_ status: Int, _ body: String, _ label: String) throws {
        #expect(try AdapterUnderTest.rocketChat.outcome(status, body).label == label)
    }

    @Test func anIntegrationThatIsSwitchedOffIsNamed() throws {
        #expect(try AdapterUnderTest.rocketChat.outcome(503, "").text == "HTTP 503; if this lasts, the integration may be switched off")
        let cut = CurlResponse(code: 56, status: 200, isRequestSent: true, error: "reset")
        #expect(try AdapterContract.outcome(.rocketChat, cut).label == "unknown no-answer")
    }
}
