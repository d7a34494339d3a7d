import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// A channel as the contract sees it: its settings, and how to look at what it sends.
struct AdapterUnderTest: Sendable, CustomTestStringConvertible {
    var channel: ChannelSettings
    var recipient: String?
    /// What must never be read in a failure, a receipt or a description.
    var secrets: [String]
    /// The answer that means delivered.
    var accepted: CurlResponse
    /// The words that reach a person, with the channel's own escapes still in them.
    var shown: @Sendable (CurlRequest) throws -> String
    /// A name as it must stand among those words: escaped for this channel, and nothing else.
    var escaped: @Sendable (String) -> String
    /// Whether a request stays within the channel's limits.
    var isWithinLimits: @Sendable (CurlRequest) throws -> Bool

    var adapter: any ChannelAdapter { ChannelAdapters.adapter(for: channel) }
    var isMail: Bool { channel.class == .mail }
    var testDescription: String { channel.type }
}

/// What every adapter promises.
///
/// To add a type of channel to the suite, describe it in `AdapterUnderTest.all`.
enum AdapterContract {
    static func request(_ subject: AdapterUnderTest, _ letter: Message, attempt: Int = 1) throws -> CurlRequest {
        let parcel = Samples.parcel(.message(letter), to: subject.recipient, attempt: attempt)
        guard case .send(let request) = try subject.adapter.next(parcel, after: []) else { throw ContentError(.other, "nothing to send") }
        return request
    }

    /// What comes of an attempt in which the far side always answers so.
    static func outcome(_ subject: AdapterUnderTest, _ response: CurlResponse) throws -> Outcome {
        let parcel = Samples.parcel(.message(Samples.letter(named: "Espresso")), to: subject.recipient)
        var exchanges: [Exchange] = []
        while exchanges.count <= WireCarrier.mostSteps {
            switch try subject.adapter.next(parcel, after: exchanges) {
            case .send(let request): exchanges.append(Exchange(request: request, response: response))
            case .done(let outcome): return outcome
            }
        }
        throw ContentError(.other, "no end")
    }

    /// What the far side took is delivered; a retry sends the same bytes.
    static func sendsAndEnds(_ subject: AdapterUnderTest) throws {
        let letter = Samples.letter(named: "Espresso")
        let first = try request(subject, letter)
        try first.validate()
        #expect(try request(subject, letter, attempt: 2) == first)
        #expect(try outcome(subject, subject.accepted).label == "delivered")
        #expect(try subject.isWithinLimits(first))
        #expect(first.timeout == subject.channel.timeout)
        #expect(first.allowPrivateNetwork == subject.channel.allowsPrivateNetwork)
    }

    /// Names that are markup somewhere stay names.
    static func keepsNamesAsNames(_ subject: AdapterUnderTest, _ name: String) throws {
        let request = try request(subject, Samples.letter(named: name, subject: "Out of stock"))
        let shown = try subject.shown(request)
        #expect(shown.contains(subject.escaped(name)), "\(shown.debugDescription)")
        #expect(try subject.isWithinLimits(request))
    }

    /// No failure, receipt or description names a secret, even if the far side repeats everything it was sent.
    static func keepsSecrets(_ subject: AdapterUnderTest) throws {
        let sent = try request(subject, Samples.letter(named: "Espresso"))
        let echo = ([sent.url, sent.username, sent.password].compactMap { $0 } + sent.headers.map(\.value) + subject.secrets).joined(separator: " ")
        var responses = (1...99).map { CurlResponse(code: Int32($0), error: echo) }
        responses += (1...99).map { CurlResponse(code: Int32($0), isRequestSent: true, error: echo) }
        for status in 200..<600 {
            responses.append(Samples.response(status, echo))
            for command in subject.isMail ? ["", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."] : [] {
                responses.append(CurlResponse(code: 55, status: status, replies: [Samples.reply(command, "\(status) 5.7.1 \(echo)")], error: echo))
            }
        }
        if subject.channel.class == .sms { responses += try repeated(sent, echo, subject.secrets) }
        for response in responses {
            let outcome = try outcome(subject, response)
            for secret in subject.secrets where outcome.text.contains(secret) { Issue.record("\(outcome) names \(secret)") }
            #expect(!outcome.text.contains { $0.isNewline })
        }
        for secret in subject.secrets {
            #expect(!"\(sent) \(String(reflecting: subject.channel))".contains(secret))
            var dumped = ""
            dump(subject.adapter, to: &dumped)
            #expect(!dumped.contains(secret))
        }
    }

    /// Gateways of all sorts that repeat in their answers what they were sent: the URL of a message's receipts is among it.
    private static func repeated(_ sent: CurlRequest, _ echo: String, _ secrets: [String]) throws -> [CurlResponse] {
        var body = ""
        if case .body(let bytes) = sent.payload { body = String(decoding: bytes, as: UTF8.self) }
        // A failure has 300 characters at most, so all is said once at its beginning.
        let echoes = [echo, secrets.reversed().joined(separator: " ") + body, String(body.suffix(250))]
        let texts = try echoes.flatMap { echo in
            let said = String(decoding: try JSONEncoder().encode(echo), as: UTF8.self)
            let reply = #"{"status":\#(said),"error-text":\#(said),"title":\#(said),"detail":\#(said),"description":\#(said),"code":"3"}"#
            let json = #"""
                {"code":21609,"message":\#(said),"text":\#(said),"error_message":\#(said),"sid":"x","id":"x","status":\#(said),"message_uuid":["u"],
                "messages":[\#(reply)],"errors":[\#(reply)],"data":{"id":"x","to":[\#(reply)]},"recipients":{"items":[\#(reply)]}
                """#
            return [
                json + "}", json + #","error":\#(said)}"#, "<Error><Code>X</Code><Message>\(echo)</Message></Error>", "0: Accepted \(echo)",
                #"{"messages":[{"status":"3","error-text":\#(said)}]}"#,
            ]
        }
        return texts.flatMap { text in [200, 201, 202, 400, 401, 403, 404, 422, 429, 500, 503].map { Samples.response($0, text) } }
    }

    /// A refused private address names the key that allows it; bad certificates and wrong URLs are for somebody to mend.
    static func namesWhatToMend(_ subject: AdapterUnderTest) throws {
        let refused = try outcome(subject, CurlResponse(code: 7, error: "refused", isPrivateAddressRefused: true))
        #expect(refused.label == "misconfigured private-network")
        #expect(refused.text.contains("\"allowPrivateNetwork\": true"))
        for code: Int32 in [60, 77, 83, 90] {
            #expect(try outcome(subject, CurlResponse(code: code, error: "no trust")).label == "misconfigured tls")
        }
        #expect(try outcome(subject, CurlResponse(code: 35, error: "wrong version number")).label == "misconfigured tls")
        #expect(try outcome(subject, CurlResponse(code: 35, error: "connection reset")).label == "retry tls channel")
        #expect(try outcome(subject, CurlResponse(code: 6, error: "no such host")).label == "retry connection channel")
        #expect(try outcome(subject, CurlResponse(code: 7, error: "refused")).label == "retry connection channel")
        #expect(try outcome(subject, CurlResponse(code: 28, error: "timed out")).label == "retry timeout channel")
        #expect(try outcome(subject, CurlResponse(code: 43, error: "not valid")).label == "rejected refused-content")
        #expect(try outcome(subject, CurlResponse(code: 42, error: "shut down")).label == "retry connection message")
    }

    /// A line break in what was configured or told never becomes a header, an address or a command: it is refused, or sent as text.
    static func refusesInjection(_ subject: AdapterUnderTest, _ control: String) throws {
        let nasty = "x\(control)Bcc: evil@example.com"
        let letter = Samples.letter(named: nasty, subject: nasty)
        let recipients = [subject.recipient, subject.recipient.map { $0 + control + "RCPT TO:<evil@example.com>" }]
        for recipient in recipients {
            do {
                let step = try subject.adapter.next(Samples.parcel(.message(letter), to: recipient), after: [])
                guard case .send(let request) = step else { continue }
                #expect(!subject.isMail)
                try request.validate()
                #expect(request.headers.allSatisfy { !$0.value.contains("evil") })
            } catch let error as ContentError {
                #expect([.refusedContent, .badAddress].contains(error.failure.reason))
            }
        }
    }

    /// A letter of any length goes out, shortened where it must be, in whole characters.
    static func shortensWithGrace(_ subject: AdapterUnderTest) throws {
        for filler in ["a", "&", "👩‍👩‍👧‍👦", "ß ", "*"] {
            for count in [1, 152, 1499, 3000, 3001, 8000] {
                let request = try request(subject, Samples.letter(named: String(repeating: filler, count: count)))
                try request.validate()
                #expect(try subject.isWithinLimits(request), "\(filler) × \(count)")
                #expect(!(try subject.shown(request)).unicodeScalars.contains("\u{FFFD}"))
            }
        }
    }
}
