import Foundation
import Testing

/// The commands that show and explain.
struct CommandTests {
    private let shop: Shop
    private let out: String
    private let low: String

    init() throws {
        shop = try Shop(Snippet.shop)
        out = try shop.write(try Sample.enad("ESP-900", quantity: 0), to: "out.json")
        low = try shop.write(try Sample.enad("ESP-900", quantity: 9), to: "low.json")
    }

    private func output(_ arguments: String...) async throws -> String {
        let process = try ChildProcess([Program.path] + arguments, folder: shop.folder)
        let end = try await process.ended()
        #expect(end == .exit(0), "\(arguments): \(process.output)\(process.errors)")
        return process.output
    }

    @Test func thresholdsNamesTheLineThatDecides() async throws {
        let text = try await output("thresholds", "ESP-900")
        #expect(text.contains("low at 12 or less"))
        #expect(text.contains("thresholds[0]"))
        #expect(try await output("thresholds", "CUP-1").contains("low at 5 or less"))

        struct Row: Decodable {
            struct Decision: Decodable {
                var low: Double?
                var okAbove: Double?
            }
            var source: String
            var decision: Decision
        }
        let rows = try await Program.run("thresholds", "ESP-900", "--json", in: shop).json([Row].self)
        #expect(rows.map(\.source) == ["tills"])
        #expect(rows.first?.decision.low == 12)
        #expect(rows.first?.decision.okAbove == 15)
    }

    @Test func routeSaysWhoHearsWhatAndSendsNothing() async throws {
        let text = try await output("route", "--source", "tills", out)
        #expect(text.contains("Alert: out-of-stock"))
        #expect(text.contains("yes  purchasing / all"))
        #expect(text.contains("yes  sales / gone"))
        #expect(text.contains("→ sms:+4915112345678 [sales]"))
        #expect(try await output("route", "--source", "tills", low).contains("no   sales / gone"))

        struct Row: Decodable {
            struct Message: Decodable {
                var address: String
                var department: String
                var text: String
            }
            var messages: [Message]
        }
        let rows = try await Program.run("route", "--json", "--source", "tills", out, in: shop).json([Row].self)
        #expect(rows.flatMap(\.messages).map(\.address).sorted() == ["buyers", "mail:purchasing@example.com", "sms:+4915112345678"])
        #expect(rows.flatMap(\.messages).allSatisfy { $0.text.contains("ESP-900") })
        #expect(!FileManager.default.fileExists(atPath: shop.folder + "/stockbell.sqlite"))
    }

    @Test func doctorSaysHowAPayloadIsReadAndWhatIsOdd() async throws {
        let text = try await output("doctor", "--source", "tills", out, "-H", "x-api-key: wrong")
        #expect(text.contains("Says:      ESP-900 at INV-1 has 0"))
        #expect(text.contains("Signature: would be refused"))

        struct Row: Decodable {
            var type: String?
            var odd: [String]
        }
        let row = try await Program.run("doctor", "--json", "--source", "tills", out, in: shop).json(Row.self)
        #expect(row.type == "variant_stock.updated" && row.odd.count == 1)
        #expect(!FileManager.default.fileExists(atPath: shop.folder + "/stockbell.sqlite"))
    }

    @Test func doctorSaysWhatIsOddAboutASource() async throws {
        let shop = try Shop(Snippet.shop)
        let change = try shop.write(
            #"{"event_type":"variant_stock_delta.updated","payload":{"inventory_id":"INV-1","product_variant_number":"ESP-900","quantity":-2}}"#,
            to: "change.json")
        let spoilt = try shop.write("{}", to: "spoilt.json")
        for file in [change, change, spoilt] { _ = try await Program.run("post", "--source", "tills", file, in: shop) }
        let text = try await Program.run("doctor", "--source", "tills", in: shop).output
        #expect(text.contains("Events:     2 applied, 1 quarantined"), "\(text)")
        #expect(text.contains("ESP-900 at INV-1: the same change came twice within ten minutes, once; it may be a repeat, and counts"))
        #expect(text.contains("what nobody could read: event_type is missing"))
    }

    @Test func previewShowsTheMessage() async throws {
        let text = try await output("preview", "--source", "tills", out, "--department", "purchasing", "--channel", "mail")
        #expect(text.contains("Subject: Out of stock: "))
        #expect(text.contains("ESP-900"))
        #expect(!text.contains("sms:"))
        let html = try await output("preview", "--source", "tills", out, "--channel", "mail", "--html")
        #expect(html.lowercased().contains("<html"))
        #expect(html.contains("ESP-900"))
        let bare = try await output("preview", "--source", "tills", out, "--channel", "mail", "--bare")
        #expect(bare.contains("Subject: Out of stock: item ESP-900"), "the name is not known, so the id stands for it")
        let which = try await output("preview", "--source", "tills", out, "--channel", "mail", "--which")
        #expect(which.contains("purchasing/out-of-stock.en.mail.md"))
        let german = try await output("preview", "--source", "tills", out, "--department", "sales")
        #expect(german.contains("LEER ESP-900, INV-1"))
        let nobody = try await Program.run("preview", "--source", "tills", "--department", "nobody", out, in: shop)
        #expect(nobody.end != .exit(0))
        #expect(nobody.errors.contains("There is no department \"nobody\""))
    }

    @Test func whatCameAndWhatBecameOfItCanBeAsked() async throws {
        let nothing = try await Program.run("events", in: shop)
        #expect(nothing.end != .exit(0))
        #expect(nothing.errors.contains("There is no store"))

        _ = try await output("post", "--source", "tills", out)
        _ = try await output("post", "--source", "tills", out)
        let events = try await shop.events()
        #expect(events.map(\.state).sorted() == ["applied", "duplicate"])
        #expect(try await output("events").contains("variant_stock.updated"))
        #expect(try await output("events", "--state", "duplicate", "--json").contains("duplicate"))
        let deliveries = try await shop.deliveries()
        #expect(deliveries.map(\.address).sorted() == ["buyers", "mail:purchasing@example.com", "sms:+4915112345678"])
        #expect(deliveries.allSatisfy { $0.state == "pending" && $0.type == "out-of-stock" })
        #expect(try await output("deliveries", "--department", "sales").contains("sms:+4915112345678"))

        let delivery = try #require(deliveries.first { $0.department == "sales" })
        let story = try await output("explain", delivery.id)
        #expect(story.contains("Event \(events.first { $0.alert != nil }?.id ?? "?") came from tills"))
        #expect(story.contains("yes  sales / gone"))
        #expect(story.contains("sms:+4915112345678"))
        struct Story: Decodable {
            var events: [EventRow]
            var deliveries: [DeliveryRow]
        }
        let told = try await Program.run("explain", delivery.id, "--json", in: shop).json(Story.self)
        #expect(told.events.count == 1)
        #expect(told.deliveries.count == 3)
        let stranger = try await Program.run("explain", "01JZZZZZZZZZZZZZZZZZZZZZZZ", in: shop)
        #expect(stranger.end != .exit(0))
        #expect(stranger.errors.contains("Nothing has the id"))
    }

    @Test func aWrongNameIsAnsweredWithTheRightOnes() async throws {
        let result = try await Program.run("route", "--source", "tils", out, in: shop)
        #expect(result.end != .exit(0))
        #expect(result.errors.contains("config.json has tills"))
        let missing = try await Program.run("check", "--config", "elsewhere.json", in: shop)
        #expect(missing.end == .exit(1))
        #expect((missing.output + missing.errors).contains("elsewhere.json: cannot be read"))
    }

    @Test func theShippedSchemaIsTheProgramsOwn() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let shipped = try String(contentsOf: root.appending(path: "config.schema.json"), encoding: .utf8)
        #expect(try await output("schema") == shipped)
    }
}
