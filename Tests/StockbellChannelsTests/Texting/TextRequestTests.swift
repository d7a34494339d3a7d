import Curl
import StockbellChannels
import StockbellCore
import Testing

/// What each gateway is sent.
@Suite struct TextRequestTests {
    private static let door = FeedbackDoor(url: "https://stock.example.com/receipts/sms", key: Secret("k3y of receipts"))
    private static let callback = "https://stock.example.com/receipts/sms?d=01JD0000000000000000000000&t=r7EhgnYpkp5euTIXL7TCcw"

    private func request(_ kind: ChannelSettings.Kind, _ sms: String = "OUT Café €", feedback: Bool = true) throws -> CurlRequest {
        var channel = ChannelSettings(name: "sms", kind: kind)
        if feedback { channel.feedback = Self.door }
        let step = try ChannelAdapters.adapter(for: channel).next(
            Samples.parcel(.message(Message(subject: "S", sms: sms)), to: "+49 151 12345671"), after: [])
        guard case .send(let request) = step else { throw ContentError(.other, "nothing to send") }
        return request
    }

    @Test func twilio() throws {
        let sent = try request(.twilio(TwilioSettings(account: "AC0123", key: "SK1", token: Secret("t"), messagingService: "MG1")))
        #expect(sent.url == "https://api.twilio.com/2010-04-01/Accounts/AC0123/Messages.json")
        #expect((sent.username, sent.password) == ("SK1", "t"))
        #expect(
            try ReadText(sent).fields
                == ["To": "+4915112345671", "Body": "OUT Café €", "MessagingServiceSid": "MG1", "StatusCallback": Self.callback])
        #expect(sent.headers == [Header(name: "Content-Type", value: "application/x-www-form-urlencoded")])
        let plain = try request(.twilio(TwilioSettings(account: "AC0123", token: Secret("t"), from: "+15005550006")), feedback: false)
        #expect(try ReadText(plain).fields == ["To": "+4915112345671", "Body": "OUT Café €", "From": "+15005550006"])
        #expect(plain.username == "AC0123")
    }

    @Test func vonage() throws {
        let settings = VonageSettings(key: "abcd1234", secret: Secret("s3cret"), from: "+4915100000000")
        let fields = [
            "api_key": "abcd1234", "api_secret": "s3cret", "from": "4915100000000", "to": "4915112345671", "text": "OUT Café €", "type": "text",
            "client-ref": "01JD0000000000000000000000", "status-report-req": "true", "callback": Self.callback,
        ]
        let sent = try request(.vonage(settings))
        #expect(sent.url == "https://rest.nexmo.com/sms/json")
        #expect(try ReadText(sent).fields == fields)
        #expect(try ReadText(request(.vonage(settings), "Привет")).fields["type"] == "unicode")
        #expect(try ReadText(request(.vonage(settings), feedback: false)).fields["callback"] == nil)
    }

    @Test func messagebird() throws {
        let sent = try request(.messagebird(MessageBirdSettings(key: Secret("k"), from: "+4915100000000")))
        #expect(sent.url == "https://rest.messagebird.com/messages")
        #expect(sent.headers.first == Header(name: "Authorization", value: "AccessKey k"))
        #expect(
            try ReadText(sent).fields == [
                "originator": "4915100000000", "recipients": "4915112345671", "body": "OUT Café €", "datacoding": "plain",
                "reference": "01JD0000000000000000000000", "reportUrl": Self.callback,
            ])
    }

    @Test func sinch() throws {
        let sent = try request(.sinch(SinchSettings(plan: "pl/an", token: Secret("t"))))
        #expect(sent.url == "https://eu.sms.api.sinch.com/xms/v1/pl%2Fan/batches")
        #expect(sent.headers.first == Header(name: "Authorization", value: "Bearer t"))
        #expect(
            try ReadText(sent).fields == [
                "to": "+4915112345671", "body": "OUT Café €", "type": "mt_text", "client_reference": "01JD0000000000000000000000",
                "delivery_report": "per_recipient", "callback_url": Self.callback,
            ])
        let plain = try ReadText(request(.sinch(SinchSettings(plan: "p", token: Secret("t"), from: "Shop")), feedback: false)).fields
        #expect((plain["from"], plain["delivery_report"], plain["callback_url"]) == ("Shop", "none", nil))
    }

    @Test func plivo() throws {
        let sent = try request(.plivo(PlivoSettings(account: "MA1", token: Secret("t"), from: "+1500555", powerpack: "5ec4")))
        #expect(sent.url == "https://api.plivo.com/v1/Account/MA1/Message/")
        #expect((sent.username, sent.password) == ("MA1", "t"))
        #expect(
            try ReadText(sent).fields == [
                "powerpack_uuid": "5ec4", "dst": "+4915112345671", "text": "OUT Café €", "type": "sms", "url": Self.callback, "method": "POST",
            ])
        #expect(try ReadText(request(.plivo(PlivoSettings(account: "MA1", token: Secret("t"), from: "+1500555")))).fields["src"] == "+1500555")
    }

    /// The key is that of the delivery, so a repeat is known as one.
    @Test func telnyx() throws {
        let sent = try request(
            .telnyx(TelnyxSettings(url: Secret("https://telnyx.example/"), key: Secret("k"), from: "+15005550006", profile: "4001")))
        #expect(sent.url == "https://telnyx.example/v2/messages")
        #expect(
            sent.headers.prefix(2) == [
                Header(name: "Authorization", value: "Bearer k"), Header(name: "Idempotency-Key", value: "01JD0000000000000000000000"),
            ])
        #expect(
            try ReadText(sent).fields == [
                "from": "+15005550006", "messaging_profile_id": "4001", "to": "+4915112345671", "text": "OUT Café €", "type": "SMS",
                "encoding": "gsm7", "webhook_url": Self.callback,
            ])
    }

    @Test func sns() throws {
        let sent = try request(
            .sns(SNSSettings(region: "eu-west-1", accessKey: "AKIA1", secretKey: Secret("s"), sessionToken: Secret("tok"), from: "+4915100000000")))
        #expect(sent.url == "https://sns.eu-west-1.amazonaws.com/")
        #expect(sent.awsSigV4 == "aws:amz:eu-west-1:sns")
        #expect((sent.username, sent.password) == ("AKIA1", "s"))
        #expect(sent.headers.last == Header(name: "X-Amz-Security-Token", value: "tok"))
        #expect(
            try ReadText(sent).fields == [
                "Action": "Publish", "Version": "2010-03-31", "PhoneNumber": "+4915112345671", "Message": "OUT Café €",
                "MessageAttributes.entry.1.Name": "AWS.SNS.SMS.SMSType", "MessageAttributes.entry.1.Value.DataType": "String",
                "MessageAttributes.entry.1.Value.StringValue": "Transactional",
                "MessageAttributes.entry.2.Name": "AWS.MM.SMS.OriginationNumber", "MessageAttributes.entry.2.Value.DataType": "String",
                "MessageAttributes.entry.2.Value.StringValue": "+4915100000000",
            ])
        let named = try ReadText(request(.sns(SNSSettings(region: "r", accessKey: "A", secretKey: Secret("s"), from: "Shop")))).fields
        #expect(named["MessageAttributes.entry.2.Name"] == "AWS.SNS.SMS.SenderID")
    }

    /// Parts are counted as phones get them, and neither an escape pair nor a surrogate pair is split.
    @Test(arguments: AdapterUnderTest.texts)
    func cutsAtTheLimit(_ subject: AdapterUnderTest) throws {
        for (filler, counts) in [("a", 455...462), ("€", 226...232), ("😀", 95...102), ("ab😀", 40...60), ("👩‍👩‍👧‍👦", 16...20)] {
            for count in counts {
                let sms = String(repeating: filler, count: count)
                let text = try subject.shown(AdapterContract.request(subject, Message(subject: "S", sms: sms)))
                #expect(SMSText(text).segments.count <= 3)
                #expect(SMSText(sms).segments.count <= 3 ? text == sms : text.hasSuffix("..."))
                #expect(text.hasSuffix("...") ? sms.hasPrefix(text.dropLast(3)) : text == sms)
            }
        }
    }
}
