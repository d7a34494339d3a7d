import Foundation
import Testing

/// What is wrong is said at once, with its place, and nothing starts.
struct BadConfigTests {
    private func lines(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
    }

    /// A key that cannot sign is found before the first mail.
    @Test(.enabled(if: Tool.areThere("openssl"), "needs openssl")) func aKeyThatIsTooWeakIsOneLine() async throws {
        let folder = try Playground.shared.get().makeFolder("keys")
        for (size, severity) in [(512, ""), (1024, "warning: ")] {
            let command = "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:\(size) -out \(size).pem"
            try await Tool.run("openssl", command.split(separator: " ").map(String.init), folder: folder)
            let shop = try Shop(
                """
                "sources": { \(Snippet.tills) }, "channels": { "mail": { "type": "smtp", "url": "smtps://mx.example.test", "from": "a@example.test",
                "dkim": { "selector": "s1", "key": "${file:\(folder)/\(size).pem}" } } },
                "departments": { "purchasing": { "rules": [ { "on": "*", "send": "mail:b@example.test" } ] } }
                """)
            let check = try await Program.run("check", in: shop)
            #expect(check.end == .exit(severity.isEmpty ? 1 : 0))
            #expect(check.output.contains(": \(severity)channels.mail.dkim.key: "), "\(check.output)")
        }
    }

    @Test func fiveMistakesAreFiveLocatedLines() async throws {
        let shop = try Shop { shop in
            """
            {
              "listen": "127.0.0.1",
              "sources": { "tills": { "platform": "enat", "unsigned": true } },
              "thresholds": [ { "low": "five" } ],
              "channels": { "chat": { "type": "slack", "url": "ftp://example.com/hook" } },
              "departmens": {}
            }
            """
        }
        let check = try await Program.run("check", in: shop)
        #expect(check.end == .exit(1))
        let found = lines(check.output)
        #expect(found.count == 5, "\(found)")
        for (line, words) in [(2, "listen"), (3, "sources.tills.platform"), (4, "thresholds[0].low"), (5, "channels.chat.url"), (6, "departmens")] {
            #expect(found.contains { $0.hasPrefix("config.json:\(line):") && $0.contains("\(words): ") }, "\(words): \(found)")
        }
        #expect(found.contains { $0.contains("did you mean \"enad\"?") })
        let json = try await Program.run("check", "--json", in: shop)
        #expect(json.end == .exit(1))
        #expect(try json.json([String].self) == found)

        let serve = try await Program.run("serve", in: shop)
        #expect(serve.end == .exit(1))
        #expect(found.allSatisfy { serve.errors.contains($0) })
        #expect(!FileManager.default.fileExists(atPath: shop.folder + "/data"), "nothing was begun")
    }

    @Test(arguments: [
        ("{{item.nmae}} is out.", 3, "item.nmae"), ("{{#place}}{{item.name}} is out.", 3, "place"), ("x\n\n{{quantity.txt}}", 5, "quantity.txt"),
    ])
    func aLetterThatCannotBeRightRefusesToStart(body: String, line: Int, field: String) async throws {
        let config = """
            "sources": { \(Snippet.tills) },
            "channels": { "chat": { "type": "slack", "url": "https://example.com/hook" } },
            "departments": { "sales": { "rules": [ { "on": "*", "send": "chat" } ] } }
            """
        let shop = try Shop(config, files: ["templates/out-of-stock.md": "Subject: {{item.name}}\n\n\(body)\n"])
        for command in ["check", "serve"] {
            let result = try await Program.run(command, in: shop)
            #expect(result.end == .exit(1))
            let problem = lines(result.output + result.errors).first { $0.contains("out-of-stock.md:\(line):") && $0.contains(field) }
            #expect(problem != nil, "\(command): \(result.output)\(result.errors)")
        }
    }

    @Test(arguments: ["mail:buyers@example.com\\r\\nBcc: evil@example.com", "mail:buyers@example.com\\nevil@example.com"])
    func anAddressWithALineBreakIsRefused(address: String) async throws {
        let shop = try Shop(
            """
            "channels": { "mail": { "type": "smtp", "url": "smtps://smtp.example.com", "from": "stock@example.com" } },
            "departments": { "sales": { "rules": [ { "on": "*", "send": "\(address)" } ] } }
            """)
        let check = try await Program.run("check", in: shop)
        #expect(check.end == .exit(1))
        let problem = "config.json:6:61: departments.sales.rules[0].send: holds the control character"
        #expect(lines(check.output).contains { $0.hasPrefix(problem) }, "\(check.output)")
    }
}
