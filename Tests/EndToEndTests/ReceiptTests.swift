import Foundation
import Testing

/// What a real gateway says of texts that it took.
@Suite(.enabled(if: Kannel.isThere, "needs the Debian packages kannel, kannel-extras and python3"))
struct ReceiptTests {
    private func start(_ kannel: Kannel, _ more: String = "", mail: String, rule: String) async throws -> Server {
        let shop = try Shop { shop in
            """
            {
              "listen": "127.0.0.1:\(shop.publicPort)", "publicURL": "http://127.0.0.1:\(shop.publicPort)",
              "admin": { "listen": "127.0.0.1:\(shop.adminPort)" }, "store": "stockbell.sqlite",
              "defaults": { "operator": "log" },
              "sources": { \(Snippet.tills) },
              "channels": {
                \(Snippet.webhook("log", port: 9)), \(mail)
                "sms": {
                  "type": "kannel", "url": "\(kannel.url)", "username": "\(Kannel.username)", "password": "\(Kannel.password)", "from": "Stockbell",
                  "allowPrivateNetwork": true\(more)
                }
              },
              "departments": { "purchasing": { "rules": [ { "on": "out-of-stock", \(rule) } ] } }
            }
            """
        }
        return try await Server.start(shop)
    }

    @Test func theGatewaySaysThatATextArrived() async throws {
        let kannel = try await Kannel.running()
        let server = try await start(kannel, mail: "", rule: #""send": "sms:+4915112345678""#)
        #expect(try await server.sell(Sample.enad("ESP-901", quantity: 0)) == 200)
        let row = try await seen("the receipt") { try await server.shop.deliveries().first { $0.reported?.fate == "arrived" } }
        #expect(row.state == "delivered" && row.segments == 1 && row.reported?.detail.contains("status 1") == true)
        let explained = try await Program.run("explain", row.id, in: server.shop)
        #expect(explained.output.contains("arrived: Kannel: status 1"))
        // Nobody can make one up.
        #expect(try await server.platform.get("/receipts/sms?d=\(row.id)&t=AAAAAAAAAAAAAAAAAAAAAA&status=2").status == 403)
        #expect(try await server.platform.get("/receipts/mail?d=\(row.id)&t=AAAAAAAAAAAAAAAAAAAAAA&status=2").status == 404)
        #expect(try await server.shop.deliveries().allSatisfy { $0.reported?.fate != "failed" })
        let metrics = try await server.admin.get("/metrics").text
        for told in ["outcome=\"refused\"} 1\n", "outcome=\"nonsense\"} 0\n", "outcome=\"unheeded\"} 0\n"] {
            #expect(metrics.contains("stockbell_receipts_total{channel=\"sms\",\(told)"), "\(metrics)")
        }
        #expect(!server.log.contains(Kannel.password))
    }

    /// A word that nobody can act on by itself is told to somebody who can.
    @Test func aStopOfAnUnclearNumberIsTold() async throws {
        let kannel = try await Kannel.running()
        let server = try await start(kannel, mail: "", rule: #""send": "sms:+4915112345678""#)
        let shown = try await Program.run("receipts", in: server.shop).output
        let url = try #require(shown.split(whereSeparator: \.isWhitespace).first { $0.contains("/receipts/sms?t=") })
        let query = url[try #require(url.range(of: "/receipts/")).lowerBound...]
        #expect(try await server.platform.get("\(query)&from=0151+12345671&text=Stop").status == 200)
        #expect(try await server.platform.get("\(query)&from=4915112345699&text=Stop").status == 200)
        #expect(server.log.contains("STOP came from \\\"0151 12345671\\\"") || server.log.contains("STOP came from \"0151 12345671\""))
        #expect(try await Program.run("suppressed", in: server.shop).output.contains("sms:+4915112345699"))
        #expect(try await server.admin.get("/metrics").text.contains("stockbell_receipts_total{channel=\"sms\",outcome=\"unheeded\"} 1\n"))
    }

    /// A network that refuses a text (16), and one that takes it and says later that it did not arrive (2).
    @Test(
        .enabled(if: Postfix.isThere, "needs root and the Debian packages postfix, dovecot-core, openssl and python3"),
        arguments: [("+4915112345670", "16"), ("+4915112345672", "2")])
    func whatDoesNotArriveIsToldByMail(number: String, status: String) async throws {
        let (kannel, postfix) = (try await Kannel.running(), try await Postfix.running())
        let mail = """
            "mail": {
              "type": "smtp", "url": "smtp://127.0.0.1:\(postfix.port)", "username": "\(Postfix.username)", "password": "\(Postfix.password)",
              "caFile": "\(postfix.authority)", "from": "stock@example.test", "allowPrivateNetwork": true
            },
            """
        let server = try await start(
            kannel, #", "smsc": "REJ""#, mail: mail, rule: #""send": "sms:\#(number)", "fallback": "mail:instead@example.test""#)
        #expect(try await server.sell(Sample.enad("ESP-902", quantity: 0)) == 200)
        let refused = try await seen("the receipt") { try await server.shop.deliveries().first { $0.reported?.fate == "failed" } }
        #expect(refused.state == "delivered" && refused.reported?.detail.contains("status \(status)") == true)
        let instead = try await seen("the mail") { try await server.shop.deliveries().first { $0.channel == "mail" && $0.state == "delivered" } }
        #expect(instead.address == "mail:instead@example.test")
        #expect(try await server.shop.deliveries().count { $0.channel == "mail" } == 1)
    }

    @Test func whoIsOnTheListGetsNothing() async throws {
        let kannel = try await Kannel.running()
        let server = try await start(kannel, mail: "", rule: #""send": ["sms:+4915112345681", "sms:+4915112345682"]"#)
        let suppress = try await Program.run("suppress", "sms:+49 151 12345681", "--because", "on leave", in: server.shop)
        #expect(suppress.end == .exit(0) && suppress.output.contains("sms:+4915112345681 gets no messages any more"))
        #expect(try await server.sell(Sample.enad("ESP-903", quantity: 0)) == 200)
        let rows = try await seen("both have their end") { () -> [DeliveryRow]? in
            let rows = try await server.shop.deliveries().filter { $0.channel == "sms" }
            return rows.count == 2 && rows.allSatisfy { ["delivered", "suppressed"].contains($0.state) } ? rows : nil
        }
        let left = try #require(rows.first { $0.state == "suppressed" })
        #expect(left.address == "sms:+4915112345681" && left.reason?.contains("suppression list") == true)
        let list = try await Program.run("suppressed", in: server.shop)
        #expect(list.output.contains("sms:+4915112345681") && list.output.contains("on leave"))
        #expect(try await Program.run("retry", left.id, in: server.shop).output.contains("suppression list"))
        #expect(try await Program.run("allow", "sms:+4915112345681", in: server.shop).end == .exit(0))
        #expect(try await Program.run("allow", "sms:+4915112345681", in: server.shop).end != .exit(0))
        #expect(try await Program.run("retry", left.id, in: server.shop).end == .exit(0))
        try await eventually("it goes out after all") { try await server.shop.deliveries().first { $0.id == left.id }?.state == "delivered" }
    }
}
