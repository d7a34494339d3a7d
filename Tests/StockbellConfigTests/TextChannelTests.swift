import StockbellConfig
import StockbellCore
import Testing

/// Channels of the gateways for text messages.
@Suite struct TextChannelTests {
    private static let twilio = #""type": "twilio", "account": "AC0123", "token": "t""#
    private static let telnyx = #""type": "telnyx", "key": "k", "from": "+15005550006""#
    private static let sns = #""type": "sns", "region": "eu-central-1", "accessKey": "AKIA1", "secretKey": "s""#

    @Test(
        arguments: [
            (Self.twilio, #"channels.c: needs "from" or "messagingService""#),
            (
                #""type": "twilio", "account": "SK0123", "token": "t", "from": "Shop""#,
                #"channels.c.account: must be the account SID, which begins with "AC""#
            ),
            (
                #""type": "twilio", "account": "AC0/x", "token": "t", "from": "Shop""#,
                #"channels.c.account: must be the account SID, which begins with "AC""#
            ),
            (Self.twilio + #", "from": "Shop", "key": "AC1""#, #"channels.c.key: must be the SID of an API key, which begins with "SK""#),
            (
                Self.twilio + #", "messagingService": "x""#,
                #"channels.c.messagingService: must be the SID of a messaging service, which begins with "MG""#
            ),
            (
                Self.twilio + #", "from": "15005550006""#,
                #"channels.c.from: "15005550006" lacks its country; write it in international form, such as "+4915100000000""#
            ),
            (
                Self.twilio + #", "from": "Stockbell Notifications""#,
                #"channels.c.from: "Stockbell Notifications" is no sender that phones show: at most 15 digits, or at most 11 letters and digits"#
            ),
            (
                Self.twilio + #", "from": "Shop", "url": "http://api.twilio.com""#,
                #"channels.c.url: must be https://, as a secret goes with it; http:// goes only with "allowPrivateNetwork": true"#
            ),
            (#""type": "twilio", "account": "AC1", "from": "Shop""#, #"channels.c: needs "token", such as "token": "${TWILIO_TOKEN}""#),
            (#""type": "vonage", "key": "k", "secret": "s""#, #"channels.c: needs "from", such as "from": "+4915100000000""#),
            (#""type": "vonage", "key": "k", "from": "Shop""#, #"channels.c: needs "secret", such as "secret": "${VONAGE_SECRET}""#),
            (#""type": "messagebird", "key": "k""#, #"channels.c: needs "from", such as "from": "+4915100000000""#),
            (#""type": "sinch", "token": "t""#, #"channels.c: needs "plan", such as "plan": "${SINCH_PLAN}""#),
            (#""type": "plivo", "account": "MA1", "token": "t""#, #"channels.c: needs "from" or "powerpack""#),
            (#""type": "telnyx", "key": "k""#, #"channels.c: needs "from" or "profile""#),
            (
                Self.telnyx + #", "publicKey": "abc""#,
                "channels.c.publicKey: must be the Base64 form of 32 bytes, as Telnyx's portal shows the public key of the account"
            ),
            (
                #""type": "sns", "region": "Frankfurt", "accessKey": "A", "secretKey": "s""#,
                #"channels.c.region: "Frankfurt" is no region; write one such as "eu-central-1""#
            ),
            (
                #""type": "sns", "region": "eu-central-1.evil.example/", "accessKey": "A", "secretKey": "s""#,
                #"channels.c.region: "eu-central-1.evil.example/" is no region; write one such as "eu-central-1""#
            ),
            (
                #""type": "sns", "region": "eu-central-1", "accessKey": "A""#,
                #"channels.c: needs "secretKey", such as "secretKey": "${AWS_SECRET_ACCESS_KEY}""#
            ),
            (Self.sns + #", "maxSegments": 0"#, "channels.c.maxSegments: must be a whole number from 1 to 10"),
            (Self.sns + #", "transliterate": "no""#, "channels.c.transliterate: must be true or false, found a text"),
            (Self.sns + #", "incidents": "thread""#, nil),
        ] as [(String, String?)])
    func oneMistakeIsOneMessage(_ keys: String, _ message: String?) {
        let errors = read(shop(channels: "\"c\": { \(keys) }")).errors.map { "\($0.path): \($0.message)" }
        #expect(errors.count == 1)
        if let message { #expect(errors == [message]) }
    }

    @Test func everyKeyIsRead() throws {
        let channels = #"""
            "a": { \#(Self.twilio), "key": "SK1", "from": "12345", "messagingService": "MG1", "url": "https://t.example.com/", "transliterate": false },
            "b": { "type": "vonage", "key": "k", "secret": "s", "from": "+4915100000000", "signature": "x", "maxSegments": 2 },
            "c": { \#(Self.telnyx), "profile": "4001", "publicKey": "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" },
            "d": { \#(Self.sns), "sessionToken": "tok", "from": "Shop" }
            """#
        let read = try settings(shop(channels: channels)).channels.filter { $0.class == .sms }
        #expect(
            read.map(\.kind) == [
                .twilio(
                    TwilioSettings(
                        url: Secret("https://t.example.com"), account: "AC0123", key: "SK1", token: Secret("t"), from: "12345",
                        messagingService: "MG1")),
                .vonage(VonageSettings(key: "k", secret: Secret("s"), from: "+4915100000000", signature: Secret("x"))),
                .telnyx(
                    TelnyxSettings(key: Secret("k"), from: "+15005550006", profile: "4001", publicKey: "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=")
                ),
                .sns(SNSSettings(region: "eu-central-1", accessKey: "AKIA1", secretKey: Secret("s"), sessionToken: Secret("tok"), from: "Shop")),
            ])
        #expect(read.map(\.text) == [TextLimits(transliterates: false), TextLimits(maxSegments: 2), TextLimits(), TextLimits()])
        #expect(read.map(\.ifUnsure) == [.giveUp, .giveUp, .repeat, .giveUp], "Telnyx knows a repeat")
    }
}
