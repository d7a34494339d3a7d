import Foundation
import Testing

/// What comes back to a mail.
@Suite(.enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"))
struct BounceTests {
    private static func shop(_ postfix: Postfix, to recipient: String, _ keys: String) throws -> Shop {
        try Shop(
            """
            "publicURL": "https://stock.example.test",
            "sources": { \(Snippet.tills) },
            "channels": { "mail": {
              "type": "smtp", "url": "smtp://127.0.0.1:\(postfix.port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)",
              "caFile": "\(postfix.authority)", "from": "stock@example.test", "allowPrivateNetwork": true, "bounces": "bounce@example.test", \(keys)
            } },
            "departments": { "purchasing": { "rules": [
              { "on": "*", "send": "mail:\(recipient)@example.test", "fallback": "mail:spare@example.test" } ] } }
            """, files: ["bounces/new/.keep": "", "bounces/cur/.keep": ""])
    }

    /// A header's value in a mail as it came, unfolded.
    private static func header(_ name: String, of file: String) throws -> String {
        let mail = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
        let line = mail.replacing("\n ", with: " ").split(separator: "\n").first { $0.hasPrefix("\(name): ") }
        return String(try #require(line).dropFirst(name.count + 2))
    }

    @Test func aBounceInTheMailboxIsToldElsewhereAndShutsTheAddressOff() async throws {
        let postfix = try await Postfix.running()
        let shop = try Self.shop(postfix, to: "bounced", "\"bounceBox\": \"bounces\"")
        let first = try await Server.start(shop)
        #expect(try await first.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "bounced").first }
        try await eventually("it is known as delivered") { try await shop.deliveries().map(\.state) == ["delivered"] }
        #expect(try await first.stop() == .exit(0))
        let sender = try Self.header("Return-Path", of: file).filter { $0 != "<" && $0 != ">" }
        // With a mark: there is a publicURL.
        #expect(sender.hasPrefix("bounce+") && sender.hasSuffix("@example.test") && sender.contains("."))
        try shop.write(
            """
            Return-Path: <>
            Delivered-To: \(sender)
            From: MAILER-DAEMON@mx.example.test
            To: \(sender)
            Subject: Undelivered Mail
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.test

            Final-Recipient: rfc822; bounced@example.test
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user

            --b--

            """, to: "bounces/new/1.bounce")

        let second = try await Server.start(shop)
        _ = try await seen("the fallback in the Maildir") { postfix.mails(for: "spare").first }
        try await eventually("it is read") { FileManager.default.fileExists(atPath: shop.folder + "/bounces/cur/1.bounce:2,S") }
        #expect(try await second.sell(Sample.enad("ESP-900", quantity: 50)) == 200)
        try await eventually("nothing more goes there") {
            try await shop.deliveries().contains { $0.address == "mail:bounced@example.test" && $0.state == "suppressed" }
        }
        let listed = try await Program.run("suppressed", in: shop).output
        #expect(listed.contains("mail:bounced@example.test") && listed.contains("5.1.1"))
        #expect(postfix.mails(for: "bounced").count == 1)
        #expect(try await second.stop() == .exit(0))
    }

    private static func notification(to sender: String) -> String {
        """
        Return-Path: <>
        Delivered-To: \(sender)
        From: MAILER-DAEMON@mx.example.test
        To: \(sender)
        Subject: Mail delivery failed
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.test

        Action: failed
        Final-Recipient: rfc822;shared@example.test
        Status: 5.0.0
        Diagnostic-Code: smtp; 550-5.1.1 no such user

        --b--

        """
    }

    /// As staff's and customers' mail with one mailbox for what comes back; the notification is Exim's.
    @Test func channelsMayShareAMailboxOfBounces() async throws {
        let postfix = try await Postfix.running()
        let channel = { (name: String) in
            """
            "\(name)": { "type": "smtp", "url": "smtp://127.0.0.1:\(postfix.port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)",
              "caFile": "\(postfix.authority)", "from": "stock@example.test", "allowPrivateNetwork": true, "bounces": "bounce@example.test",
              "bounceBox": "bounces" }
            """
        }
        let shop = try Shop(
            """
            "publicURL": "https://stock.example.test", "sources": { \(Snippet.tills) },
            "channels": { \(channel("staff")), \(channel("customers")) },
            "departments": { "purchasing": { "rules": [ { "on": "*", "send": ["staff:colleague@example.test", "customers:shared@example.test"] } ] } }
            """, files: ["bounces/new/.keep": "", "bounces/cur/.keep": ""])
        let first = try await Server.start(shop)
        #expect(try await first.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "shared").first }
        try await eventually("both are delivered") { try await shop.deliveries().map(\.state) == ["delivered", "delivered"] }
        #expect(try await first.stop() == .exit(0))
        let sender = try Self.header("Return-Path", of: file).filter { $0 != "<" && $0 != ">" }
        try shop.write(Self.notification(to: sender), to: "bounces/new/1.bounce")

        let second = try await Server.start(shop)
        try await eventually("it is read") { FileManager.default.fileExists(atPath: shop.folder + "/bounces/cur/1.bounce:2,S") }
        #expect(try await Program.run("suppressed", in: shop).output.contains("customers:shared@example.test"))
        #expect(try await second.stop() == .exit(0))
    }

    @Test func oneClickIsEnoughAndALookIsNone() async throws {
        let postfix = try await Postfix.running()
        let server = try await Server.start(try Self.shop(postfix, to: "clicked", "\"unsubscribe\": true"))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 0)) == 200)
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "clicked").first }
        let ways = try Self.header("List-Unsubscribe", of: file)
        #expect(try Self.header("List-Unsubscribe-Post", of: file) == "List-Unsubscribe=One-Click")
        let start = "<https://stock.example.test"
        // No address: nobody reads what comes there.
        #expect(ways.hasPrefix(start + "/receipts/mail?u=") && ways.hasSuffix(">") && !ways.contains("mailto:"))
        let path = String(ways.dropFirst(start.count).prefix { $0 != ">" })

        let page = try await server.platform.get(path)
        #expect(page.status == 200 && page.text.contains("clicked@example.test") && page.text.contains("<form method=\"post\">"))
        #expect(try await Program.run("suppressed", in: server.shop).output.contains("clicked") == false)
        #expect(try await server.platform.get(path + "0").status == 403)
        let form = ["content-type": "application/x-www-form-urlencoded"]
        #expect(try await server.platform.post(path, Data("List-Unsubscribe=One-Click".utf8), headers: form).status == 200)
        #expect(try await Program.run("suppressed", in: server.shop).output.contains("mail:clicked@example.test"))
        #expect(try await server.sell(Sample.enad("ESP-900", quantity: 50)) == 200)
        try await eventually("nothing more goes there") {
            try await server.shop.deliveries().contains { $0.address == "mail:clicked@example.test" && $0.state == "suppressed" }
        }
        #expect(try await server.stop() == .exit(0))
    }
}
