import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct KannelAdapterTests {
    private func request(
        _ sms: String?, to recipient: String? = "+49 (151) 123-456.71", segments: Int = 3, subject: String = "Subject", folding: Bool = true,
        feedback: FeedbackDoor? = nil
    ) throws -> CurlRequest {
        let settings = KannelSettings(
            url: Secret("http://127.0.0.1:13013/cgi-bin/sendsms"), username: "te st", password: Secret("p+w%"), from: "Shop & Co", smsc: "A")
        var channel = ChannelSettings(
            name: "sms", kind: .kannel(settings), text: TextLimits(maxSegments: segments, transliterates: folding))
        channel.feedback = feedback
        let adapter = ChannelAdapters.adapter(for: channel)
        guard case .send(let request) = try adapter.next(Samples.parcel(.message(Message(subject: subject, sms: sms)), to: recipient), after: [])
        else {
            throw ContentError(.other, "nothing to send")
        }
        return request
    }

    @Test func encodesEveryFieldStrictly() throws {
        #expect(
            try request("OUT 50% off & more+\n[x]~").url
                == "http://127.0.0.1:13013/cgi-bin/sendsms?username=te%20st&password=p%2Bw%25&from=Shop%20%26%20Co&smsc=A&to=%2B4915112345671"
                + "&charset=UTF-8&coding=0&text=OUT%2050%25%20off%20%26%20more%2B%0A%5Bx%5D~")
    }

    @Test(arguments: [
        ("plain €", "0", "plain €"), ("“quoted” – dash…", "0", "\"quoted\" - dash..."), ("Привет", "2", "Привет"), ("😀", "2", "😀"),
        ("a\0b\u{7}c", "0", "abc"), ("a\tb\r\nc\u{85}d", "0", "a b\ncd"), ("Łódź", "0", "Lodz"),
    ])
    func decidesTheCoding(_ sms: String, _ coding: String, _ text: String) throws {
        let sent = try ReadSendSMS(request(sms))
        #expect(sent.fields["coding"] == coding)
        #expect(sent.fields["charset"] == "UTF-8")
        #expect(sent.text == text)
    }

    @Test func cutsBeforeTheGatewayWould() throws {
        for segments in 1...4 {
            for filler in ["a", "€", "я", "😀"] {
                let sent = try ReadSendSMS(request(String(repeating: filler, count: 2000), segments: segments)).text
                #expect(SMSText(sent).segments.count == segments)
                #expect(sent.hasSuffix("..."))
            }
        }
    }

    @Test func accentsStayWhereTheChannelSaysSo() throws {
        let sent = try ReadSendSMS(request("“Łódź”", folding: false))
        #expect(sent.text == "\"Łódź\"")
        #expect(sent.fields["coding"] == "2")
    }

    /// A percent sign in the URL is doubled, or Kannel would take it for one of its fields.
    @Test func asksForReceiptsWhereThereIsADoor() throws {
        let door = FeedbackDoor(url: "https://stock.example.com/receipts/caf%C3%A9", key: Secret("k3y"))
        let fields = try ReadSendSMS(request("x", feedback: door)).fields
        #expect(fields["dlr-mask"] == "31")
        let url = try #require(fields["dlr-url"])
        #expect(url.hasPrefix("https://stock.example.com/receipts/caf%%C3%%A9?d=\(Samples.delivery)&t="))
        #expect(url.hasSuffix("&status=%d&reply=%A&id=%F"))
        #expect(try ReadSendSMS(request("x")).fields["dlr-url"] == nil)
    }

    @Test func aLetterWithoutSMSSendsItsSubject() throws {
        #expect(try ReadSendSMS(request(nil, subject: "Out: Espresso")).text == "Out: Espresso")
        for blank in ["", " \n", "\u{200B}"] { #expect(throws: ContentError.self) { try request(blank) } }
    }

    @Test(arguments: [nil, "", "015112345671", "+0123456", "sms", "+49151123456\n71"] as [String?])
    func refusesWhatIsNoTelephoneNumber(_ recipient: String?) throws {
        let error = #expect(throws: ContentError.self) { try request("x", to: recipient) }
        #expect(error?.failure.reason == .badAddress)
    }

    @Test(arguments: [
        (202, "0: Accepted for delivery", "delivered"), (202, "3: Queued for later delivery", "delivered"), (202, "Sent.", "delivered"),
        (202, "Sent. Denied receivers are: +491", "rejected policy"), (200, "0: Accepted for delivery", "delivered"),
        (200, "<html>Log in</html>", "unknown other"),
        (403, "Authorization failed for sendsms", "misconfigured authentication"), (403, "Not routable. Do not try again.", "rejected policy"),
        (400, "Missing receiver number, rejected", "rejected bad-address"),
        (400, "Empty receiver number not allowed, rejected", "rejected bad-address"),
        (400, "Number(s) has/have been denied by white- and/or black-lists.", "rejected bad-address"),
        (400, "Sender missing and no global set, rejected", "rejected refused-content"),
        (400, "Charset or body misformed, rejected", "rejected refused-content"),
        (404, "Unknown request.", "misconfigured unknown-recipient"), (500, "Sending failed.", "retry server-error message"),
        (503, "Temporal failure, try again later.", "retry server-error channel"), (429, "", "retry rate-limited channel"),
    ])
    func judgesByStatusAndText(_ status: Int, _ body: String, _ label: String) throws {
        #expect(try AdapterContract.outcome(.kannel, Samples.response(status, body)).label == label)
    }

    @Test func keepsTheGatewaysAnswer() throws {
        #expect(
            try AdapterContract.outcome(.kannel, Samples.response(202, "0: Accepted for delivery"))
                == .delivered(Receipt(answer: "202 0: Accepted for delivery", segments: 1)))
        #expect(
            try AdapterContract.outcome(.kannel, Samples.response(202, "3: Queued for later delivery")).text
                == "202 3: Queued for later delivery (the gateway is connected to no network, and keeps it)")
        #expect(
            try AdapterContract.outcome(.kannel, Samples.response(403, "Authorization failed for sendsms")).text
                == "HTTP 403: Authorization failed for sendsms")
    }

    @Test func aTextThatMayHaveGoneIsNotTakenForFailed() throws {
        #expect(try AdapterContract.outcome(.kannel, CurlResponse(code: 28, isRequestSent: true, error: "timed out")).label == "unknown no-answer")
    }
}
