import Curl
import FoundationEssentials
import StockbellCore

extension AdapterUnderTest {
    /// Mail with all that it can have: a token, an envelope sender for each message, and a way out of the list.
    static let richMail: AdapterUnderTest = {
        let token = "ya29.t0ken-of-OAuth_~+/=="
        let words = "n,a=u@example.com,\u{1}host=mx2.example.com\u{1}port=465\u{1}auth=Bearer \(token)\u{1}\u{1}"
        var settings = SMTPSettings(
            servers: [
                MailServer(
                    host: "mx2.example.com", port: 465, security: .tls, login: .init(.oauthbearer, username: "u@example.com", secret: Secret(token)))
            ], from: Mailbox("alerts@example.test")!)  // an address that is known to be one
        (settings.bounces, settings.offersUnsubscribing) = ("bounce@example.test", true)
        var channel = ChannelSettings(name: "customers", kind: .smtp(settings))
        channel.feedback = FeedbackDoor(url: "https://stock.example.test/receipts/customers", key: Secret("key-of-the-door"))
        var subject = smtp
        subject.channel = channel
        subject.secrets = [token, Data(words.utf8).base64EncodedString()]
        subject.isWithinLimits = { request in
            guard case .mail(let sender, _, let message) = request.payload else { return false }
            let lines = String(decoding: message, as: UTF8.self).components(by: "\r\n")
            return sender.hasPrefix("bounce+") && message.allSatisfy { $0 < 128 }
                && lines.allSatisfy { $0.utf8.count <= 998 && !$0.hasPrefix(".") && !$0.hasPrefix("From ") }
        }
        return subject
    }()
}
