import Curl
import StockbellCore

extension AdapterUnderTest {
    static let texts = [twilio, vonage, messagebird, sinch, plivo, telnyx, sns]

    static let twilio = text(
        .twilio(TwilioSettings(account: "AC0123", token: Secret("tw tok&en"), from: "+15005550006")),
        secrets: ["tw tok&en", "QUMwMTIzOnR3IHRvayZlbg=="], accepted: #"{"sid":"SM1","status":"queued","num_segments":"1","error_code":null}"#, 201,
        field: "Body")

    static let vonage = text(
        .vonage(VonageSettings(key: "abcd1234", secret: Secret("vo secr3t"), from: "Stockbell", signature: Secret("sig-secr3t"))),
        secrets: ["vo secr3t", "vo%20secr3t", "vo+secr3t", "sig-secr3t"],
        accepted: #"{"message-count":"1","messages":[{"to":"4915112345671","message-id":"0A01","status":"0","remaining-balance":"3.1"}]}"#,
        field: "text", coding: ("type", "text", "unicode"))

    static let messagebird = text(
        .messagebird(MessageBirdSettings(key: Secret("mb-k3y/1"), from: "+4915100000000")), secrets: ["mb-k3y/1", "AccessKey mb-k3y/1"],
        accepted: #"{"id":"e8077d80","recipients":{"totalCount":1,"items":[{"recipient":4915112345671,"status":"sent"}]}}"#, 201,
        field: "body", coding: ("datacoding", "plain", "unicode"))

    static let sinch = text(
        .sinch(SinchSettings(plan: "plan1", token: Secret("si+tok3n"), from: "+4915100000000")), secrets: ["si+tok3n"],
        accepted: #"{"id":"01FC66621XXXXX119Z8PMV1QPQ","to":["4915112345671"],"canceled":false}"#, 201, field: "body")

    static let plivo = text(
        .plivo(PlivoSettings(account: "MA1", token: Secret("pl tok"), from: "+15005550006")), secrets: ["pl tok", "TUExOnBsIHRvaw=="],
        accepted: #"{"message":"message(s) queued","message_uuid":["db3ce55a"],"api_id":"db342550"}"#, 202, field: "text")

    static let telnyx = text(
        .telnyx(TelnyxSettings(key: Secret("KEY-te1nyx"), from: "+15005550006")), secrets: ["KEY-te1nyx"],
        accepted: #"{"data":{"id":"40385f64","to":[{"phone_number":"+4915112345671","status":"queued"}],"parts":1}}"#,
        field: "text", coding: ("encoding", "gsm7", "ucs2"))

    static let sns = text(
        .sns(
            SNSSettings(region: "eu-central-1", accessKey: "AKIA1", secretKey: Secret("sns/s3cret"), sessionToken: Secret("s3ssion=="), from: "Shop")),
        secrets: ["sns/s3cret", "s3ssion=="],
        accepted: "<PublishResponse><PublishResult><MessageId>94f20ce6</MessageId></PublishResult></PublishResponse>", field: "Message")

    /// The token of the URL at which a gateway tells what became of the sample.
    static let token = "r7EhgnYpkp5euTIXL7TCcw"

    /// A channel whose gateway is told where to call back.
    static func called(_ kind: ChannelSettings.Kind) -> ChannelSettings {
        var channel = ChannelSettings(name: "sms", kind: kind)
        channel.feedback = Calls.door
        return channel
    }

    /// A gateway that takes a text in one POST.
    ///
    /// - Parameter coding: The field that says the alphabet, with its words for GSM 7-bit and UCS-2; nil: the gateway chooses.
    private static func text(
        _ kind: ChannelSettings.Kind, secrets: [String], accepted: String, _ status: Int = 200, field: String,
        coding: (field: String, gsm: String, ucs: String)? = nil
    ) -> AdapterUnderTest {
        AdapterUnderTest(
            channel: called(kind), recipient: "+49 151 12345671", secrets: secrets + [token],
            accepted: Samples.response(status, accepted), shown: { try ReadText($0).fields[field] ?? "" },
            escaped: { SMSText.transliterated($0) },
            isWithinLimits: { request in
                let sent = try ReadText(request).fields
                let text = SMSText(sent[field] ?? "")
                guard text.segments.count <= 3 else { return false }
                return coding.map { sent[$0.field] == (text.encoding == .gsm7 ? $0.gsm : $0.ucs) } ?? true
            })
    }
}
