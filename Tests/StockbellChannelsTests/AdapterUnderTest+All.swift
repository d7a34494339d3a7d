import Curl
import FoundationEssentials
import StockbellCore

extension AdapterUnderTest {
    static let all = [smtp, richMail, slack, webhook, kannel] + chats + rooms + texts

    static let smtp = AdapterUnderTest(
        channel: ChannelSettings(
            name: "mail",
            kind: .smtp(
                SMTPSettings(
                    host: "smtp.example.com", port: 587, security: .starttls, username: "stock", password: Secret("pa$$:wört-1"),
                    from: Mailbox("Stock Älerts <alerts@example.test>")!))),  // an address that is known to be one
        recipient: "Buyers <buyers@example.com>",
        secrets: ["pa$$:wört-1", "AHN0b2NrAHBhJCQ6d8O2cnQtMQ=="],
        accepted: CurlResponse(status: 250, replies: [Samples.reply(".", "250 2.0.0 Ok: queued as 4Xq")], wasAuthenticated: true),
        shown: { try ReadMail($0).plain },
        escaped: { $0 },
        isWithinLimits: { request in
            guard case .mail(_, _, let message) = request.payload else { return false }
            let lines = String(decoding: message, as: UTF8.self).components(by: "\r\n")
            return message.allSatisfy { $0 < 128 } && lines.allSatisfy { $0.utf8.count <= 78 && !$0.hasPrefix(".") && !$0.hasPrefix("From ") }
        })

    static let slack = AdapterUnderTest(
        channel: ChannelSettings(
            name: "buyers", kind: .slack(SlackSettings(url: Secret("https://hooks.slack.com/services/T0AAAAAA/B0BBBBBB/tOpSeCrEtXyZ")))),
        recipient: nil,
        secrets: ["tOpSeCrEtXyZ", "T0AAAAAA"],
        accepted: Samples.response(200, "ok"),
        shown: { try ReadSlack($0).sections.joined(separator: "\n").replacing("\u{200B}", with: "") },
        escaped: { $0.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;") },
        isWithinLimits: { request in
            let post = try ReadSlack(request)
            return (1...50).contains(post.sections.count) && post.sections.allSatisfy { (1...3000).contains($0.utf16.count) }
                && post.text.utf16.count <= 3000
        })

    static let webhook = AdapterUnderTest(
        channel: ChannelSettings(
            name: "erp",
            kind: .webhook(
                WebhookSettings(
                    url: Secret("https://erp:baSic-pw@erp.example.com/hooks/s3cr3t-path?token=qu3ry-token"),
                    secrets: [Secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")],
                    headers: [.init(name: "X-Token", value: Secret("header token/1"))]))),
        recipient: nil,
        secrets: [
            "token/1", "baSic-pw", "ZXJwOmJhU2ljLXB3", "s3cr3t-path", "qu3ry-token", "header token/1", "header%20token%2F1",
            "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        ],
        accepted: Samples.response(204),
        shown: { request in
            guard case .body(let body) = request.payload else { return "" }
            let json = try JSONDecoder().decode(ReadWebhook.self, from: Data(body))
            return json.data.text ?? ""
        },
        escaped: { $0 },
        isWithinLimits: { _ in true })

    static let kannel = AdapterUnderTest(
        channel: called(
            .kannel(
                KannelSettings(
                    url: Secret("http://127.0.0.1:13013/cgi-bin/sendsms"), username: "tester", password: Secret("ka nnel&pw"), from: "Shop"))),
        recipient: "+49 151 12345671",
        secrets: ["ka nnel&pw", "ka%20nnel%26pw", token],
        accepted: Samples.response(202, "0: Accepted for delivery"),
        shown: { try ReadSendSMS($0).text },
        escaped: { SMSText.transliterated($0) },
        isWithinLimits: { request in
            let sent = try ReadSendSMS(request)
            let text = SMSText(sent.text)
            return text.segments.count <= 3 && sent.fields["coding"] == (text.encoding == .gsm7 ? "0" : "2")
        })
}
