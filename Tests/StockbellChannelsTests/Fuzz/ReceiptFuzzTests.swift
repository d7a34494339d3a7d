import StockbellChannels
import StockbellCore
import Testing

/// Whatever comes to `/receipts/…`, and however it is mutilated, is read to an end, and only what is genuine is believed.
@Suite struct ReceiptFuzzTests {
    private static let kinds: [ChannelSettings.Kind] = {
        var telnyx = TelnyxSettings(key: Secret("KEY-te1nyx"), from: "+15005550006")
        telnyx.publicKey = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="
        let signed = VonageSettings(key: "abcd1234", secret: Secret("vo secr3t"), from: "Shop", signature: Secret("sig-secr3t"))
        let keyed = TwilioSettings(account: "AC0123", key: "SK1", token: Secret("tw tok&en"), from: "+15005550006")
        let others = [AdapterUnderTest.kannel, .twilio, .messagebird, .sinch, .plivo, .telnyx].map(\.channel.kind)
        return others + [
            .telnyx(telnyx), .vonage(signed), .twilio(keyed), .vonage(VonageSettings(key: "k", secret: Secret("vo secr3t"), from: "Shop")),
        ]
    }()

    private static let bodies = Mutation(
        [
            #"{"data":{"event_type":"message.finalized","payload":{"id":"m","to":[{"status":"delivered"}],"errors":[{"code":"40001"}]}}}"#,
            #"{"data":{"event_type":"message.received","payload":{"from":{"phone_number":"+4915112345671"},"text":"STOP"}}}"#,
            #"{"type":"recipient_delivery_report_sms","batch_id":"b","status":"Delivered","code":0,"client_reference":"01JD"}"#,
            #"{"type":"mo_text","from":"4915112345671","body":"Stop"}"#, #"{"status":"delivered","err-code":"0","messageId":"0A1","sig":"00"}"#,
            "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30006&SmsStatus=sent", "From=%2B4915112345671&Body=STOP&SmsStatus=received",
            "MessageUUID=u&ParentMessageUUID=p&Status=failed&ErrorCode=200", "From=49151&Text=Stop+all&Type=sms",
            "status=16&reply=NACK%2F&id=x&from=%2B49&text=stop", "msisdn=4915112345671&text=STOP&keyword=STOP&sig=ff",
            "id=e8&reference=01JD&status=delivery_failed&statusReason=unknown+subscriber&statusErrorCode=1&originator=49151",
        ], words: ["d=", "t=", "&d=01JD0000000000000000000000", "status=", "%2B", "+", "?"])

    private static let headers = Mutation(
        ["S/MtP58HnlLhXuBBZnxuU6jexfU=", "1763748000", "kjXW+f4ZN7ptd6Jgt10kTD2JvNjISqu9qXIvG7Y+CYE=,x", "nonce-1"], words: ["nan", ","])

    private static let names = [
        "X-Twilio-Signature", "X-Plivo-Signature-V3", "X-Plivo-Signature-V3-Nonce", "telnyx-signature-ed25519", "telnyx-timestamp", "Content-Type",
    ]

    private static func call(_ queries: [String], _ chance: inout SeededGenerator) -> FeedbackCall {
        var query = queries.randomElement(using: &chance) ?? ""
        if Bool.random(using: &chance) { query += "&" + bodies.text(using: &chance) }
        let given = names.filter { _ in Bool.random(using: &chance) }.map { Arrival.Header(name: $0, value: headers.text(using: &chance)) }
        return FeedbackCall(method: Bool.random(using: &chance) ? "GET" : "POST", query: query, headers: given, body: bodies.next(using: &chance))
    }

    @Test(arguments: kinds)
    func anyCallIsReadToAnEnd(_ kind: ChannelSettings.Kind) throws {
        let calls = try Calls(kind)
        let known = ["", try calls.query, try calls.inbound]
        FuzzRun.each("receipts of \(kind.type)") { chance in
            guard case .understood(let feedback, _) = calls.reader.read(Self.call(known, &chance), now: Calls.now) else { return }
            for feedback in feedback { Self.judge(feedback) }
        }
        FuzzRun.each("receipts of \(kind.type) from anybody") { chance in
            switch calls.reader.read(Self.call(["", "d=\(Samples.delivery)&t=x"], &chance), now: Calls.now) {
            case .understood, .unheeded: Issue.record("somebody else is believed")
            case .refused, .nonsense: return
            }
        }
    }

    private static func judge(_ feedback: Feedback) {
        switch feedback {
        case .report(let report):
            #expect(report.detail.count <= 200)
            #expect(report.detail.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(report.detail.debugDescription)")
        case .optOut(let recipient, let reason):
            #expect(PhoneNumber(recipient)?.description == recipient)
            #expect(reason.count < 60)
        case .optOutOf: break
        case .optIn(let recipient): #expect(PhoneNumber(recipient)?.description == recipient)
        }
    }
}
