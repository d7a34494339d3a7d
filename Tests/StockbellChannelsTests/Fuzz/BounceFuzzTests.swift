import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellChannels

/// Bounces are written by strangers: no bytes may do more than be passed over.
@Suite struct BounceFuzzTests {
    /// - Parameter isTrusted: a mail service may speak of any message.
    private static func judge(_ feedback: [Feedback], isTrusted: Bool) {
        let ours = DeliveryKey(.init("01JD0000000000000000000000"))
        for word in feedback {
            switch word {
            case .report(let report):
                #expect(report.detail.count <= 200 && report.detail.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
                #expect(isTrusted || report.subject == .delivery(ours) || report.suppresses == nil)
            case .optOutOf(let id, _): #expect(id == ours.delivery, "its mark is proof, whoever hands it in")
            case .optOut(let recipient, _): #expect(isTrusted || recipient == "a@example.com")
            case .optIn: Issue.record("nobody asked for that")
            }
        }
    }

    @Test func anyMailIsReadOrPassedOver() throws {
        let reader = try BounceReaderTests.reader(unsubscribes: true)
        let sender = try BounceReaderTests.sender()
        let mails = Mutation(
            [
                BounceReaderTests.postfix(to: sender), BounceReaderTests.postfix(to: sender).replacing("\n", with: "\r\n"),
                "From: Mailer-Daemon@x\nX-Failed-Recipients: a@b\nTo: \(sender)\n\n550 5.1.1 no\nMessage-ID: <01JD0000000000000000000000@example.test>\n",
                "From: =?UTF-8?Q?A=20B?= <a@b.example>\nTo: \(sender)\nSubject: unsubscribe\n\n",
            ],
            words: [
                "\r\n\r\n", "--4XqY.1/mx.example.test\n", "Content-Type: message/rfc822\n\n", "Content-Type: multipart/mixed; boundary=\"\"\n\n",
                "Content-Transfer-Encoding: base64\n", "=?UTF-8?B?", "Status: 5.", "bounce+", "boundary=",
            ])
        FuzzRun.each("bounces") { chance in
            let isTrusted = Bool.random(using: &chance)
            Self.judge(reader.read(mails.next(using: &chance), isTrusted: isTrusted), isTrusted: isTrusted)
        }
        let nested = (0..<2000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        #expect(reader.read(Array(nested.utf8)) == [])
    }

    @Test func anyCallIsReadOrRefused() throws {
        let (settings, channel) = try BounceReaderTests.channel(unsubscribes: true, token: "s3cret-token")
        let reader = try #require(MailReader(settings, channel: channel))
        let link = UnsubscribeLink(BounceReaderTests.door, channel: "mail").url(for: "a@example.com").split(separator: "?")[1]
        let queries = Mutation([String(link), "", "u=YQ.00", "token=1&u="], words: ["u=", "."])
        let bodies = Mutation([
            #"{"event":"bounce","messageId":"<01JD0000000000000000000000@example.test>","status":"5.1.1","detail":"550"}"#,
            #"{"reports":[{"event":"complaint","recipient":"a@b\u00fc.example"}]}"#, "List-Unsubscribe=One-Click",
        ])
        FuzzRun.each("calls of a mail service") { chance in
            let isToken = Bool.random(using: &chance)
            let headers = [
                Arrival.Header(name: "content-type", value: ["application/json", "message/rfc822", "x"].randomElement(using: &chance) ?? ""),
                Arrival.Header(name: "x-token", value: isToken ? "s3cret-token" : "s3cret-tokem"),
            ]
            let query = queries.text(using: &chance)
            let call = FeedbackCall(
                method: Bool.random(using: &chance) ? "POST" : "GET", query: query, headers: headers, body: bodies.next(using: &chance))
            guard case .understood(let feedback, _) = reader.read(call, now: Samples.created) else { return }
            let isWish = feedback.allSatisfy { if case .optOut = $0 { true } else { false } }
            #expect(isToken || isWish, "\(query)")
            Self.judge(feedback, isTrusted: isToken)
        }
    }
}
