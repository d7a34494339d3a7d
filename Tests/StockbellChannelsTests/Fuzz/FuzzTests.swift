import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// Whatever a far side says, there is an outcome, which says no more than it may.
@Suite struct FuzzTests {
    private static let errorBodies = Mutation(
        [
            #"{"ok":false,"error":"channel_not_found","response_metadata":{"messages":["[ERROR] x"]}}"#, #"{"ok":true,"channel":"C1","ts":"1.2"}"#,
            #"{"message":"You are being rate limited.","retry_after":64.57,"global":false,"code":0}"#, #"{"id":"42","channel_id":"7","embeds":[]}"#,
            #"{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[]}}"#,
            #"{"name":"spaces/a/messages/b","thread":{"name":"t"}}"#,
            #"{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":14,"migrate_to_chat_id":-100}}"#,
            #"{"errcode":"M_LIMIT_EXCEEDED","error":"Too fast","retry_after_ms":398,"soft_logout":true}"#, #"{"event_id":"$x"}"#,
            #"{"code":42901,"http":429,"error":"limit reached","link":"https://ntfy.sh"}"#,
            #"{"result":"error","msg":"x","code":"RATE_LIMIT_HIT","retry-after":28.7}"#,
            #"{"success":false,"error":"Invalid integration id"}"#, #"{"id":"web.incoming_webhook","message":"x","status_code":400}"#, "ok",
            "invalid_blocks",
            #"{"code":21610,"message":"unsubscribed","more_info":"https://x","status":400}"#, #"{"sid":"SM1","status":"queued","num_segments":"2"}"#,
            #"{"message-count":"2","messages":[{"to":"1","message-id":"a","status":"0"},{"status":"29","error-text":"x"}]}"#,
            #"{"errors":[{"code":9,"description":"no (correct) recipients found","parameter":"recipients"}]}"#,
            #"{"id":"e8","recipients":{"items":[]}}"#,
            #"{"message_uuid":["db3ce55a"],"message":"message(s) queued","api_id":"x"}"#, #"{"data":{"id":"4031","to":[{"status":"queued"}]}}"#,
            #"{"errors":[{"code":"10009","title":"Authentication failed","detail":"x"}]}"#, #"{"code":"syntax_invalid_parameter_format","text":"x"}"#,
            "<PublishResponse><PublishResult><MessageId>9</MessageId></PublishResult></PublishResponse>", "0: Accepted for delivery", "3: Queued",
            "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>x</Message></Error></ErrorResponse>", "<html>502</html>",
            "Sent. Message splits: 2, Denied receivers are: 1", "",
        ], words: ["\"retry_after\":-1", "\"code\":\"x\"", "\"errors\":{}", "retry_after", "[[[[[[[[", "\"ok\":1"])

    private static let waits = Mutation(
        ["120", "64.57", "Sun, 06 Nov 1994 08:49:37 GMT", "0", "-1", "Sunday, 06-Nov-94 08:49:37 GMT", "9e99"], words: ["nan", "0x10"])

    private static let replies = Mutation(
        [
            "250 2.0.0 Ok: queued as 4Xq", "550 5.1.1 <a@example.com>: Recipient address rejected", "421-4.7.0 slow", "421 4.7.0 down",
            "451 4.7.1 Greylisted, see http://x", "334 eyJzdGF0dXMiOiI0MDEifQ==", "535 5.7.8 Error: authentication failed", "354 go ahead",
            "552 5.3.4 too big",
            "220 mail.example.com ESMTP", "250-SIZE 1000", "250 STARTTLS", "235 2.7.0 ok", "554 5.7.26 unauthenticated", "2", "99999 x", "5.1.1",
        ], words: ["5.7.", "4.999999999999999999999.1", "-", "queued as ", "id="])

    private static func judge(_ subject: AdapterUnderTest, _ outcome: Outcome) {
        let text = outcome.text
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(subject): \(text.debugDescription)")
        #expect(text.count <= 1000)
        for secret in subject.secrets where text.contains(secret) { Issue.record("\(subject) names \(secret)") }
    }

    /// Goes through an attempt to its end with answers of chance.
    private static func attempt(
        _ subject: AdapterUnderTest, _ chance: inout SeededGenerator, answer: (inout SeededGenerator) -> CurlResponse
    ) throws -> Outcome {
        let parcel = Samples.parcel(.message(Samples.letter(named: "Espresso")), to: subject.recipient)
        var exchanges: [Exchange] = []
        while exchanges.count <= WireCarrier.mostSteps {
            switch try subject.adapter.next(parcel, after: exchanges) {
            case .done(let outcome): return outcome
            case .send(let request):
                try request.validate()
                exchanges.append(Exchange(request: request, response: answer(&chance)))
            }
        }
        return .rejected(Failure(.other, "came to no end"), suppress: false)
    }

    @Test(arguments: AdapterUnderTest.all.filter { !$0.isMail })
    func anyBodyHasAnOutcome(_ subject: AdapterUnderTest) throws {
        try FuzzRun.each("bodies of \(subject)") { chance in
            let outcome = try Self.attempt(subject, &chance) { chance in
                let statuses = [0, 200, 200, 201, 202, 204, 301, 400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 999]
                var response = CurlResponse(status: statuses.randomElement(using: &chance) ?? 0, body: Self.errorBodies.next(using: &chance))
                response.headers = [Header(name: "Retry-After", value: Self.waits.text(using: &chance))]
                response.isRequestSent = Bool.random(using: &chance)
                if Bool.random(using: &chance) { (response.code, response.error) = (Int32.random(in: 0...99, using: &chance), "broken") }
                return response
            }
            Self.judge(subject, outcome)
            if case .retry(_, let after?, _) = outcome { #expect(after > .zero && after <= .seconds(3600), "\(after)") }
        }
    }

    @Test(arguments: AdapterUnderTest.all.filter(\.isMail))
    func anyReplyOfAMailServerHasAnOutcome(_ subject: AdapterUnderTest) throws {
        try FuzzRun.each("SMTP replies") { chance in
            let outcome = try Self.attempt(subject, &chance) { chance in
                var dialogue = SMTPDialogue(username: "stock", secrets: subject.secrets)
                for command in ["", "EHLO x", "STARTTLS", "AUTH PLAIN x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"].prefix(
                    Int.random(in: 1...7, using: &chance))
                {
                    if !command.isEmpty { dialogue.hear(command: command) }
                    for _ in 0..<Int.random(in: 0...3, using: &chance) { dialogue.hear(reply: Self.replies.text(using: &chance)) }
                }
                let status = dialogue.replies.last?.code ?? 0
                let code: Int32 = [0, 7, 8, 28, 55, 56, 60, 64, 67].randomElement(using: &chance) ?? 0
                return CurlResponse(
                    code: code, status: status, replies: dialogue.replies, error: code == 0 ? "" : "broken",
                    wasAuthenticated: dialogue.isAuthenticated)
            }
            Self.judge(subject, outcome)
        }
    }

    @Test func anyRetryAfterIsATimeOrNothing() {
        FuzzRun.each("Retry-After") { chance in
            let response = CurlResponse(headers: [Header(name: "Retry-After", value: Self.waits.text(using: &chance))])
            guard let wait = response.retryAfter(now: Samples.created) else { return }
            #expect(wait >= .seconds(1) && wait <= CurlResponse.longestRetryAfter)
        }
    }
}
