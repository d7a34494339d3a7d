import FoundationEssentials
import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct BounceReaderTests {
    private static let id = "01JD0000000000000000000000"
    private static let key = DeliveryKey(.init(id))
    static let door = FeedbackDoor(url: "https://stock.example.test/receipts/mail", key: Secret("key-of-the-door"))

    static func channel(bounces: String? = "bounce@example.test", hasDoor: Bool = true, unsubscribes: Bool = false, token: String? = nil) throws
        -> (settings: SMTPSettings, channel: ChannelSettings)
    {
        var settings = SMTPSettings(
            host: "smtp.example.com", port: 587, security: .starttls, from: try #require(Mailbox("Stock <alerts@example.test>")))
        (settings.bounces, settings.offersUnsubscribing, settings.bounceToken) = (bounces, unsubscribes, token.map { Secret($0) })
        var channel = ChannelSettings(name: "mail", kind: .smtp(settings))
        channel.feedback = hasDoor ? door : nil
        return (settings, channel)
    }

    static func reader(_ bounces: String? = "bounce@example.test", unsubscribes: Bool = false) throws -> BounceReader {
        let (settings, channel) = try channel(bounces: bounces, unsubscribes: unsubscribes)
        return BounceReader(settings, channel: channel)
    }

    /// The envelope's sender of the delivery.
    static func sender() throws -> String {
        try #require(BounceAddress("bounce@example.test", channel: "mail", key: door.key)).sender(of: key)
    }

    /// As Postfix writes it.
    static func postfix(to: String, action: String = "failed", status: String = "5.1.1", diagnosis: String? = nil, messageID: String? = nil) -> String
    {
        """
        Return-Path: <>
        X-Original-To: \(to)
        Delivered-To: \(to)
        Date: Sun, 22 Nov 2026 12:00:00 +0000 (UTC)
        From: MAILER-DAEMON@mx.example.test (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: \(to)
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="4XqY.1/mx.example.test"

        --4XqY.1/mx.example.test
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.example.test. 4.4.1 is no status of this mail.

        --4XqY.1/mx.example.test
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.test
        X-Postfix-Queue-ID: 4XqY
        Arrival-Date: Sun, 22 Nov 2026 11:59:00 +0000 (UTC)

        Final-Recipient: rfc822; buyers@example.com
        Original-Recipient: rfc822;buyers@example.com
        Action: \(action)
        Status: \(status)
        Remote-MTA: dns; mail.example.com
        Diagnostic-Code: \(diagnosis ?? "smtp; 550 \(status) <buyers@example.com>: Recipient address rejected:\n    User unknown")

        --4XqY.1/mx.example.test
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        Message-ID: \(messageID ?? "<\(id)@example.test>")
        Subject: Out of stock

        --4XqY.1/mx.example.test--

        """
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func report(_ fate: DeliveryReport.Fate, _ detail: String, suppresses: Bool = false) -> [Feedback] {
        [.report(DeliveryReport(.delivery(key), fate, detail: detail, suppresses: suppresses ? .bounce : nil))]
    }

    @Test(
        arguments: [
            ("failed", "5.1.1", .failed, true), ("failed", "5.1.10", .failed, true), ("failed", "5.2.1", .failed, true),
            ("failed", "5.2.2", .failed, false), ("failed", "5.7.1", .failed, false), ("failed", "5.1.8", .failed, false),
            // Given up after days.
            ("failed", "4.4.1", .failed, false), ("delayed", "4.4.1", .underWay, false), ("delivered", "2.0.0", .arrived, false),
            ("relayed", "2.0.0", .underWay, false), ("", "5.1.1", .failed, true), ("", "4.2.2", .underWay, false),
        ] as [(String, String, DeliveryReport.Fate, Bool)])
    func aNotificationSaysWhatBecameOfTheMail(_ action: String, _ status: String, _ fate: DeliveryReport.Fate, _ suppresses: Bool) throws {
        let mail = Self.postfix(to: try Self.sender(), action: action, status: status, messageID: "<x@y>")
        let detail = "\(status) 550 \(status) <buyers@example.com>: Recipient address rejected: User unknown"
        for ends in ["\n", "\r\n"] {
            let read = try Self.reader().read(Self.bytes(mail.replacing("\n", with: ends)))
            #expect(read == Self.report(fate, detail, suppresses: suppresses))
        }
    }

    @Test func theMessageIsFoundByTheIDThatComesBackToo() throws {
        for (id, isOurs) in [
            ("<\(Self.id)@example.test>", true), (Self.id.lowercased() + "@EXAMPLE.test", true),
            ("<\(Self.id)@evil.test>", false), ("<\(Self.id).x@example.test>", false), ("<incident.\(Self.id)@example.test>", false), ("", false),
            ("<@example.test>", false),
        ] {
            let mail = Self.bytes(Self.postfix(to: "alerts@example.test", messageID: id))
            // Who has seen a mail knows its id: only where nothing better is to be had does it shut an address off.
            let word = "5.1.1 550 5.1.1 <buyers@example.com>: Recipient address rejected: User unknown"
            #expect(try Self.reader(nil).read(mail) == (isOurs ? Self.report(.failed, word, suppresses: true) : []))
            #expect(try Self.reader().read(mail) == (isOurs ? Self.report(.failed, word) : []))
            #expect(try Self.reader().read(mail, isTrusted: true) == (isOurs ? Self.report(.failed, word, suppresses: true) : []))
        }
    }

    @Test func theRoundIsKnownToo() throws {
        let key = DeliveryKey(Self.key.delivery, round: 3)
        for mail in [
            Self.postfix(to: "alerts@example.test", messageID: "<\(key)@example.test>"),
            Self.postfix(
                to: try #require(BounceAddress("bounce@example.test", channel: "mail", key: Self.door.key)).sender(of: key), messageID: "<x@y>"),
        ] {
            guard case .report(let report)? = try Self.reader().read(Self.bytes(mail)).first else { throw Missing() }
            #expect(report.subject == .delivery(key))
        }
    }

    private struct Missing: Error {}

    @Test func anAddressThatWasMadeElsewhereIsNotBelieved() throws {
        let sender = try Self.sender()
        #expect(sender == "bounce+01jd0000000000000000000000.\(sender.dropFirst(34).prefix(12))@example.test")
        let address = try #require(BounceAddress("bounce@example.test", channel: "mail", key: Self.door.key))
        #expect(address.delivery(of: sender) == Self.key && address.delivery(of: sender.uppercased()) == Self.key)
        let (head, tail) = (sender.prefix(34), sender.dropFirst(46))
        for forged in [
            "\(head)000000000000\(tail)", "\(head)\(tail)", "bounce+\(Self.id)@example.test", "bounce@example.test", "bounce+@example.test", "",
            sender.replacing("01jd", with: "01je"), sender.replacing("example.test", with: "evil.test"), "x" + sender,
        ] {
            #expect(address.delivery(of: forged) == nil, "\(forged)")
            #expect(try Self.reader().read(Self.bytes(Self.postfix(to: forged, messageID: "<x@y>"))) == [])
        }
        let replayed = DeliveryKey(Self.key.delivery, round: 2)
        #expect(address.delivery(of: address.sender(of: replayed)) == replayed)
        #expect(address.delivery(of: sender.replacing(".", with: ".2.")) == nil, "a mark is of one round")
        let other = try #require(BounceAddress("bounce@example.test", channel: "customers", key: Self.door.key))
        #expect(other.delivery(of: sender) == nil, "of another channel")
        let plain = try #require(BounceAddress("bounce@example.test", channel: "mail", key: nil))
        #expect(plain.sender(of: Self.key) == "bounce+01jd0000000000000000000000@example.test")
        #expect(plain.delivery(of: "bounce+\(Self.id)@example.test") == Self.key)
        #expect(plain.delivery(of: plain.sender(of: replayed)) == replayed)
    }

    @Test func exim() throws {
        let mail = """
            Return-path: <>
            Envelope-to: \(try Self.sender())
            X-Failed-Recipients: buyers@example.com
            Auto-Submitted: auto-replied
            From: Mail Delivery System <Mailer-Daemon@mx.example.test>
            To: \(try Self.sender())
            Subject: Mail delivery failed: returning message to sender

            This message was created automatically by mail delivery software.

              buyers@example.com
                host mail.example.com [5.1.1.4]
                SMTP error from remote mail server after RCPT TO:<buyers@example.com>:
                550 5.1.1 No such user here

            """
        #expect(try Self.reader().read(Self.bytes(mail)) == Self.report(.failed, "550 5.1.1 No such user here", suppresses: true))
        let version = mail.replacing("by mail delivery software.", with: "by Exim version 4.96.2 on 22.11.2026.")
        #expect(try Self.reader().read(Self.bytes(version)) == Self.report(.failed, "550 5.1.1 No such user here", suppresses: true))
        let bare = mail.replacing("550 5.1.1 No", with: "550 No").replacing("5.1.1.4", with: "192.0.2.4")
        #expect(try Self.reader().read(Self.bytes(bare)) == Self.report(.failed, "the server could not deliver it"))
    }

    /// Exim's notifications say 5.0.0 whatever happened; what the other server said stands behind it.
    @Test(
        arguments: [
            ("5.0.0", "smtp; 550 5.1.1 <a@b>: no such user", true), ("5.0.0", "smtp; 550-5.1.1 The account that you tried to reach", true),
            ("5.0.0", "SMTP;550 sorry, no mailbox here by that name (#5.1.1)", true), ("5.0.0", "smtp; 550-5.2.2 full", false),
            ("5.0.0", "smtp; 452-4.2.2 full", false), ("5.0.0", "smtp; 550 no such user", false), ("5.0.0", "x-unix; 550 5.1.1 no", false),
            ("5.0.0", "smtp; 550 seen 5.1.1 times", false), ("5.7.1", "smtp; 550 5.1.1 no such user", false), ("5.0.0", "", false),
        ])
    func theOtherServersStatusCountsWhereTheWriterKnowsNone(_ status: String, _ diagnosis: String, _ suppresses: Bool) throws {
        let mail = Self.postfix(to: try Self.sender(), status: status, diagnosis: diagnosis)
        guard case .report(let report)? = try Self.reader().read(Self.bytes(mail)).first else { throw Missing() }
        #expect(report.fate == .failed && (report.suppresses == .bounce) == suppresses, "\(report.detail)")
    }

    /// An answer of a program for a person, or a person's: dates, times and versions are no status, and an empty sender proves nothing.
    @Test(
        arguments: [
            "I am away until 5.1.26.", "Back on 4.12.2026, call 550 5.1.1 meanwhile", "Sent with Outlook 5.4.12", "(5.1.1)", "#5.1.1 is my ticket",
        ])
    func anOutOfOfficeReplyIsNoBounce(_ text: String) throws {
        let fields = "Delivered-To: \(try Self.sender())\nReturn-Path: <>\nTo: \(try Self.sender())\nSubject: Automatic reply\n"
        for head in ["From: Anna <anna@example.com>\n", "From: \"postmaster@x\" <anna@example.com>\nAuto-Submitted: auto-replied\n", ""] {
            #expect(try Self.reader(unsubscribes: true).read(Self.bytes(head + fields + "\n\(text)\n")) == [], "\(head)")
        }
        // Nor is a number in what a server writes, unless it stands where a status does.
        guard text.first != "(", text.first != "#", !text.contains("550") else { return }
        let mail = Self.bytes("From: postmaster@example.com\n\(fields)\n\(text)\n")
        #expect(try Self.reader(unsubscribes: true).read(mail) == [])
    }

    @Test(
        arguments: [
            ("Action: 550-5.1.1 gone", .failed, true), ("x (5.1.1)", .failed, true), ("Error #5.1.1 smtp", .failed, true),
            ("<550 5.1.1 no>", .failed, true), ("451 4.4.1 no answer yet", .underWay, false), ("(4.96.2)", nil, false), ("1550 5.1.1", nil, false),
            ("550  5.1.1", nil, false), ("300 5.1.1", nil, false), ("5.1.1", nil, false), ("#5.1.1.1", nil, false), ("", nil, false),
        ] as [(String, DeliveryReport.Fate?, Bool)])
    func aStatusStandsBehindACodeOrAMark(_ text: String, _ fate: DeliveryReport.Fate?, _ suppresses: Bool) throws {
        for from in ["MAILER-DAEMON (Mail Delivery System)", "Post <Mailer-Daemon@mx.example.com>", "postmaster@example.com"] {
            let mail = "From: \(from)\nTo: \(try Self.sender())\nSubject: x\n\n\(text)\n"
            #expect(try Self.reader().read(Self.bytes(mail)) == fate.map { Self.report($0, text, suppresses: suppresses) } ?? [])
        }
    }

    /// RFC 5965, 8098: about mails that arrived.
    @Test(arguments: ["feedback-report", "disposition-notification"])
    func otherReportsAreNoBounces(_ kind: String) throws {
        let mail = """
            Return-Path: <>
            From: <postmaster@mail.example.com>
            To: \(try Self.sender())
            Subject: FW: Out of stock
            Content-Type: multipart/report; report-type=\(kind); boundary="b"

            --b
            Content-Type: text/plain

            This is a report of the kind 550 5.1.1 for a mail that arrived (#5.1.1).

            --b
            Content-Type: message/\(kind)

            Feedback-Type: abuse
            Version: 1

            --b
            Content-Type: message/rfc822

            Message-ID: <\(Self.id)@example.test>
            Subject: Out of stock

            --b--
            """
        #expect(try Self.reader(unsubscribes: true).read(Self.bytes(mail)) == [])
        // A complaint stays one, whatever holds it.
        guard kind == "feedback-report" else { return }
        let mixed = mail.replacing("report-type=\(kind); ", with: "").replacing("multipart/report", with: "multipart/mixed")
        #expect(try Self.reader().read(Self.bytes(mixed)) == [])
    }

    @Test(
        arguments: [
            ("550 No such user here", "Giving up on 192.0.2.4.", "Remote host said: 550 No such user here", false),
            ("550 5.1.1 No such user here", "Giving up on 192.0.2.4.", "Remote host said: 550 5.1.1 No such user here", true),
            (
                "", "I'm not going to try again; this message has been in the queue too long. (#4.4.1)",
                "I'm not going to try again; this message has been in the queue too long. (#4.4.1)", false
            ),
        ])
    func qmailGivesUp(_ said: String, _ end: String, _ detail: String, _ suppresses: Bool) throws {
        let mail = """
            Return-Path: <>
            Delivered-To: \(try Self.sender())
            From: MAILER-DAEMON@mail.example.com
            Subject: failure notice

            Hi. This is the qmail-send program at mail.example.com.
            I'm afraid I wasn't able to deliver your message to the following addresses.
            This is a permanent error; I've given up. Sorry it didn't work out.

            <buyers@example.com>:
            192.0.2.4 does not like recipient.
            \(said.isEmpty ? "" : "Remote host said: \(said)")
            \(end)

            --- Below this line is a copy of the message.

            Message-ID: <\(Self.id)@example.test>

            The sample says (#5.1.1) and 550 5.1.1.

            """
        #expect(try Self.reader().read(Self.bytes(mail)) == Self.report(.failed, detail, suppresses: suppresses))
        // A warning gives nothing up.
        let warning = "From: MAILER-DAEMON@x.example\nTo: \(try Self.sender())\nSubject: Warning\n\nnot yet (#4.4.1), I try on\n"
        #expect(try Self.reader().read(Self.bytes(warning)) == Self.report(.underWay, "not yet (#4.4.1), I try on"))
    }

    @Test func qmail() throws {
        let mail = """
            Return-Path: <>
            Delivered-To: \(try Self.sender())
            From: MAILER-DAEMON@mail.example.com
            Subject: failure notice

            Hi. This is the qmail-send program at mail.example.com.

            <buyers@example.com>:
            Sorry, no mailbox here by that name. (#5.1.1)

            --- Below this line is a copy of the message.

            Message-ID: <\(Self.id)@example.test>

            """
        #expect(try Self.reader().read(Self.bytes(mail)) == Self.report(.failed, "Sorry, no mailbox here by that name. (#5.1.1)", suppresses: true))
        let unmarked = mail.replacing(try Self.sender(), with: "alerts@example.test")
        #expect(try Self.reader().read(Self.bytes(unmarked)) == Self.report(.failed, "Sorry, no mailbox here by that name. (#5.1.1)"))
    }

    @Test func whatIsNoBounceIsNone() throws {
        let away = "From: Anna <anna@example.com>\nTo: \(try Self.sender())\nAuto-Submitted: auto-replied\nSubject: Away\n\nBack on 5.1.1 or so.\n"
        let person = "From: Anna <anna@example.com>\nTo: \(try Self.sender())\nSubject: Re: Out of stock\n\n550 5.1.1 is what I ordered.\n"
        for mail in [away, person, "", "\n", "Subject: x", "\0\0\0"] {
            #expect(try Self.reader(unsubscribes: true).read(Self.bytes(mail)) == [])
        }
    }

    @Test func whoAsksByMailGetsNoMore() throws {
        let mail = "From: =?UTF-8?Q?Anna_M=C3=BCller?= <anna@example.com>\nTo: \(try Self.sender())\nSubject: Unsubscribe\n\n\n"
        #expect(try Self.reader(unsubscribes: true).read(Self.bytes(mail)) == [.optOutOf(.init(Samples.delivery), because: "asked by mail")])
        #expect(try Self.reader(unsubscribes: false).read(Self.bytes(mail)) == [])
        #expect(try Self.reader(unsubscribes: true).read(Self.bytes(mail.replacing(try Self.sender(), with: "bounce@example.test"))) == [])
        #expect(try Self.reader(unsubscribes: true).read(Self.bytes("Auto-Submitted: auto-replied\n" + mail)) == [])
    }
}
