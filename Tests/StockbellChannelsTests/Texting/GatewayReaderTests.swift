import Crypto
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// Calls of the hosted gateways; the signatures were made by the vendors' own libraries.
@Suite struct GatewayReaderTests {
    private static let twilio = TwilioSettings(account: "AC1", token: Secret("12345"), from: "+15005550006")
    private static let vonage = VonageSettings(key: "k", secret: Secret("s3cret"), from: "Stockbell")
    private static let plivo = PlivoSettings(account: "MA1", token: Secret("tok"), from: "+15005550006")
    private static let telnyx = TelnyxSettings(key: Secret("KEY1"), from: "+1", publicKey: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=")

    private func twilio(_ signature: String?, _ body: String, query: String) throws -> FeedbackReading {
        try Calls(.twilio(Self.twilio)).post(body, query: query, headers: signature.map { [.init(name: "X-Twilio-Signature", value: $0)] } ?? [])
    }

    @Test func twilioSigns() throws {
        let query = try Calls(.twilio(Self.twilio)).query
        let status = "MessageSid=SM1&MessageStatus=delivered&To=%2B4915112345671&From=%2B15005550006&ApiVersion=2010-04-01"
        let signature = "S/MtP58HnlLhXuBBZnxuU6jexfU="
        #expect(query == "d=01JD0000000000000000000000&t=r7EhgnYpkp5euTIXL7TCcw")
        #expect(try twilio(signature, status, query: query).label == "arrived")
        #expect(try twilio("mUv08UTBTEtzYp6Ilcb/b4l/lGA=", status, query: query).label == "arrived", "the port is named")
        for wrong in [nil, "", "x", signature.replacing("S/M", with: "S/N")] {
            #expect(try twilio(wrong, status, query: query).label == "refused")
        }
        #expect(try twilio(signature, status.replacing("delivered", with: "failed"), query: query).label == "refused")
        #expect(try twilio(signature, status + "&x=1", query: query).label == "refused")
        #expect(try twilio(signature, status, query: query + "&x=1").label == "refused")
        #expect(try twilio(signature, status, query: "").label == "refused")
    }

    @Test func twilioPassesOnWhatPeopleAnswer() throws {
        let fields = "MessageSid=SM2&SmsStatus=received&From=%2B4915112345671&To=%2B15005550006&NumMedia=0&Body="
        let stop = try twilio("YtnVPTs0U/5GdSlgBo9BIr2lf18=", fields + "STOP", query: "")
        #expect(stop.label == "out +4915112345671")
        let other = try twilio("EophKyerYTFouSfoUfeL+jSPMN4=", fields + "Stop+%26+go%3F+%C3%A4", query: "")
        #expect(other.label == "")
        for reading in [stop, other] {
            guard case .understood(_, let answer) = reading else { continue }
            #expect(answer.contentType.hasPrefix("text/xml"))
            #expect(answer.body.hasSuffix("<Response/>"))
        }
    }

    /// An API key signs nothing: then the tokens of our own URLs prove a call.
    @Test(arguments: [
        ("MessageStatus=sent&MessageSid=SM1", "under-way", "Twilio: sent"),
        ("MessageStatus=undelivered&ErrorCode=30006", "failed bounce", "Twilio: undelivered, error 30006"),
        ("MessageStatus=undelivered&ErrorCode=30005", "failed bounce", "Twilio: undelivered, error 30005"),
        ("MessageStatus=failed&ErrorCode=21610", "failed opt-out", "Twilio: failed, error 21610"),
        ("MessageStatus=undelivered&ErrorCode=30003", "failed", "Twilio: undelivered, error 30003"),
        ("MessageStatus=delivered&ErrorCode=0", "arrived", "Twilio: delivered"), ("SmsStatus=delivered", "arrived", "Twilio: delivered"),
        ("MessageStatus=new-word", "", ""), ("From=%2B4915112345671&Body=STOP", "nonsense", ""), ("", "nonsense", ""),
    ])
    func twilioWithAKey(_ body: String, _ label: String, _ detail: String) throws {
        var settings = Self.twilio
        settings.key = "SK1"
        let calls = try Calls(.twilio(settings))
        let reading = calls.post(body, query: try calls.query)
        #expect(reading.label == label)
        #expect(reading.detail == detail)
        #expect(calls.post(body, query: try calls.query.replacing("&t=", with: "&t=x")).label == "refused")
        #expect(calls.post("From=%2B4915112345671&Body=x&OptOutType=STOP", query: try calls.inbound).label == "out +4915112345671")
    }

    @Test func vonageSigns() throws {
        var settings = Self.vonage
        settings.signature = Secret("sigsecret")
        let calls = try Calls(.vonage(settings))
        let sig = "65ad2145639a9f32fb4a48326b41e320da360c6b7f2d817b19532fe9cc443a7f"
        let query =
            "msisdn=4915112345671&to=Stockbell&network-code=26201&messageId=0A01&price=0.03&status=delivered&scts=2011&err-code=0"
            + "&client-ref=01JD0000000000000000000000&timestamp=1763748000&nonce=n%261%3D2&empty="
        let json =
            #"{"msisdn":"4915112345671","to":"Stockbell","network-code":"26201","messageId":"0A01","price":"0.03","status":"delivered","#
            + #""scts":"2011","err-code":"0","client-ref":"01JD0000000000000000000000","timestamp":"1763748000","nonce":"n&1=2","empty":"","sig":"SIG"}"#
        #expect(calls.get(query + "&sig=" + sig).label == "arrived")
        #expect(calls.get(try calls.query + "&" + query + "&sig=" + sig.uppercased()).label == "arrived")
        #expect(calls.get(try calls.query + "?" + query + "&sig=" + sig).label == "arrived", "a second question mark")
        #expect(calls.post(query + "&sig=" + sig).label == "arrived")
        #expect(calls.post(json.replacing("SIG", with: sig), query: try calls.query, type: "application/json").label == "arrived")
        for wrong in ["", "&sig=", "&sig=" + sig.replacing("65", with: "66"), "x&sig=" + sig, "&a=b&sig=" + sig] {
            #expect(calls.get(try calls.query + "&" + query + wrong).label == "refused")
        }
        for late in [-300, 25 * 3600.0] { #expect(calls.get(query + "&sig=" + sig, now: Calls.now.addingTimeInterval(late)).label == "arrived") }
        for late in [-301, 25 * 3600.0 + 1] { #expect(calls.get(query + "&sig=" + sig, now: Calls.now.addingTimeInterval(late)).label == "refused") }
        let stop = "msisdn=4915112345671&to=49&messageId=1&text=STOP&type=text&keyword=STOP&timestamp=1763748000&sig="
        #expect(calls.get(stop + "ff6f8dea5166f012791a6ebf936506f3dea11c0fd23d2917595b9a71a9830007").label == "out +4915112345671")
    }

    /// What is signed must say when, or it could come again for ever.
    @Test(arguments: [
        ([("timestamp", "1763748000")], "arrived"), ([("timestamp", "2025-11-21 18:00:00")], "arrived"),
        ([("message-timestamp", "2025-11-21 17:00:00")], "arrived"), ([("message-timestamp", "2025-11-20 16:59:59")], "refused"), ([], "refused"),
        ([("timestamp", "")], "refused"), ([("timestamp", "soon")], "refused"), ([("timestamp", "99999999999999999999")], "refused"),
        ([("timestamp", "1")], "refused"), ([("timestamp", "2025-11-22")], "refused"),
    ])
    func vonageSaysWhenItSigned(_ time: [(name: String, value: String)], _ label: String) throws {
        var settings = Self.vonage
        settings.signature = Secret("sigsecret")
        let fields = [("err-code", "0"), ("messageId", "0A01")] + time.map { ($0.name, $0.value) } + [("status", "delivered")]
        let signed = fields.sorted { $0.0 < $1.0 }.map { "&\($0.0)=\($0.1)" }.joined()
        let key = SymmetricKey(data: Array("sigsecret".utf8))
        let sig = HMAC<SHA256>.authenticationCode(for: Array(signed.utf8), using: key).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        let query = fields.map { "\($0.0)=\($0.1.replacing(" ", with: "+"))" }.joined(separator: "&") + "&sig=" + sig.joined()
        #expect(try Calls(.vonage(settings)).get(query).label == label + (label == "arrived" ? " provider 0A01" : ""))
    }

    /// Who writes a plus sign before every number means something else by digits alone; who writes none means what it says.
    @Test func aWishOfAnUnclearNumberIsNotLost() throws {
        var twilio = Self.twilio
        twilio.key = "SK1"
        let short = try Calls(.twilio(twilio))
        for (number, label) in [
            ("%2B4915112345671", "out +4915112345671"), ("4915112345671", "unheeded"), ("32665", "unheeded"), ("Vodafone", "unheeded"),
        ] {
            #expect(short.post("From=\(number)&Body=STOP", query: try short.inbound).label == label, "\(number)")
            #expect(short.post("From=\(number)&Body=hello", query: try short.inbound).label == "")
        }
        let reading = short.post("From=0151+123%0Ax&Body=Stop", query: try short.inbound)
        guard case .unheeded(let reason, let answer) = reading else { Issue.record("\(reading)"); return }
        #expect(reason == "STOP came from \"0151 123 x\", which is no number in international form")
        #expect(answer.body.hasSuffix("<Response/>"))
        let plivo = try Calls(.plivo(Self.plivo))
        #expect(plivo.post("From=015112345671&Text=START", query: try plivo.inbound).label == "unheeded")
        #expect(plivo.post("From=4915112345671&Text=START", query: try plivo.inbound).label == "in +4915112345671")
    }

    @Test(arguments: [
        ("status=delivered&err-code=0", "arrived", "Vonage: delivered"), ("status=buffered", "under-way", "Vonage: buffered"),
        ("status=accepted", "under-way", "Vonage: accepted"), ("status=unknown&err-code=99", "under-way", "Vonage: unknown, error 99"),
        ("status=failed&err-code=3", "failed bounce", "Vonage: failed, error 3"),
        ("status=rejected&err-code=9", "failed opt-out", "Vonage: rejected, error 9"),
        ("status=expired&err-code=2", "failed", "Vonage: expired, error 2"), ("status=later", "", ""), ("a=b", "nonsense", ""),
        ("msisdn=49151&text=STOP", "nonsense", ""),
    ])
    func vonageByToken(_ rest: String, _ label: String, _ detail: String) throws {
        let calls = try Calls(.vonage(Self.vonage))
        #expect(calls.get(try calls.query + "&" + rest).label == label)
        #expect(calls.post(rest, query: try calls.query).detail == detail)
        #expect(calls.get(rest).label == "refused")
        #expect(calls.get(try calls.inbound + "&status=failed&client-ref=01JD0000000000000000000000").label == "failed")
        #expect(calls.get(try calls.inbound + "&status=failed&messageId=0A1").label == "failed provider 0A1")
        #expect(calls.get(try calls.inbound + "&msisdn=4915112345671&text=Abmelden").label == "out +4915112345671")
    }

    @Test(arguments: [
        (
            "id=e8&reference=x&recipient=4915112345671&status=delivered&statusReason=successfully+delivered", "arrived",
            "MessageBird: delivered, successfully delivered"
        ),
        ("status=sent", "under-way", "MessageBird: sent"), ("status=buffered&statusErrorCode=27", "under-way", "MessageBird: buffered, error 27"),
        (
            "status=delivery_failed&statusReason=unknown+subscriber&statusErrorCode=1", "failed bounce",
            "MessageBird: delivery_failed, unknown subscriber, error 1"
        ),
        ("status=delivery_failed&statusReason=opted+out", "failed opt-out", "MessageBird: delivery_failed, opted out"),
        ("status=expired&statusReason=unavailable+subscriber", "failed", "MessageBird: expired, unavailable subscriber"),
        ("status=x", "", ""), ("", "nonsense", ""), ("originator=4915112345671&body=STOP", "nonsense", ""),
    ])
    func messagebird(_ rest: String, _ label: String, _ detail: String) throws {
        let calls = try Calls(.messagebird(MessageBirdSettings(key: Secret("mb-k3y"), from: "Shop")))
        let reading = calls.get(try calls.query + "&" + rest)
        #expect(reading.label == label)
        #expect(reading.detail == detail)
        #expect(calls.get(rest).label == "refused")
        #expect(calls.post("originator=4915112345671&body=stop", query: try calls.inbound).label == "out +4915112345671")
        #expect(calls.get(try calls.inbound + "&status=delivered&reference=01JD0000000000000000000000").label == "arrived")
    }

    @Test(arguments: [
        (
            #"{"type":"recipient_delivery_report_sms","batch_id":"b","recipient":"49151","code":0,"status":"Delivered"}"#, "arrived",
            "Sinch: Delivered, code 0"
        ),
        (#"{"type":"recipient_delivery_report_sms","code":401,"status":"Dispatched"}"#, "under-way", "Sinch: Dispatched, code 401"),
        (#"{"type":"recipient_delivery_report_sms","code":402,"status":"Aborted"}"#, "failed", "Sinch: Aborted, code 402"),
        (#"{"type":"recipient_delivery_report_sms","code":"406","status":"EXPIRED"}"#, "failed", "Sinch: EXPIRED, code 406"),
        (#"{"type":"recipient_delivery_report_sms"}"#, "nonsense", ""), (#"{"type":"delivery_report_sms"}"#, "", ""), ("{}", "nonsense", ""),
        ("[", "nonsense", ""), (#"{"type":"mo_text","from":"4915112345671","body":"STOP"}"#, "nonsense", ""),
    ])
    func sinch(_ body: String, _ label: String, _ detail: String) throws {
        let calls = try Calls(.sinch(SinchSettings(plan: "p", token: Secret("s1-token"))))
        let reading = calls.post(body, query: try calls.query, type: "application/json")
        #expect(reading.label == label)
        #expect(reading.detail == detail)
        #expect(calls.post(body).label == "refused")
        let stop = #"{"type":"mo_text","from":"4915112345671","to":"12345","body":"Stop","id":"x"}"#
        #expect(calls.post(stop, query: try calls.inbound, type: "application/json").label == "out +4915112345671")
        let elsewhere = #"{"type":"recipient_delivery_report_sms","batch_id":"b1","status":"Failed"}"#
        #expect(calls.post(elsewhere, query: try calls.inbound).label == "failed provider b1")
    }

    @Test func plivoSigns() throws {
        let calls = try Calls(.plivo(Self.plivo))
        let status = "MessageUUID=u-1&ParentMessageUUID=u-0&Status=delivered&To=4915112345671&ErrorCode="
        let headers = { (signature: String) -> [Arrival.Header] in
            [.init(name: "X-Plivo-Signature-V3", value: signature), .init(name: "X-Plivo-Signature-V3-Nonce", value: "nonce-1")]
        }
        let signature = "kjXW+f4ZN7ptd6Jgt10kTD2JvNjISqu9qXIvG7Y+CYE="
        #expect(calls.post(status, query: try calls.query, headers: headers(signature)).label == "arrived")
        #expect(calls.post(status, query: try calls.query, headers: headers("AAAA, " + signature)).label == "arrived")
        #expect(calls.post(status + "1", query: try calls.query, headers: headers(signature)).label == "refused")
        #expect(calls.post(status, query: try calls.query, headers: headers("AAAA")).label == "refused")
        #expect(calls.post(status, query: try calls.query, headers: [headers(signature)[0]]).label == "refused")
        let get = try calls.query + "&MessageUUID=u-1&Status=delivered"
        #expect(calls.get(get, headers: headers("auOWoYxegHYmFrMqvWRqnkO1zlK1u2urXuVGOG1/TZA=")).label == "arrived")
        let stop = "From=4915112345671&To=15005550006&Text=STOP&Type=sms&MessageUUID=u-2"
        #expect(calls.post(stop, headers: headers("BS9eE1xHjqHtp7aRYpPG4VixL6S4mooODV1yDm6GOFI=")).label == "out +4915112345671")
        #expect(calls.post(stop).label == "refused")
    }

    @Test(arguments: [
        ("Status=sent", "under-way", "Plivo: sent"), ("Status=undelivered&ErrorCode=80", "failed", "Plivo: undelivered, error 80"),
        ("Status=failed&ErrorCode=200", "failed opt-out", "Plivo: failed, error 200"),
        ("Status=failed&ErrorCode=50", "failed bounce", "Plivo: failed, error 50"), ("Status=rejected", "failed", "Plivo: rejected"),
        ("Status=x", "", ""), ("", "nonsense", ""), ("From=49151&Text=STOP", "nonsense", ""),
    ])
    func plivoByToken(_ body: String, _ label: String, _ detail: String) throws {
        let calls = try Calls(.plivo(Self.plivo))
        let reading = calls.post(body, query: try calls.query)
        #expect(reading.label == label)
        #expect(reading.detail == detail)
        #expect(calls.post(body).label == "refused")
        #expect(calls.post("From=4915112345671&Text=UNSTOP", query: try calls.inbound).label == "in +4915112345671")
    }

    private func telnyx(_ body: String, _ signature: String, _ timestamp: String = "1763748000", skew: Double = 0, query: String = "") throws
        -> FeedbackReading
    {
        try Calls(.telnyx(Self.telnyx)).post(
            body, query: query, type: "application/json",
            headers: [.init(name: "telnyx-signature-ed25519", value: signature), .init(name: "Telnyx-Timestamp", value: timestamp)],
            now: Calls.now.addingTimeInterval(skew))
    }

    @Test func telnyxSigns() throws {
        let body =
            #"{"data":{"event_type":"message.finalized","payload":{"id":"m-1","to":[{"phone_number":"+4915112345671","status":"delivered"}]}}}"#
        let signature = "PHPydFbxizjCXPkqZpKakXzw9tEyS84a3MwPbZnQ+vp5eOeaLrUX7f6q6q6lwzx4HfHtF6QwnwYarDpCXTnGDw=="
        let query = try Calls(.telnyx(Self.telnyx)).query
        #expect(try telnyx(body, signature, query: query).label == "arrived")
        #expect(try telnyx(body, signature).label == "arrived provider m-1")
        #expect(try telnyx(body, signature, skew: 299).label == "arrived provider m-1")
        for skew in [301.0, -301] { #expect(try telnyx(body, signature, skew: skew).label == "refused") }
        for wrong in ["", "x", "AAAA", signature.replacing("PHP", with: "PHQ")] { #expect(try telnyx(body, wrong).label == "refused") }
        for wrong in ["", "1763748001", "99999999999999999999", "nan"] { #expect(try telnyx(body, signature, wrong).label == "refused") }
        #expect(try telnyx(body + " ", signature).label == "refused")
        #expect(try Calls(.telnyx(Self.telnyx)).post(body, query: query).label == "refused", "the token does not do where a key is")
        let stop = #"{"data":{"event_type":"message.received","payload":{"id":"m-2","from":{"phone_number":"+4915112345671"},"text":"Stop."}}}"#
        let signed = "56PVGS9klq4YVuhNm611knYt7PYNrao0CEw5rBMqTZVQcZxRmDH7z3v3tCu8QnlK5dbYzrdT1V4DUuDHW/7cAw=="
        #expect(try telnyx(stop, signed).label == "out +4915112345671")
    }

    @Test(arguments: [
        (#"{"event_type":"message.sent","payload":{"to":[{"status":"sent"}]}}"#, "under-way", "Telnyx: sent"),
        (#"{"event_type":"message.finalized","payload":{"to":[{"status":"delivery_unconfirmed"}]}}"#, "under-way", "Telnyx: delivery_unconfirmed"),
        (
            #"{"event_type":"message.finalized","payload":{"to":[{"status":"delivery_failed"}],"errors":[{"code":"40001","title":"Not routable"}]}}"#,
            "failed bounce", "Telnyx: delivery_failed, error 40001, Not routable"
        ),
        (
            #"{"event_type":"message.finalized","payload":{"to":[{"status":"sending_failed"}],"errors":[{"code":"40300"}]}}"#, "failed opt-out",
            "Telnyx: sending_failed, error 40300"
        ),
        (
            #"{"event_type":"message.finalized","payload":{"to":[{"status":"delivery_failed"}],"errors":[{"code":"40002"}]}}"#, "failed",
            "Telnyx: delivery_failed, error 40002"
        ),
        (#"{"event_type":"message.finalized","payload":{}}"#, "nonsense", ""), (#"{"event_type":"call.hangup"}"#, "", ""), ("{}", "nonsense", ""),
        (#"{"event_type":"message.received","payload":{"from":{"phone_number":"+49151"},"text":"STOP"}}"#, "nonsense", ""),
    ])
    func telnyxByToken(_ event: String, _ label: String, _ detail: String) throws {
        var settings = Self.telnyx
        settings.publicKey = nil
        let calls = try Calls(.telnyx(settings))
        let reading = calls.post(#"{"data":\#(event)}"#, query: try calls.query, type: "application/json")
        #expect(reading.label == label)
        #expect(reading.detail == detail)
        #expect(calls.post(#"{"data":\#(event)}"#).label == "refused")
    }

    @Test func someAreNotCalled() throws {
        var sns = AdapterUnderTest.sns.channel
        sns.feedback = Calls.door
        #expect(FeedbackReaders.reader(for: sns) == nil)
        #expect(FeedbackReaders.reader(for: ChannelSettings(name: "sms", kind: .twilio(Self.twilio))) == nil, "there is no door")
    }
}
