import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// The ways out of a list that a mail offers.
@Suite struct MailWriterTests {
    private static func ways(_ change: (inout SMTPSettings) -> Void) throws -> String {
        var settings = SMTPSettings(
            host: "smtp.example.com", port: 587, security: .starttls, from: try #require(Mailbox("alerts@example.test")))
        (settings.offersUnsubscribing, settings.bounces) = (true, "b&=?%@example.test")
        change(&settings)
        var channel = ChannelSettings(name: "mail", kind: .smtp(settings))
        channel.feedback = FeedbackDoor(url: "https://stock.example.test/receipts/mail", key: Secret("k"))
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "buyers@example.com")
        guard case .send(let request) = try ChannelAdapters.adapter(for: channel).next(parcel, after: []),
            case .mail(_, _, let bytes) = request.payload
        else { throw ContentError(.other, "no mail") }
        let mail = String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: " ")
        let line = try #require(mail.split(separator: "\r\n").first { $0.hasPrefix("List-Unsubscribe: ") })
        return String(line.dropFirst("List-Unsubscribe: ".count))
    }

    @Test func anAddressIsOfferedOnlyWhereMailToItIsRead() throws {
        #expect(try !Self.ways { _ in }.contains("mailto:"))
        #expect(try !Self.ways { ($0.bounces, $0.bounceBox) = (nil, "/var/mail/bounce") }.contains("mailto:"))
        for ways in [try Self.ways { $0.bounceBox = "/var/mail/bounce" }, try Self.ways { $0.bounceToken = Secret("t") }] {
            // RFC 6068 section 2: what could end the name or begin a field is encoded.
            #expect(ways.contains("<mailto:b%26%3D%3F%25%2B01jd0000000000000000000000.") && ways.hasSuffix("@example.test?subject=unsubscribe>"))
            #expect(ways.hasPrefix("<https://stock.example.test/receipts/mail?u="))
        }
    }
}
