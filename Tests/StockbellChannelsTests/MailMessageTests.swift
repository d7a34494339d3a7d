import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

@Suite struct MailMessageTests {
    private static let name = "Café Crème – 10 €"

    private func letter() throws -> Message {
        var letter = Samples.letter(named: Self.name)
        letter.replyTo = Mailbox("\"Smith, J.\" <purchasing@example.com>")
        letter.isUrgent = true
        letter.plain = "Out of stock: \(Self.name)\n.leading dot\nFrom here on\n--=_\(Samples.delivery)\nends with a blank \n"
        letter.html = "<p>Out of stock: \(Self.name)</p>\n<p>--=_\(Samples.delivery)--</p>"
        return letter
    }

    private func message(_ letter: Message, key: String = Samples.delivery, attempt: Int = 1) throws -> (bytes: [UInt8], read: ReadMail) {
        let subject = AdapterUnderTest.smtp
        let parcel = Samples.parcel(.message(letter), to: subject.recipient, key: key, attempt: attempt, at: Samples.created.addingTimeInterval(60))
        guard case .send(let request) = try subject.adapter.next(parcel, after: []), case .mail(_, _, let bytes) = request.payload else {
            throw ContentError(.other, "no mail")
        }
        return (bytes, try ReadMail(request))
    }

    @Test func writesTheGoldenMail() throws {
        let golden = """
            Date: Fri, 21 Nov 2025 18:00:00 +0000
            From: =?UTF-8?B?U3RvY2sgw4RsZXJ0cw==?= <alerts@example.test>
            To: Buyers <buyers@example.com>
            Reply-To: "Smith, J." <purchasing@example.com>
            Message-ID: <01JD0000000000000000000000@example.test>
            In-Reply-To: <incident.01JC0000000000000000000000@example.test>
            References: <incident.01JC0000000000000000000000@example.test>
            Subject: =?UTF-8?B?T3V0IG9mIHN0b2NrOiBDYWbDqSBDcsOobWUg4oCTIDEwIOKCrA==?=
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            X-Stockbell-Channel: mail
            Importance: high
            X-Priority: 1
            MIME-Version: 1.0
            Content-Type: multipart/alternative;
             boundary="=_01JD0000000000000000000000"

            --=_01JD0000000000000000000000
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Out of stock: Caf=C3=A9 Cr=C3=A8me =E2=80=93 10 =E2=82=AC
            =2Eleading dot
            =46rom here on
            --=3D_01JD0000000000000000000000
            ends with a blank=20
            --=_01JD0000000000000000000000
            Content-Type: text/html; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            <p>Out of stock: Caf=C3=A9 Cr=C3=A8me =E2=80=93 10 =E2=82=AC</p>
            <p>--=3D_01JD0000000000000000000000--</p>
            --=_01JD0000000000000000000000--

            """
        #expect(String(decoding: try message(letter()).bytes, as: UTF8.self) == golden.replacingOccurrences(of: "\n", with: "\r\n"))
    }

    @Test(
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"), (-0.5, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (1_798_761_599.999, "Thu, 31 Dec 2026 23:59:59 +0000"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 +0000"),
            (1e18, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(TimeInterval, String)])
    func datesAreInUTC(_ seconds: TimeInterval, _ date: String) throws {
        let subject = AdapterUnderTest.smtp
        var parcel = Samples.parcel(.message(try letter()), to: subject.recipient)
        parcel.createdAt = Date(timeIntervalSince1970: seconds)
        guard case .send(let request) = try subject.adapter.next(parcel, after: []) else { throw ContentError(.other, "no mail") }
        #expect(try ReadMail(request).value("Date") == date)
    }

    @Test func readsBackWhole() throws {
        let letter = try letter()
        let read = try message(letter).read
        #expect(read.parts.count == 2)
        #expect(read.parts.map { $0.replacingOccurrences(of: "\r\n", with: "\n") } == [String(letter.plain.dropLast()), letter.html])
    }

    @Test func aRetryIsTheSameMailAndAReplayAnother() throws {
        let first = try message(letter())
        #expect(try message(letter(), attempt: 7).bytes == first.bytes)
        let replay = try message(letter(), key: Samples.delivery + "-1").read
        #expect(replay.value("Message-ID") == "<01JD0000000000000000000000-1@example.test>")
        #expect(replay.value("References") == first.read.value("References"))
    }

    @Test func aLetterWithoutHTMLIsOnePart() throws {
        var letter = try letter()
        letter.html = nil
        letter.isUrgent = false
        letter.replyTo = nil
        let read = try message(letter).read
        #expect(read.value("Content-Type") == "text/plain; charset=utf-8")
        #expect(read.parts.count == 1)
        #expect(read.value("Importance") == nil)
        #expect(read.value("Reply-To") == nil)
    }

    @Test(arguments: ["x\r\nBcc: evil@example.com", "x\nBcc: evil@example.com", "x\rBcc: y", "x\0y", "x\u{1B}y", "x\ty", "\u{7F}"])
    func refusesControlCharactersInHeaders(_ text: String) throws {
        var letter = try letter()
        letter.subject = text
        let error = #expect(throws: ContentError.self) { try message(letter) }
        #expect(error?.failure.reason == .refusedContent)
        letter = try self.letter()
        letter.replyTo?.name = text
        #expect(throws: ContentError.self) { try message(letter) }
        letter = try self.letter()
        letter.replyTo?.address = "a@b.example" + text
        #expect(throws: ContentError.self) { try message(letter) }
    }

    @Test(arguments: [
        "short", String(repeating: "word ", count: 40) + "end", String(repeating: "x", count: 300), "two  blanks", " around ", "=?UTF-8?B?WA==?=", "",
        String(repeating: "ä", count: 200), String(repeating: "👩‍👩‍👧‍👦", count: 30), "e" + String(repeating: "\u{301}", count: 100), "\u{85}\u{2028}x",
    ])
    func foldsSubjectsOfEveryKind(_ subject: String) throws {
        var letter = try letter()
        letter.subject = subject
        letter.replyTo?.name = subject
        let (bytes, read) = try message(letter)
        #expect(EncodedWords.decode(read.value("Subject") ?? "") == subject)
        #expect(bytes.allSatisfy { $0 < 128 })
        for line in String(decoding: bytes, as: UTF8.self).components(by: "\r\n") {
            #expect(line.utf8.count <= 76 + 2)
            for word in line.split(separator: " ") where word.hasPrefix("=?") { #expect(word.utf8.count <= 75) }
        }
    }

    private static let python = "/usr/bin/python3"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: python), "python3 is not installed"))
    func pythonReadsItWithoutDefects() throws {
        let script = """
            import sys, json, email, email.policy
            m = email.message_from_binary_file(sys.stdin.buffer, policy=email.policy.default)
            parts = [p for p in m.walk() if not p.is_multipart()]
            defects = [str(d) for p in m.walk() for d in p.defects] + [str(d) for h in m.values() for d in getattr(h, "defects", [])]
            print(json.dumps({"subject": m["Subject"], "from": m["From"].addresses[0].display_name, "replyTo": m["Reply-To"].addresses[0].display_name,
                "to": m["To"].addresses[0].addr_spec, "bcc": m["Bcc"], "date": m["Date"].datetime.isoformat(), "defects": defects,
                "parts": [p.get_content() for p in parts], "types": [p.get_content_type() for p in parts]}))
            """
        struct Read: Decodable {
            var subject, from, replyTo, to, date: String
            var bcc: String?
            var defects, parts, types: [String]
        }
        for subject in [
            "Out of stock: \(Self.name)", String(repeating: "Übergröße ", count: 30), "plain " + String(repeating: "long words ", count: 20) + "end",
        ] {
            var letter = try letter()
            letter.subject = subject
            letter.replyTo = Mailbox("Jörg \"the buyer\" <joerg@example.com>")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Self.python)
            process.arguments = ["-c", script]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            input.fileHandleForWriting.write(Data(try message(letter).bytes))
            try input.fileHandleForWriting.close()
            let answer = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let read = try JSONDecoder().decode(Read.self, from: answer)
            #expect(read.subject == subject)
            #expect(read.from == "Stock Älerts")
            #expect(read.replyTo == "Jörg \"the buyer\"")
            #expect(read.to == "buyers@example.com")
            #expect(read.bcc == nil)
            #expect(read.date == "2025-11-21T18:00:00+00:00")
            #expect(read.defects == [])
            #expect(read.types == ["text/plain", "text/html"])
            // The last line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1).
            #expect(read.parts.first == String(letter.plain.dropLast()))
            #expect(read.parts.last == letter.html)
        }
    }

    @Test func aPictureIsInsideTheMail() throws {
        var letter = try letter()
        letter.html = "<p><img src=\"cid:logo\"> cid:logotype \"cid:logo-2\"</p>"
        letter.pictures = [Message.Picture(name: "logo", type: "image/png", bytes: [UInt8](0..<120))]
        let mail = String(decoding: try message(letter).bytes, as: UTF8.self)
        let id = Samples.delivery
        #expect(
            mail.contains(
                "Content-Type: multipart/related; type=\"multipart/alternative\";\r\n boundary=\"=_r_\(id)\"\r\n\r\n--=_r_\(id)\r\n"
                    + "Content-Type: multipart/alternative;\r\n boundary=\"=_\(id)\""))
        #expect(mail.contains("<p><img src=3D\"cid:logo@example.test\"> cid:logotype \"cid:logo-2\"</p>"))
        #expect(
            mail.hasSuffix(
                """
                --=_\(id)--\r
                --=_r_\(id)\r
                Content-Type: image/png\r
                Content-Transfer-Encoding: base64\r
                Content-ID: <logo@example.test>\r
                Content-Disposition: inline; filename="logo.png"\r
                \r
                AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4\r
                OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3Bx\r
                cnN0dXZ3\r
                --=_r_\(id)--\r

                """))
        // Nothing shows it: a letter without HTML.
        letter.html = nil
        #expect(!String(decoding: try message(letter).bytes, as: UTF8.self).contains("image/png"))
    }

    @Test func aFileGoesBesideTheLetter() throws {
        var letter = try letter()
        letter.attachments = [Message.Attachment(name: "stockbell.csv", type: "text/csv", text: "\u{FEFF}what;item\r\nlow;Größe\r\n")]
        let mail = String(decoding: try message(letter).bytes, as: UTF8.self)
        let id = Samples.delivery
        #expect(
            mail.contains(
                "Content-Type: multipart/mixed;\r\n boundary=\"=_m_\(id)\"\r\n\r\n--=_m_\(id)\r\nContent-Type: multipart/alternative;\r\n boundary=\"=_\(id)\""
            ))
        #expect(
            mail.hasSuffix(
                """
                --=_\(id)--\r
                --=_m_\(id)\r
                Content-Disposition: attachment; filename="stockbell.csv"\r
                Content-Type: text/csv; charset=utf-8\r
                Content-Transfer-Encoding: quoted-printable\r
                \r
                =EF=BB=BFwhat;item\r
                low;Gr=C3=B6=C3=9Fe\r
                --=_m_\(id)--\r

                """))
    }
}

/// Reads encoded words again (RFC 2047): blanks between two of them are not part of the text.
enum EncodedWords {
    static func decode(_ text: String) -> String {
        guard text.hasPrefix("=?UTF-8?B?") else { return text }
        let bytes = text.split(separator: " ").flatMap { word in Array(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data()) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
