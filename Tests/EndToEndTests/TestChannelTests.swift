import Foundation
import Testing

/// `stockbell test-channel`: a real message, and what came of it.
struct TestChannelTests {
    private struct Trial: Decodable {
        var isDelivered: Bool
        var outcome: String
        var mend: String?
        var server: String?
        var recipient: String?
    }

    private func shop(_ channels: String, files: [String: String] = [:]) throws -> Shop {
        try Shop(
            """
            "sources": { \(Snippet.tills) },
            "channels": { \(channels) },
            "departments": { "purchasing": { "rules": [ { "on": "*", "send": "push" } ] } }
            """, files: files)
    }

    private func push(_ port: Int) -> String {
        """
        "push": { "type": "ntfy", "url": "http://127.0.0.1:\(port)", "allowPrivateNetwork": true, "token": "tk_s3cr3t", "room": "stock-x7Qp",
                  "timeout": "10s" }
        """
    }

    /// Runs the command against a far side that answers one request like this.
    private func run(_ shop: Shop, _ listener: Listener, answering answer: String, _ arguments: String...) async throws -> (
        result: Program.Result, request: String
    ) {
        let process = try ChildProcess([Program.path, "test-channel"] + arguments, folder: shop.folder)
        let connection = try await seen("the request") { listener.take() }
        var request = ""
        try await eventually("the whole request") {
            request += connection.text()
            return request.hasSuffix("}")
        }
        connection.answer(answer)
        let end = try await process.ended()
        return (Program.Result(end: end, output: process.output, errors: process.errors), request)
    }

    private func answer(_ status: String, _ body: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
    }

    @Test func aMessageThatIsTakenIsASuccess() async throws {
        let port = try FreePort.next()
        let shop = try shop(push(port))
        let (result, request) = try await run(shop, Listener(port: port), answering: answer("200 OK", #"{"id":"hwQ2YpKdmg"}"#), "push")
        #expect(result.end == .exit(0), "\(result.output)\(result.errors)")
        #expect(request.hasPrefix("POST / HTTP/1.1"))
        #expect(request.contains("[TEST]") && request.contains(#""topic":"stock-x7Qp""#))
        #expect(result.output.contains("Channel:  push (ntfy)\nSent to:  http://127.0.0.1:\(port)\nOutcome:  delivered, after "))
        #expect(result.output.contains("Answer:   200 ok, id hwQ2YpKdmg"))
        #expect(!result.output.contains("tk_s3cr3t"))
        #expect(!FileManager.default.fileExists(atPath: shop.folder + "/stockbell.sqlite"))
    }

    @Test func aRefusalIsAFailureThatSaysWhatToMend() async throws {
        let port = try FreePort.next()
        let refusal = answer("401 Unauthorized", #"{"code":40101,"http":401,"error":"unauthorized tk_s3cr3t"}"#)
        let (result, _) = try await run(shop(push(port)), Listener(port: port), answering: refusal, "push", "--to", "other", "--json")
        #expect(result.end == .exit(1))
        let trial = try result.json(Trial.self)
        #expect(!trial.isDelivered && trial.recipient == "other" && trial.server == "http://127.0.0.1:\(port)")
        #expect(trial.outcome == "authentication: 40101 unauthorized •••")
        #expect(trial.mend == "Look at the password, token or URL of channels.push in config.json, and at what its account may do.")
    }

    /// The advice names "body" only where the channel has one.
    @Test(arguments: [
        (
            #""push": { "type": "webhook", "url": "URL", "allowPrivateNetwork": true, "body": "push.json" }"#,
            #"Look at "body" of channels.push in config.json."#
        ), (#""push": { "type": "webhook", "url": "URL", "allowPrivateNetwork": true }"#, "Look at the letter, which `stockbell preview` shows."),
    ])
    func whatIsRefusedNamesWhereItWasWritten(_ channel: String, _ mend: String) async throws {
        let port = try FreePort.next()
        let shop = try shop(
            channel.replacingOccurrences(of: "URL", with: "http://127.0.0.1:\(port)"), files: ["push.json": #"{ "title": "{{subject}}" }"#])
        let (result, _) = try await run(shop, Listener(port: port), answering: answer("400 Bad Request", "no"), "push", "--json")
        #expect(result.end == .exit(1))
        #expect(try result.json(Trial.self).mend == mend)
    }

    @Test func nobodyThereIsAFailure() async throws {
        let result = try await Program.run("test-channel", "push", in: try shop(push(try FreePort.next())))
        #expect(result.end == .exit(1))
        #expect(result.output.contains("not delivered") && result.output.contains("To mend:  Look whether this machine reaches the server"))
    }

    /// The README's way to a service that Stockbell has no type for: here Gotify.
    @Test func aServiceWithoutATypeIsAWebhookWithABody() async throws {
        let port = try FreePort.next()
        let gotify = """
            "push": { "type": "webhook", "url": "http://127.0.0.1:\(port)/message", "allowPrivateNetwork": true,
                      "headers": { "x-gotify-key": "${file:key}" }, "body": "gotify.json" }
            """
        let form = """
            { "title": "{{subject}}", "message": "{{content}}", "priority": 5,
              "extras": { "client::notification": { "click": { "url": "{{item.url}}" } } } }
            """
        let shop = try shop(gotify, files: ["gotify.json": form, "key": "AqS1.mVrzk"])
        let (result, request) = try await run(shop, Listener(port: port), answering: answer("200 OK", "{}"), "push")
        #expect(result.end == .exit(0), "\(result.output)\(result.errors)")
        #expect(request.contains("x-gotify-key: AqS1.mVrzk"))
        struct Body: Decodable {
            var title: String
            var message: String
            var priority: Int
        }
        let json = try #require(request.range(of: "\r\n\r\n")).upperBound
        let body = try JSONDecoder().decode(Body.self, from: Data(request[json...].utf8))
        #expect(body.title.hasPrefix("[TEST]") && body.title.contains("Philips") && body.message.contains("\n") && body.priority == 5)
    }

    @Test func whatCannotBeTriedIsRefusedWithAReason() async throws {
        let shop = try Shop(Snippet.shop)
        for (arguments, error) in [
            (["mail"], "name a mail address, as --to you@example.com"), (["sms"], "name a telephone with + and country code"),
            (["sms", "--to", "123"], "--to 123 is no telephone number with + and country code"),
            (["mail", "--to", "b\u{FC}ro@example.com"], "is no mail address"),
            (["buyers", "--to", "x"], "takes no recipient"), (["nobody"], "There is no channel \"nobody\""),
        ] {
            let process = try ChildProcess([Program.path, "test-channel"] + arguments, folder: shop.folder)
            #expect(try await process.ended() == .exit(1))
            #expect(process.errors.contains(error), "\(process.errors)")
        }
        let broken = try self.shop("\"push\": { \"type\": \"ntfy\", \"room\": \"a b\" }")
        let result = try await Program.run("test-channel", "push", in: broken)
        #expect(result.end == .exit(1) && result.errors.contains("channels.push.room"))
    }

    /// By the rule of addresses in config.json.
    @Test func aDomainMayHaveLettersOfEveryScript() async throws {
        let mail = "\"mail\": { \"type\": \"smtp\", \"url\": \"smtp://127.0.0.1:\(try FreePort.next())\", \"from\": \"a@example.com\" }"
        let shop = try shop("\(push(try FreePort.next())), \(mail)")
        let trial = try await Program.run("test-channel", "mail", "--to", "a@b\u{FC}cher.example", "--json", in: shop).json(Trial.self)
        #expect(!trial.isDelivered && trial.recipient == "a@xn--bcher-kva.example")
    }

    /// Where the first of several does not answer, the one that took it is named; and the mail is as a real one.
    @Test(.enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"))
    func aMailIsAsARealOneAndSaysWhoTookIt() async throws {
        let postfix = try await Postfix.running()
        let shop = try Shop(
            """
            "publicURL": "https://stock.example.test", "sources": { \(Snippet.tills) },
            "channels": { "mail": {
              "type": "smtp", "caFile": "\(postfix.authority)", "from": "stock@example.test", "allowPrivateNetwork": true, "unsubscribe": true,
              "bounces": "bounce@example.test", "bounceBox": "bounces",
              "servers": [ { "url": "smtps://127.0.0.1:\(try FreePort.next())", "weight": 1000 },
                { "url": "smtp://127.0.0.1:\(postfix.port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)", "weight": 0 } ]
            } },
            "departments": { "purchasing": { "rules": [ { "on": "*", "send": "mail:purchasing@example.test" } ] } }
            """, files: ["bounces/new/.keep": "", "bounces/cur/.keep": ""])
        // Makes the store, and with it the key.
        #expect(try await Server.start(shop).stop() == .exit(0))
        let result = try await Program.run("test-channel", "mail", "--to", "second-sample@example.test", in: shop)
        #expect(result.end == .exit(0), "\(result.output)\(result.errors)")
        #expect(result.output.contains("Sent to:  smtp://127.0.0.1:\(postfix.port), second-sample@example.test\n"))
        #expect(result.output.contains("Answer:   127.0.0.1: 250 "))
        let file = try await seen("the mail in the Maildir") { postfix.mails(for: "second-sample").first }
        let mail = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
        let sender = try #require(mail.split(separator: "\n").first { $0.hasPrefix("Return-Path: <bounce+") })
        #expect(sender.contains("."), "with a mark")
        #expect(mail.contains("\nList-Unsubscribe: <https://stock.example.test/receipts/mail?u=") && mail.contains("mailto:bounce%2B"))
        #expect(mail.contains("\nList-Id: ") && mail.contains("\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"))
    }

    @Test(.enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"))
    func aMailArrivesInAMailbox() async throws {
        let postfix = try await Postfix.running()
        let shop = try Shop(
            """
            "sources": { \(Snippet.tills) },
            "channels": { "mail": {
              "type": "smtp", "url": "smtp://127.0.0.1:\(postfix.port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)",
              "caFile": "\(postfix.authority)", "from": "stock@example.test", "allowPrivateNetwork": true
            } },
            "departments": { "purchasing": { "rules": [ { "on": "*", "send": "mail:purchasing@example.test" } ] } }
            """)
        let result = try await Program.run("test-channel", "mail", "--to", "sample@example.test", in: shop)
        #expect(result.end == .exit(0), "\(result.output)\(result.errors)")
        try await eventually("the mail is in the Maildir") {
            for file in postfix.mails(for: "sample") where try await Mail.read(file).subject.hasPrefix("[TEST]") { return true }
            return false
        }
    }
}
