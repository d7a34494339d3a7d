import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct DiscordAdapterTests {
    private let posted = Samples.response(200, #"{"id":"998877665544332211","channel_id":"42"}"#)

    private var long: Message {
        Message(subject: "Out of stock", body: Document([.paragraph([.text(String(repeating: "word ", count: 600))])]))
    }

    @Test func waitsForDiscordToKeepTheMessageAndCallsNobody() throws {
        let request = try AdapterContract.request(.discord, Samples.letter(named: "@everyone"))
        let body = try ChatBody(request)
        #expect(request.url == "https://discord.com/api/v10/webhooks/123456789012345678/dIsCoRd-tOkEn_x?wait=true&thread_id=42")
        #expect(request.method == nil)
        #expect(request.headers.first { $0.name == "User-Agent" }?.value.hasPrefix("DiscordBot (https://") == true)
        #expect((body.at("allowed_mentions", "parse") as? [Any])?.isEmpty == true)
        #expect(body.at("flags") as? Int == 4)
        #expect((body.at("embeds") as? [Any])?.isEmpty == true)
    }

    @Test func aQueryOfTheURLStays() throws {
        var subject = AdapterUnderTest.discord
        subject.channel.kind = .discord(DiscordSettings(url: Secret("https://discord.example/api/webhooks/1/x?a=b")))
        #expect(try AdapterContract.request(subject, Samples.letter(named: "x")).url == "https://discord.example/api/webhooks/1/x?a=b&wait=true")
    }

    @Test func aLongLetterIsEmbedded() throws {
        let body = try ChatBody(AdapterContract.request(.discord, long))
        #expect(body.at("content") as? String == "Out of stock")
        #expect((body.at("embeds", 0, "description") as? String)?.hasPrefix("**Out of stock**\n\nword word") == true)
        #expect(body.at("flags") as? Int == 0)
    }

    @Test func changesItsMessageOnlyWhereItShould() throws {
        let parcel = Samples.chatParcel(thread: "55")
        let (requests, outcome) = try AdapterUnderTest.discord.with(.edit).play(parcel, [Samples.response(200, #"{"id":"55"}"#)])
        #expect(requests.map(\.url) == ["https://discord.com/api/v10/webhooks/123456789012345678/dIsCoRd-tOkEn_x/messages/55?thread_id=42"])
        #expect(requests[0].method == "PATCH")
        #expect((try ChatBody(requests[0]).at("allowed_mentions", "parse") as? [Any])?.isEmpty == true)
        #expect(outcome?.receipt?.thread == "55")
        let single = try AdapterUnderTest.discord.play(parcel, [posted])
        #expect(single.requests[0].method == nil && single.outcome?.receipt?.thread == nil)
        #expect(single.outcome?.receipt?.providerID == "998877665544332211")
        // What is no id never gets into a path.
        #expect(try AdapterUnderTest.discord.with(.edit).play(Samples.chatParcel(thread: "../x"), []).requests[0].method == nil)
    }

    @Test func whatIsGoneIsPostedAnew() throws {
        let gone = Samples.response(404, #"{"message":"Unknown Message","code":10008}"#)
        let (requests, outcome) = try AdapterUnderTest.discord.with(.edit).play(Samples.chatParcel(thread: "55"), [gone, posted])
        #expect(requests.map(\.method) == ["PATCH", nil])
        #expect(outcome?.receipt?.thread == "998877665544332211")
        #expect(
            try AdapterUnderTest.discord.with(.edit).play(Samples.chatParcel(thread: "55"), [gone, gone]).outcome?.label
                == "misconfigured unknown-recipient")
    }

    /// See docs.discord.com/developers/topics/opcodes-and-status-codes.
    @Test(arguments: [
        (200, #"{"id":"1"}"#, "delivered"), (204, "", "delivered"), (200, "", "unknown no-answer"), (200, "<html>", "unknown no-answer"),
        (400, #"{"code":50035,"message":"Invalid Form Body","errors":{}}"#, "rejected refused-content"),
        (400, #"{"code":50006,"message":"Cannot send an empty message"}"#, "rejected refused-content"),
        (400, #"{"code":50109,"message":"The request body contains invalid JSON."}"#, "rejected refused-content"),
        (400, #"{"code":220003,"message":"Webhooks can only create threads in forum channels"}"#, "misconfigured unknown-recipient"),
        (400, #"{"code":50083,"message":"Thread is archived"}"#, "misconfigured unknown-recipient"),
        (401, #"{"code":50027,"message":"Invalid Webhook Token"}"#, "misconfigured gone"), (401, "", "misconfigured authentication"),
        (403, #"{"code":50013,"message":"Missing Permissions"}"#, "misconfigured policy"),
        (403, #"{"code":40333,"message":"internal network error"}"#, "misconfigured policy"),
        (404, #"{"code":10015,"message":"Unknown Webhook"}"#, "misconfigured gone"),
        (404, #"{"code":10003,"message":"Unknown Channel"}"#, "misconfigured unknown-recipient"), (404, "", "misconfigured unknown-recipient"),
        (413, #"{"code":40005,"message":"Request entity too large"}"#, "rejected too-large"),
        (429, #"{"message":"You are being rate limited.","retry_after":64.57,"global":false}"#, "retry rate-limited channel"),
        (429, "<html>error code: 1015</html>", "retry rate-limited channel"),
        (400, #"{"code":40062,"message":"Service resource is being rate limited."}"#, "retry rate-limited channel"),
        (
            400, #"{"code":20028,"message":"The write action you are performing on the channel has hit the write rate limit"}"#,
            "retry rate-limited channel"
        ),
        (500, "", "retry server-error message"), (502, "", "retry server-error channel"),
    ])
    func judgesByCode(_ status: Int, _ body: String, _ label: String) throws {
        #expect(try AdapterUnderTest.discord.outcome(status, body).label == label)
    }

    @Test(
        arguments: [
            (#"{"retry_after":64.57,"global":true}"#, "64", 65), (#"{"retry_after":0.2}"#, nil, 1), (#"{"retry_after":3}"#, "9.1", 10),
            (#"{"retry_after":99999999}"#, nil, 3600), (#"{"retry_after":-1}"#, nil, nil), ("", "5", 5), (#"{"retry_after":1e300}"#, nil, 3600),
        ] as [(String, String?, Int?)])
    func waitsForTheLongerOfHeaderAndBody(_ body: String, _ header: String?, _ seconds: Int?) throws {
        #expect(try AdapterUnderTest.discord.outcome(429, body, retryAfter: header).after == seconds.map { .seconds($0) })
    }

    @Test func waitsUntilTheBucketIsFullAgain() throws {
        var limited = Samples.response(429, #"{"retry_after":2.5}"#)
        limited.headers = [Header(name: "X-RateLimit-Reset-After", value: "7.2")]
        #expect(try AdapterContract.outcome(.discord, limited).after == .seconds(8))
        limited.headers[0].value = "1"
        #expect(try AdapterContract.outcome(.discord, limited).after == .seconds(3))
    }

    @Test func saysThatADeadWebhookNeverComesBack() throws {
        #expect(
            try AdapterUnderTest.discord.outcome(404, #"{"code":10015,"message":"Unknown Webhook"}"#).text
                == "HTTP 404: Unknown Webhook (10015); make a new webhook, this URL will never work again")
    }

    @Test(.enabled(if: SpecFile.isPresent("discord_openapi.json"), Comment(rawValue: SpecFile.absence)))
    func theBodiesAreAsDiscordDescribesThem() throws {
        let file = try SpecFile("discord_openapi.json")
        let post = try file.requestSchema("post", "/webhooks/{webhook_id}/{webhook_token}")
        let patch = try file.requestSchema("patch", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}")
        for letter in [Samples.letter(named: "Espresso"), long] {
            let first = try ChatBody(AdapterContract.request(.discord, letter))
            #expect(try file.mistakes(in: first.bytes, by: post) == [])
            let change = try ChatBody(AdapterUnderTest.discord.with(.edit).play(Samples.chatParcel(thread: "55", letter), []).requests[0])
            #expect(try file.mistakes(in: change.bytes, by: patch) == [])
        }
        for wrong in [
            #"{"content":"\#(String(repeating: "x", count: 2001))"}"#, #"{"content":1}"#, #"{"contents":"x"}"#,
            #"{"embeds":[{"description":"\#(String(repeating: "x", count: 4097))"}]}"#, #"{"content":"x","allowed_mentions":{"parse":["all"]}}"#,
        ] {
            #expect(try !file.mistakes(in: Array(wrong.utf8), by: post).isEmpty)
        }
    }
}
