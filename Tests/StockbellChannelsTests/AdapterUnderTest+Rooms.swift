import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore

extension AdapterUnderTest {
    static let rooms = [telegram, matrix, ntfy, zulip]

    static let telegram = AdapterUnderTest(
        channel: ChannelSettings(
            name: "phones", kind: .telegram(TelegramSettings(token: Secret("123456789:AAbbCC-ddEEffGGhhIIjjKKll"), room: "-1001234567890"))),
        recipient: nil,
        secrets: ["123456789:AAbbCC-ddEEffGGhhIIjjKKll", "AAbbCC-ddEEffGGhhIIjjKKll"],
        accepted: Samples.response(200, #"{"ok":true,"result":{"message_id":42,"chat":{"id":-1001234567890}}}"#),
        shown: { (try ReadJSON($0).text("text") ?? "").replacing("\u{200B}", with: "") },
        escaped: { ReadJSON.escapedHTML($0) },
        isWithinLimits: { request in
            let text = try ReadJSON(request).text("text") ?? ""
            return (1...4096).contains(ReadJSON.shownHTML(text).utf16.count)
        })

    static let matrix = AdapterUnderTest(
        channel: ChannelSettings(
            name: "rooms",
            kind: .matrix(MatrixSettings(url: Secret("https://matrix.example.com"), token: Secret("syt_c2VjcmV0_tok"), room: "!abc:example.com"))),
        recipient: nil,
        secrets: ["syt_c2VjcmV0_tok"],
        accepted: Samples.response(200, #"{"event_id":"$first"}"#),
        shown: { (try ReadJSON($0).text("formatted_body") ?? "").replacing("\u{200B}", with: "") },
        escaped: { ReadJSON.escapedHTML($0) },
        isWithinLimits: { request in
            guard case .body(let body) = request.payload else { return false }
            return body.count <= 60_000
        })

    static let ntfy = AdapterUnderTest(
        channel: ChannelSettings(
            name: "push", kind: .ntfy(NtfySettings(url: Secret("https://ntfy.example.com"), token: Secret("tk_AgQdq7mVBoFD37zQ"), room: "stock"))),
        recipient: nil,
        secrets: ["tk_AgQdq7mVBoFD37zQ"],
        accepted: Samples.response(200, #"{"id":"hwQ2YpKdmg","time":1763748000,"event":"message","topic":"stock"}"#),
        shown: { (try ReadJSON($0).text("message") ?? "").replacing("\u{200B}", with: "") },
        escaped: { $0 },
        isWithinLimits: { request in
            let json = try ReadJSON(request)
            return (1...4096).contains(json.text("message")?.utf8.count ?? 0) && (json.text("title")?.utf8.count ?? 0) <= 250
        })

    static let zulip = AdapterUnderTest(
        channel: ChannelSettings(
            name: "zulip",
            kind: .zulip(
                ZulipSettings(
                    url: Secret("https://shop.zulipchat.com"), username: "stock-bot@shop.zulipchat.com", key: Secret("zUlIpKeY0123456789"),
                    room: "purchasing"))),
        recipient: nil,
        secrets: ["zUlIpKeY0123456789", "c3RvY2stYm90QHNob3AuenVsaXBjaGF0LmNvbTp6VWxJcEtlWTAxMjM0NTY3ODk="],
        accepted: Samples.response(200, #"{"result":"success","msg":"","id":42}"#),
        shown: { try ReadForm($0).fields["content", default: ""].replacing("\u{200B}", with: "").replacing("\u{200A}", with: "") },
        escaped: { $0.replacing("`", with: "\u{02CB}") },
        isWithinLimits: { request in
            let fields = try ReadForm(request).fields
            return (1...10_000).contains(fields["content", default: ""].unicodeScalars.count)
                && fields["topic", default: ""].unicodeScalars.count <= 60
        })
}
