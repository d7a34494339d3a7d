import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// What each gateway's answers mean.
@Suite struct TextJudgementTests {
    private func judge(_ subject: AdapterUnderTest, _ status: Int, _ body: String) throws -> Outcome {
        try AdapterContract.outcome(subject, Samples.response(status, body, retryAfter: "7.2"))
    }

    @Test(arguments: [
        (201, #"{"sid":"SM1","status":"queued"}"#, "delivered"), (200, "<html>", "unknown other"), (201, "{}", "unknown other"),
        (201, #"{"sid":"SM1","status":"failed","error_code":21610,"error_message":"stopped"}"#, "rejected opted-out suppress"),
        (400, #"{"code":21211,"message":"The 'To' number x is not a valid phone number.","status":400}"#, "rejected bad-address suppress"),
        (400, #"{"code":21614,"message":"not a mobile number"}"#, "rejected bad-address suppress"),
        (400, #"{"code":21612,"message":"no route"}"#, "rejected policy"), (400, #"{"code":21408,"message":"region"}"#, "rejected policy"),
        (400, #"{"code":21610,"message":"unsubscribed"}"#, "rejected opted-out suppress"),
        (400, #"{"code":21606,"message":"From"}"#, "misconfigured policy"), (400, #"{"code":21212,"message":"From"}"#, "misconfigured policy"),
        (400, #"{"code":21608,"message":"trial"}"#, "misconfigured policy"), (400, #"{"code":21617,"message":"long"}"#, "rejected too-large"),
        (400, #"{"code":21602,"message":"no body"}"#, "rejected refused-content"),
        (401, #"{"code":20003,"message":"Authenticate"}"#, "misconfigured authentication"), (401, "", "misconfigured authentication"),
        (404, #"{"code":20404,"message":"The requested resource was not found"}"#, "misconfigured policy"),
        (429, #"{"code":20429,"message":"Too Many Requests"}"#, "retry rate-limited channel"), (429, "", "retry rate-limited channel"),
        (400, #"{"code":14107,"message":"rate"}"#, "retry rate-limited channel"), (400, #"{"code":"21211"}"#, "rejected bad-address suppress"),
        (400, #"{"code":99999,"message":"new"}"#, "rejected refused-content"), (400, "[[[", "rejected refused-content"),
        (500, #"{"code":20500,"message":"oops"}"#, "retry server-error message"), (503, "", "retry server-error channel"),
    ])
    func twilio(_ status: Int, _ body: String, _ label: String) throws { #expect(try judge(.twilio, status, body).label == label) }

    @Test(arguments: [
        (#"{"messages":[{"status":"0","message-id":"1"},{"status":"0","message-id":"2"}]}"#, "delivered"),
        (#"{"messages":[{"status":0}]}"#, "delivered"), (#"{"messages":[]}"#, "unknown other"), ("<html>", "unknown other"),
        (#"{"messages":[{"status":"0","message-id":"1"},{"status":"1","error-text":"Throughput Rate Exceeded"}]}"#, "unknown other"),
        (#"{"messages":[{"status":"1","error-text":"Throughput Rate Exceeded"}]}"#, "retry rate-limited channel"),
        (#"{"messages":[{"status":"2","error-text":"Missing to param"}]}"#, "rejected bad-address suppress"),
        (#"{"messages":[{"status":"2","error-text":"Missing text param"}]}"#, "rejected refused-content"),
        (#"{"messages":[{"status":"3","error-text":"Invalid value for param: to"}]}"#, "rejected bad-address suppress"),
        (#"{"messages":[{"status":"3","error-text":"Invalid value for param: from"}]}"#, "misconfigured policy"),
        (#"{"messages":[{"status":"4","error-text":"Bad Credentials"}]}"#, "misconfigured authentication"),
        (#"{"messages":[{"status":"5"}]}"#, "retry server-error message"), (#"{"messages":[{"status":"6"}]}"#, "rejected policy"),
        (#"{"messages":[{"status":"7"}]}"#, "rejected opted-out suppress"), (#"{"messages":[{"status":"8"}]}"#, "misconfigured policy"),
        (#"{"messages":[{"status":"9","error-text":"Partner quota exceeded"}]}"#, "misconfigured policy"),
        (#"{"messages":[{"status":"10"}]}"#, "retry rate-limited channel"), (#"{"messages":[{"status":"12"}]}"#, "rejected too-large"),
        (#"{"messages":[{"status":"15"}]}"#, "misconfigured policy"), (#"{"messages":[{"status":"22"}]}"#, "rejected policy"),
        (#"{"messages":[{"status":"29","error-text":"Non White-listed Destination"}]}"#, "misconfigured policy"),
        (#"{"messages":[{"status":"33"}]}"#, "rejected bad-address suppress"), (#"{"messages":[{"status":"99"}]}"#, "rejected refused-content"),
        (#"{"messages":[{"status":{}}]}"#, "unknown other"),
    ])
    func vonage(_ body: String, _ label: String) throws { #expect(try judge(.vonage, 200, body).label == label) }

    @Test(arguments: [
        (201, #"{"id":"1","recipients":{"items":[{"status":"sent"}]}}"#, "delivered"), (200, "{}", "unknown other"),
        (401, #"{"errors":[{"code":2,"description":"Request not allowed (incorrect access_key)"}]}"#, "misconfigured authentication"),
        (422, #"{"errors":[{"code":9,"description":"no (correct) recipients found","parameter":"recipients"}]}"#, "rejected bad-address suppress"),
        (422, #"{"errors":[{"code":10,"description":"originator is invalid","parameter":"originator"}]}"#, "misconfigured policy"),
        (422, #"{"errors":[{"code":10,"description":"body is too long","parameter":"body"}]}"#, "rejected refused-content"),
        (422, #"{"errors":[{"code":25,"description":"Not enough balance"}]}"#, "misconfigured policy"),
        (422, #"{"errors":[{"code":21,"description":"Bad request"}]}"#, "rejected refused-content"),
        (500, #"{"errors":[{"code":99,"description":"Internal error"}]}"#, "retry server-error message"), (429, "", "retry rate-limited channel"),
    ])
    func messagebird(_ status: Int, _ body: String, _ label: String) throws { #expect(try judge(.messagebird, status, body).label == label) }

    @Test(arguments: [
        (201, #"{"id":"01F"}"#, "delivered"), (201, "ok", "unknown other"),
        (400, #"{"code":"syntax_invalid_parameter_format","text":"to[0] is no MSISDN"}"#, "rejected bad-address suppress"),
        (400, #"{"code":"syntax_invalid_parameter_format","text":"Invalid originator"}"#, "misconfigured policy"),
        (400, #"{"code":"syntax_invalid_parameter_format","text":"[from] is not a valid MSISDN"}"#, "misconfigured policy"),
        (400, #"{"code":"syntax_invalid_parameter_format","text":"originator: MSISDN too long"}"#, "misconfigured policy"),
        (403, #"{"code":"illegal_number_type","text":"Number type is not allowed"}"#, "rejected policy"),
        (400, #"{"code":"syntax_constraint_violation","text":"body is too long"}"#, "rejected refused-content"),
        (401, "", "misconfigured authentication"), (403, #"{"code":"unauthorized","text":"no"}"#, "misconfigured authentication"),
        (403, #"{"code":"x","text":"Insufficient balance"}"#, "misconfigured policy"), (429, "", "retry rate-limited channel"),
        (500, "", "retry server-error message"),
    ])
    func sinch(_ status: Int, _ body: String, _ label: String) throws { #expect(try judge(.sinch, status, body).label == label) }

    @Test(arguments: [
        (202, #"{"message":"message(s) queued","message_uuid":["u"]}"#, "delivered"), (202, "{}", "unknown other"),
        (400, #"{"error":"'4915112345671' is not a valid phone number."}"#, "rejected bad-address suppress"),
        (400, #"{"error":"dst +4915112345671 is invalid"}"#, "rejected bad-address suppress"),
        (400, #"{"error":"'15005550006' is not a valid phone number."}"#, "misconfigured policy"),
        (400, #"{"error":"'1111111' is not a valid phone number."}"#, "rejected refused-content"),
        (400, #"{"error":"src 15005550006 may not send to destination 4915112345671: invalid"}"#, "misconfigured policy"),
        (400, #"{"error":"dst 123 is invalid"}"#, "rejected policy"),
        (400, #"{"error":"no permission for destination 4915112345671"}"#, "rejected policy"),
        (202, #"{"message":"message(s) queued","message_uuid":[],"invalid_number":["4915112345671"]}"#, "rejected bad-address suppress"),
        (202, #"{"message":"message(s) queued","message_uuid":[],"invalid_number":["+49 1"]}"#, "unknown other"),
        (202, #"{"message":"message(s) queued","message_uuid":["u"],"invalid_number":["4915112345671"]}"#, "delivered"),
        (400, #"{"error":"src parameter not present"}"#, "misconfigured policy"),
        (400, #"{"error":"text is empty"}"#, "rejected refused-content"),
        (200, #"{"error":"destination is barred"}"#, "rejected policy"),
        (400, #"{"error":"insufficient credit"}"#, "misconfigured policy"), (401, "Could not verify", "misconfigured authentication"),
        (402, #"{"error":"pay"}"#, "misconfigured policy"), (404, #"{"error":"not found"}"#, "misconfigured unknown-recipient"),
        (429, "", "retry rate-limited channel"), (503, #"{"error":"dst"}"#, "retry server-error channel"),
    ])
    func plivo(_ status: Int, _ body: String, _ label: String) throws { #expect(try judge(.plivo, status, body).label == label) }

    @Test(arguments: [
        (200, #"{"data":{"id":"1","to":[{"status":"queued"}]}}"#, "delivered"), (200, "{}", "unknown other"),
        (400, #"{"errors":[{"code":"10002","title":"Invalid phone number","source":{"pointer":"/to"}}]}"#, "rejected bad-address suppress"),
        (400, #"{"errors":[{"code":"10002","title":"Invalid phone number","source":{"pointer":"/from"}}]}"#, "misconfigured policy"),
        (422, #"{"errors":[{"code":10016,"title":"E.164"}]}"#, "rejected bad-address suppress"),
        (422, #"{"errors":[{"code":10016,"title":"E.164","source":{"pointer":"/to/0"}}]}"#, "rejected bad-address suppress"),
        (422, #"{"errors":[{"code":10016,"title":"E.164","source":{"pointer":"/webhook_url"}}]}"#, "misconfigured policy"),
        (400, #"{"errors":[{"code":"10004","title":"Missing","source":{"pointer":"/messaging_profile_id"}}]}"#, "misconfigured policy"),
        (400, #"{"errors":[{"code":"10004","title":"Missing","source":{"pointer":"/from"}}]}"#, "misconfigured policy"),
        (400, #"{"errors":[{"code":"10004","title":"Missing"}]}"#, "misconfigured policy"),
        (400, #"{"errors":[{"code":"10001","title":"Inactive phone number"}]}"#, "misconfigured policy"),
        (400, #"{"errors":[{"code":"10001","title":"Inactive phone number","source":{"pointer":"/to"}}]}"#, "rejected bad-address suppress"),
        (409, "", "retry server-error message"), (409, #"{"errors":[{"code":"1","title":"in progress"}]}"#, "retry server-error message"),
        (401, #"{"errors":[{"code":"10009","title":"Authentication failed"}]}"#, "misconfigured authentication"),
        (429, #"{"errors":[{"code":"10011","title":"Too many requests"}]}"#, "retry rate-limited channel"),
        (403, #"{"errors":[{"code":"10039","title":"Only pre-verified destinations"}]}"#, "misconfigured policy"),
        (403, #"{"errors":[{"code":"40300","title":"Blocked due to STOP message"}]}"#, "rejected opted-out suppress"),
        (400, #"{"errors":[{"code":"40001","title":"Not routable"}]}"#, "rejected bad-address suppress"),
        (400, #"{"errors":[{"code":"40305","title":"Invalid 'from' address"}]}"#, "misconfigured policy"),
        (400, #"{"errors":[{"code":"40302","title":"Message too large"}]}"#, "rejected too-large"),
        (402, #"{"errors":[{"code":"20100","title":"Insufficient Funds"}]}"#, "misconfigured policy"),
        (500, #"{"errors":[{"code":"10007","title":"Unexpected error"}]}"#, "retry server-error message"),
        (422, #"{"errors":[{"code":"1","title":"new"}]}"#, "rejected refused-content"), (503, "x", "retry server-error channel"),
    ])
    func telnyx(_ status: Int, _ body: String, _ label: String) throws { #expect(try judge(.telnyx, status, body).label == label) }

    /// The first text may be on its way: the same key with another body is refused with 422 while Telnyx knows it.
    @Test func telnyxKnowsAKeyWithAnotherBody() throws {
        func outcome(attempt: Int, _ body: String) throws -> Outcome? {
            let letter = Samples.letter(named: "Espresso")
            let parcel = Samples.parcel(.message(letter), to: "+4915112345671", attempt: attempt)
            let exchange = Exchange(request: try AdapterContract.request(.telnyx, letter), response: Samples.response(422, body))
            guard case .done(let outcome) = try AdapterUnderTest.telnyx.adapter.next(parcel, after: [exchange]) else { return nil }
            return outcome
        }
        let body = #"{"errors":[{"code":"1","title":"Idempotency key was used before"}]}"#
        #expect(try outcome(attempt: 1, body)?.label == "rejected refused-content")
        #expect(try outcome(attempt: 2, body)?.label == "unknown other")
        #expect(try outcome(attempt: 2, body)?.text == "an earlier try may have gone; HTTP 422: 1: Idempotency key was used before")
        #expect(try outcome(attempt: 2, #"{"errors":[{"code":"40300","title":"Blocked"}]}"#)?.label == "rejected opted-out suppress")
    }

    @Test(arguments: [
        (200, "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>", "delivered"),
        (200, "<html>", "unknown other"),
        (400, "<Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error>", "retry rate-limited channel"),
        (
            400, "<Error><Code>InvalidParameter</Code><Message>Invalid parameter: PhoneNumber Reason: x</Message></Error>",
            "rejected bad-address suppress"
        ),
        (400, "<Error><Code>InvalidParameter</Code><Message>Invalid parameter: Message too long</Message></Error>", "rejected refused-content"),
        (400, "<Error><Code>InvalidParameter</Code><Message>SenderID is bad</Message></Error>", "misconfigured policy"),
        (400, "<Error><Code>OptedOut</Code><Message>x</Message></Error>", "rejected opted-out suppress"),
        (403, "<Error><Code>SignatureDoesNotMatch</Code><Message>x</Message></Error>", "misconfigured authentication"),
        (403, "<Error><Code>InvalidClientTokenId</Code></Error>", "misconfigured authentication"),
        (403, "<Error><Code>AuthorizationError</Code><Message>x</Message></Error>", "misconfigured authentication"),
        (400, "<Error><Code>ExpiredToken</Code><Message>x</Message></Error>", "misconfigured authentication"),
        (500, "<Error><Code>InternalError</Code></Error>", "retry server-error message"), (503, "", "retry server-error channel"),
    ])
    func sns(_ status: Int, _ body: String, _ label: String) throws { #expect(try judge(.sns, status, body).label == label) }

    @Test(arguments: AdapterUnderTest.texts)
    func whatMayHaveGoneIsNotTakenForFailed(_ subject: AdapterUnderTest) throws {
        #expect(try AdapterContract.outcome(subject, CurlResponse(code: 28, isRequestSent: true, error: "timed out")).label == "unknown no-answer")
        #expect(
            try AdapterContract.outcome(subject, CurlResponse(code: 56, status: 0, isRequestSent: true, error: "reset")).label == "unknown no-answer")
    }

    @Test func tellsPeopleWhatTheGatewaySays() throws {
        #expect(
            try judge(.twilio, 400, #"{"code":21211,"message":"The 'To' number\nis wrong: tw tok&en"}"#).text
                == "21211: The 'To' number is wrong: •••")
        let url = "https://stock.example.com/receipts/sms?d=01JD0000000000000000000000&t="
        #expect(
            try judge(.twilio, 400, #"{"code":21609,"message":"The StatusCallback URL \#(url)\#(AdapterUnderTest.token) is not a valid URL."}"#).text
                == "21609: The StatusCallback URL \(url)••• is not a valid URL.")
        #expect(try judge(.twilio, 400, #"{"code":99999,"message":"new"}"#).text == "HTTP 400: 99999: new")
        #expect(try judge(.vonage, 200, #"{"messages":[{"status":"4","error-text":"Bad Credentials"}]}"#).text == "4: Bad Credentials")
        #expect(
            try judge(.sns, 400, "<Error><Code>Throttling</Code><Message>a &lt;b&gt; &amp;lt;</Message></Error>").text == "Throttling: a <b> &lt;")
        #expect(try judge(.twilio, 400, #"{"code":14107,"message":"rate"}"#).after == .seconds(8))
        let long = String(repeating: "x", count: 1000)
        #expect(try judge(.telnyx, 400, #"{"errors":[{"code":"1","title":"\#(long)"}]}"#).text.count == 300)
    }

    @Test func countsSegmentsAsTheGatewayDoes() throws {
        func receipt(_ subject: AdapterUnderTest, _ status: Int, _ body: String) throws -> Receipt? {
            guard case .delivered(let receipt) = try judge(subject, status, body) else { return nil }
            return receipt
        }
        let twilio = try receipt(.twilio, 201, #"{"sid":"SM1","status":"queued","num_segments":"2"}"#)
        #expect(twilio == Receipt(providerID: "SM1", answer: "201 queued", segments: 2))
        // With a messaging service Twilio does not know yet.
        #expect(try receipt(.twilio, 201, #"{"sid":"SM1","num_segments":"0"}"#)?.segments == 1)
        #expect(try receipt(.vonage, 200, #"{"messages":[{"status":"0","message-id":"a"},{"status":"0"}]}"#)?.segments == 2)
        #expect(try receipt(.telnyx, 200, #"{"data":{"id":"1","parts":3}}"#)?.segments == 3)
        #expect(try receipt(.plivo, 202, #"{"message_uuid":["u"]}"#)?.segments == 1)
        #expect(try receipt(.sinch, 201, #"{"id":"\#(String(repeating: "x", count: 500))"}"#)?.providerID?.count == 128)
    }

    /// The clocks of `Samples` stand at 18:00.
    @Test func aWrongClockIsNamed() throws {
        var response = Samples.response(403, "<Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error>")
        response.headers = [Header(name: "Date", value: "Fri, 21 Nov 2025 18:10:00 GMT")]
        let outcome = try AdapterContract.outcome(.sns, response)
        #expect(outcome.label == "misconfigured authentication")
        #expect(
            outcome.text == "AWS refused the signature: this machine's clock says 2025-11-21T18:00:00Z, AWS's says 2025-11-21T18:10:00Z")
        var expired = Samples.response(400, "<Error><Code>RequestExpired</Code><Message>Request has expired</Message></Error>")
        expired.headers = response.headers
        #expect(try AdapterContract.outcome(.sns, expired) == outcome)
        expired.headers = []
        #expect(try AdapterContract.outcome(.sns, expired).text == "RequestExpired: Request has expired")
        response.headers = [Header(name: "Date", value: "Fri, 21 Nov 2025 18:03:00 GMT")]
        #expect(try AdapterContract.outcome(.sns, response).text == "SignatureDoesNotMatch: Signature expired")
    }
}
