import Curl
import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct MailReaderTests {
    private static let id = "01JD0000000000000000000000"
    private static let now = Samples.created

    private static func reader(token: String? = "s3cret-token", unsubscribes: Bool = true) throws -> MailReader {
        let (settings, channel) = try BounceReaderTests.channel(unsubscribes: unsubscribes, token: token)
        return try #require(MailReader(settings, channel: channel))
    }

    private static func call(
        _ method: String = "POST", query: String = "", type: String? = nil, token: String? = nil, language: String? = nil, _ body: String = ""
    )
        -> FeedbackCall
    {
        let headers = [("Content-Type", type), ("X-Token", token), ("Accept-Language", language)].compactMap { name, value in
            value.map { Arrival.Header(name: name, value: $0) }
        }
        return FeedbackCall(method: method, query: query, headers: headers, body: Array(body.utf8))
    }

    /// The query of the link in a mail to somebody.
    private static func query(to recipient: String = "buyers+a&b@xn--bcher-kva.example") -> String {
        String(UnsubscribeLink(BounceReaderTests.door, channel: "mail").url(for: recipient).split(separator: "?")[1])
    }

    @Test func onlyAPostUnsubscribes() throws {
        let reader = try Self.reader()
        guard case .understood(let nothing, let page) = reader.read(Self.call("GET", query: Self.query()), now: Self.now) else {
            Issue.record("no page")
            return
        }
        #expect(nothing.isEmpty && page.contentType == "text/html; charset=utf-8")
        #expect(page.body.contains("buyers+a&amp;b@xn--bcher-kva.example") && page.body.contains("<form method=\"post\">"))
        #expect(page.body.contains("name=\"List-Unsubscribe\" value=\"One-Click\""))
        let post = Self.call(query: Self.query(), type: "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")
        guard case .understood(let feedback, let done) = reader.read(post, now: Self.now) else {
            Issue.record("not understood")
            return
        }
        #expect(feedback == [.optOut(recipient: "buyers+a&b@xn--bcher-kva.example", because: "unsubscribed by the link of a mail")])
        #expect(done.body.contains("gets no more of these mails") && !done.body.contains("<form"))
        guard case .understood(_, let german) = reader.read(Self.call("GET", query: Self.query(), language: "de-DE,de;q=0.9"), now: Self.now) else {
            Issue.record("no page")
            return
        }
        #expect(german.body.contains("Abbestellen") && german.body.contains("lang=\"de\""))
    }

    @Test func aLinkThatWasMadeElsewhereDoesNothing() throws {
        let reader = try Self.reader()
        let query = Self.query()
        let mixed = String(Self.query(to: "a@b").dropLast(24)) + String(query.suffix(24))
        let other = String(UnsubscribeLink(BounceReaderTests.door, channel: "other").url(for: "a@example.com").split(separator: "?")[1])
        let forgeries: [String] = [
            String(query.dropLast()), query + "0", "u=", "u=.", "u=a.b", "u=YQ.00000000000000000000000", other, mixed,
            "u=" + String(repeating: "A", count: 10_000),
        ]
        for forged in forgeries {
            #expect(reader.read(Self.call(query: forged), now: Self.now) == .refused(reason: "the link is not ours"), "\(forged.prefix(80))")
        }
        #expect(try Self.reader(unsubscribes: false).read(Self.call(query: query), now: Self.now) == .refused(reason: "the link is not ours"))
    }

    @Test func theHeaderNamesTheLink() throws {
        let (_, channel) = try BounceReaderTests.channel(unsubscribes: true)
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "Büro <buero@bücher.example>")
        guard case .send(let request) = try ChannelAdapters.adapter(for: channel).next(parcel, after: []) else {
            throw ContentError(.other, "nothing to send")
        }
        let mail = try ReadMail(request)
        let link = UnsubscribeLink(BounceReaderTests.door, channel: "mail").url(for: "buero@xn--bcher-kva.example")
        guard case .mail(let sender, let recipient, _) = request.payload else { return }
        #expect(recipient == "buero@xn--bcher-kva.example")
        // No address where nobody reads what comes to it.
        #expect(mail.value("List-Unsubscribe") == "<\(link)>")
        #expect(mail.value("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click")
        #expect(mail.value("List-Id") == "<mail.example.test>")
        #expect(sender.hasPrefix("bounce+01jd0000000000000000000000.") && sender.hasSuffix("@example.test"))
        // A retry has the same sender: greylisting would begin anew otherwise.
        let retry = Samples.parcel(.message(Samples.letter(named: "x")), to: "buero@bücher.example", attempt: 7)
        guard case .send(let again) = try ChannelAdapters.adapter(for: channel).next(retry, after: []), case .mail(let same, _, _) = again.payload
        else {
            return
        }
        #expect(same == sender)
    }

    /// With the mark somebody could make up a bounce of that mail.
    @Test func aServerThatRepeatsTheSenderGivesItsMarkToNobody() throws {
        let (_, channel) = try BounceReaderTests.channel(unsubscribes: true)
        let adapter = ChannelAdapters.adapter(for: channel)
        let parcel = Samples.parcel(.message(Samples.letter(named: "x")), to: "a@example.com")
        guard case .send(let request) = try adapter.next(parcel, after: []), case .mail(let sender, _, _) = request.payload else {
            Issue.record("nothing is sent")
            return
        }
        let mark = try #require(sender.split(separator: "@").first?.split(separator: ".").last)
        let response = CurlResponse(code: 55, status: 550, replies: [Samples.reply("RCPT", "550 5.7.1 <\(sender)>: Sender rejected")])
        guard case .done(let outcome) = try adapter.next(parcel, after: [Exchange(request: request, response: response)]) else {
            Issue.record("it goes on")
            return
        }
        #expect("\(outcome)".contains("Sender rejected") && !"\(outcome)".contains(mark), "\(outcome)")
    }

    @Test(
        arguments: [
            (
                #"{"event":"bounce","messageId":"<01JD0000000000000000000000@example.test>","status":"5.1.1","detail":"550 no such user"}"#, .failed,
                true
            ),
            (#"[{"event":"Bounce","messageId":"01jd0000000000000000000000@EXAMPLE.test","status":"4.2.2"}]"#, .underWay, false),
            (#"{"reports":[{"event":"failed","messageId":"01JD0000000000000000000000@example.test"}]}"#, .failed, false),
            (#"{"event":"delivered","messageId":"01JD0000000000000000000000@example.test","other":[1]}"#, .arrived, false),
            (#"{"event":"deferral","messageId":"01JD0000000000000000000000@example.test","status":"4.4.1"}"#, .underWay, false),
        ] as [(String, DeliveryReport.Fate, Bool)])
    func aServiceReports(_ body: String, _ fate: DeliveryReport.Fate, _ suppresses: Bool) throws {
        let reading = try Self.reader().read(Self.call(type: "application/json", token: "s3cret-token", body), now: Self.now)
        guard case .understood(let feedback, _) = reading, case .report(let report)? = feedback.first else {
            Issue.record("\(reading)")
            return
        }
        #expect(report.subject == .delivery(DeliveryKey(.init(Self.id))) && report.fate == fate && (report.suppresses == .bounce) == suppresses)
    }

    @Test func otherReports() throws {
        let reader = try Self.reader()
        let read = { (body: String) in reader.read(Self.call(type: "application/json; charset=utf-8", token: "s3cret-token", body), now: Self.now) }
        #expect(
            read(#"{"event":"complaint","recipient":"a@bücher.example"}"#)
                == .understood([.optOut(recipient: "a@xn--bcher-kva.example", because: "complaint")]))
        // Of somebody else's mail, or of something that is no business of ours.
        #expect(read(#"[{"event":"bounce","messageId":"<x@other.test>"},{"event":"opened"},{"event":"complaint"}]"#) == .understood([]))
        for nonsense in ["", "[", "7", "{}", #"{"event":7}"#, String(repeating: "[", count: 100_000)] {
            guard case .nonsense = read(nonsense) else {
                Issue.record("\(nonsense.prefix(20))")
                continue
            }
        }
    }

    @Test func nobodyElseReports() throws {
        let body = #"{"event":"bounce","messageId":"<01JD0000000000000000000000@example.test>","status":"5.1.1"}"#
        let reader = try Self.reader()
        for token in [nil, "", "s3cret-toke", "s3cret-tokem", "s3cret-token "] {
            #expect(reader.read(Self.call(type: "application/json", token: token, body), now: Self.now) == .refused(reason: "no or a wrong x-token"))
        }
        let untokened = try Self.reader(token: nil)
        #expect(untokened.read(Self.call(type: "application/json", token: "", body), now: Self.now) == .refused(reason: "no or a wrong x-token"))
        guard case .refused = reader.read(Self.call("GET", token: "s3cret-token"), now: Self.now) else {
            Issue.record("a GET says nothing")
            return
        }
        let (bare, channel) = try BounceReaderTests.channel(bounces: nil)
        #expect(MailReader(bare, channel: channel) == nil, "nothing comes back")
        #expect(FeedbackReaders.reader(for: channel) == nil)
        let (_, marked) = try BounceReaderTests.channel()
        #expect(FeedbackReaders.reader(for: marked)?.read(Self.call(), now: Self.now) == .refused(reason: "no or a wrong x-token"))
    }

    @Test func aWholeMailIsReadToo() throws {
        let mail = "From: MAILER-DAEMON@x\nX-Failed-Recipients: a@b\n\n550 5.1.1 no\n\nMessage-ID: <\(Self.id)@example.test>\n"
        let reading = try Self.reader().read(Self.call(type: "message/rfc822", token: "s3cret-token", mail), now: Self.now)
        #expect(
            reading
                == .understood([.report(DeliveryReport(.delivery(DeliveryKey(.init(Self.id))), .failed, detail: "550 5.1.1 no", suppresses: .bounce))]
                ))
    }
}
