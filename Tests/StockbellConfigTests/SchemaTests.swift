import Foundation
import StockbellConfig
import Testing

@Suite struct SchemaTests {
    /// Files of which the schema alone can judge, and what decoder and schema must both say.
    static let table: [(text: String, isGood: Bool)] = [
        ("{}", true), ("[]", false), ("5", false),
        (#"{ "$schema": "./config.schema.json" }"#, true),
        (#"{ "lisen": "127.0.0.1:80" }"#, false), (#"{ "catalogue": {} }"#, false),
        (#"{ "listen": "[::1]:0" }"#, true), (#"{ "listen": "${LISTEN}" }"#, true), (#"{ "listen": "localhost" }"#, false),
        (#"{ "listen": 8080 }"#, false),
        (#"{ "publicURL": "https://a.example.com/b" }"#, true), (#"{ "publicURL": "a.example.com" }"#, false), (#"{ "store": "" }"#, false),
        (#"{ "admin": { "listen": "10.0.0.1:81", "token": "0123456789abcdef" } }"#, true), (#"{ "admin": { "password": "x" } }"#, false),
        (#"{ "admin": [] }"#, false),
        (#"{ "keep": { "quiet": "7d", "told": "90d", "raw": "30d", "size": "10GiB" } }"#, true), (#"{ "keep": { "size": "10 GiB" } }"#, false),
        (#"{ "keep": { "quiet": "7 days" } }"#, false), (#"{ "keep": { "quiet": 7 } }"#, false), (#"{ "keep": { "all": "7d" } }"#, false),
        (#"{ "defaults": { "locale": "de-AT", "timeZone": "UTC" } }"#, true), (#"{ "defaults": { "locale": "Deutsch" } }"#, false),
        (#"{ "sources": { "a": { "platform": "digital-river", "secret": ["x", "y"] } } }"#, true),
        (
            #"{ "sources": { "a": { "platform": "enad", "expectHeader": { "x-api-key": "v" }, "delta": "change", "testEvents": "drop" } } }"#,
            true
        ),
        (#"{ "sources": { "a": { "platform": "enad", "unsigned": true } } }"#, true),
        (#"{ "sources": { "a": { "platform": "enad", "unsigned": "yes" } } }"#, false),
        (#"{ "sources": { "a": { "secret": "x" } } }"#, false), (#"{ "sources": { "a b": { "platform": "enad", "unsigned": true } } }"#, false),
        (#"{ "sources": { "a": { "platform": "shopify", "secret": "x" } } }"#, true),
        (#"{ "sources": { "a": { "platform": "erp", "secret": "x" } } }"#, false),
        (#"{ "sources": { "a": { "platform": "digital-river", "secret": [] } } }"#, false),
        (#"{ "sources": { "a": { "platform": "enad", "expectHeader": {} } } }"#, false),
        (#"{ "sources": { "a": { "platform": "enad", "expectHeader": { "a b": "c" } } } }"#, false),
        (#"{ "sources": { "a": { "platform": "enad", "unsigned": true, "delta": "both" } } }"#, false),
        (#"{ "sources": { "a": { "platform": "bigcommerce", "secret": "x", "storeHash": "y", "token": "z" } } }"#, true),
        (#"{ "sources": { "a": { "platform": "bigcommerce", "secret": "x", "storeHash": 5 } } }"#, false),
        (#"{ "thresholds": [{ "low": 5 }, { "where": { "sku": "A*" }, "low": 0.5, "okAbove": 1e3 }] }"#, true),
        (#"{ "thresholds": [{ "low": -1 }] }"#, false),
        (#"{ "thresholds": [{ "low": "platform" }, { "low": 5 }] }"#, true), (#"{ "thresholds": [{ "low": "shop" }] }"#, false),
        (#"{ "thresholds": { "low": 5 } }"#, false),
        (#"{ "thresholds": [{ "low": 5, "days": 3 }] }"#, false),
        (#"{ "thresholds": [{ "low": 1, "where": { "sku": ["A", "B"], "place": { "not": "2" }, "backorder": { "not": true } } }] }"#, true),
        (#"{ "thresholds": [{ "low": 1, "where": { "not": { "sku": "A" }, "any": [{ "item": "1" }, { "fulfiller": ["x"] }] } }] }"#, true),
        (#"{ "thresholds": [{ "low": 1, "where": { "not": [{ "sku": "A" }, { "not": {} }] } }] }"#, true),
        (#"{ "thresholds": [{ "low": 1, "where": { "sku": 5 } }] }"#, false),
        (#"{ "thresholds": [{ "low": 1, "where": { "sku": [] } }] }"#, false),
        (#"{ "thresholds": [{ "low": 1, "where": { "sku": { "<=": 3 } } }] }"#, false),
        (#"{ "thresholds": [{ "low": 1, "where": { "any": [] } }] }"#, false), (#"{ "thresholds": [{ "low": 1, "where": "unmatched" }] }"#, false),
        (#"{ "thresholds": [{ "low": 1, "where": { "backorder": "no" } }] }"#, false),
        (#"{ "thresholds": [{ "low": 1, "where": { "list": 5 } }] }"#, false),
        (#"{ "lists": { "vip": ["A", "B-*"], "one": "C" }, "thresholds": [{ "low": 1, "where": { "list": ["vip", "one"] } }] }"#, true),
        (#"{ "lists": { "vip": [] } }"#, false), (#"{ "lists": { "vip": { "path": "vip.txt" } } }"#, false), (#"{ "lists": ["vip"] }"#, false),
        (#"{ "channels": { "c": { "type": "slack", "url": "https://a.example.com/x" } } }"#, true),
        (#"{ "channels": { "c": { "type": "slack", "url": "${SLACK}" } } }"#, true),
        (#"{ "channels": { "c": { "type": "slack", "url": "${SLACK}", "retry": { "first": "5s", "horizon": "1d" } } } }"#, true),
        (#"{ "channels": { "c": { "type": "slack", "url": "${SLACK}", "retry": { "first": "5 s" } } } }"#, false),
        (#"{ "channels": { "c": { "type": "slack", "url": "${SLACK}", "retry": "5s" } } }"#, false),
        (#"{ "channels": { "c": { "type": "teams" } } }"#, false), (#"{ "channels": { "c": { "url": "https://a.example.com/x" } } }"#, false),
        (#"{ "channels": { "c": { "type": "twilio", "account": "x" } } }"#, false),
        (#"{ "channels": { "c": { "type": "slack", "url": "https://a.example.com/", "from": "x" } } }"#, false),
        (
            #"{ "channels": { "c": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@m.example", "timeout": "2m", "concurrency": 64 } } }"#,
            true
        ),
        (#"{ "channels": { "c": { "type": "smtp", "url": "https://m.example.com", "from": "a@example.com" } } }"#, false),
        (#"{ "channels": { "c": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com", "timeout": "fast" } } }"#, false),
        (#"{ "channels": { "c": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com", "concurrency": 65 } } }"#, false),
        (#"{ "channels": { "c": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com", "ifUnsure": "ask" } } }"#, false),
        (#"{ "channels": { "c": { "type": "webhook", "url": "https://a.example.com/", "headers": { "x": "y" } } } }"#, true),
        (#"{ "channels": { "c": { "type": "webhook", "url": "https://a.example.com/", "secret": "abc" } } }"#, false),
        (
            #"{ "channels": { "c": { "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p", "maxSegments": 10 } } }"#,
            true
        ),
        (#"{ "channels": { "c": { "type": "kannel", "url": "https://a.example.com/", "username": "u" } } }"#, false),
        (
            #"{ "channels": { "c": { "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p", "maxSegments": 0 } } }"#,
            false
        ),
        (#"{ "departments": { "d": {} } }"#, true), (#"{ "departments": { "d_e": {} } }"#, false),
        (#"{ "departments": { "d": { "rules": {} } } }"#, false),
        (
            #"{ "channels": { "c": { "type": "slack", "url": "https://a.example.com/x" } }, "departments": { "d": { "rules": ["#
                + #"{ "on": ["restock", "trouble"], "send": "c" }, { "name": "n", "where": {}, "send": ["c"] }] } }, "otherwise": "c" }"#,
            true
        ),
        (#"{ "departments": { "d": { "rules": [{ "on": 5 }] } } }"#, false), (#"{ "departments": { "d": { "mode": "trial" } } }"#, true),
        (#"{ "departments": { "d": { "mode": "test" } } }"#, false), (#"{ "exclude": [{ "where": { "sku": "A" } }] }"#, false),
        (#"{ "exclude": [{ "where": { "sku": "A" }, "because": "x" }] }"#, true), (#"{ "otherwise": { "send": 5 } }"#, false),
        (
            #"{ "channels": { "c": { "type": "slack", "url": "https://a.example.com/x" } }, "departments": { "d": { "templates": "d2", "rules": ["#
                + #"{ "name": "g", "send": "c", "mode": "off", "rules": [{ "where": "unmatched", "letter": "vip" }, { "limit": "none" }] }] }, "#
                + #""d2": { "limit": { "max": 5 } } }, "defaults": { "limit": "none" }, "otherwise": { "send": ["c"], "where": {} } }"#,
            true
        ),
        (#"{ "departments": { "d": { "rules": [{ "name": "g", "rules": [] }] } } }"#, false),
        (#"{ "departments": { "d": { "rules": [{ "letter": "VIP", "name": "g", "rules": [] }] } } }"#, false),
        (#"{ "departments": { "d": { "rules": [{ "on": "sold", "send": "c" }] } } }"#, false),
        (#"{ "departments": { "d": { "rules": [{ "send": [] }] } } }"#, false),
        (
            #"{ "channels": { "m": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@m.example" } }, "people": { "a": { "m": "a@m.example" } }, "#
                + #""duty": { "b": { "people": ["a"], "change": "mon 08:00", "since": "2026-01-05", "swaps": [] } }, "otherwise": "m:@b" }"#, true
        ),
        (#"{ "people": { "anna": {} } }"#, false), (#"{ "people": { "anna": "x" } }"#, false), (#"{ "duty": { "b": {} } }"#, false),
        (#"{ "duty": { "b": { "people": "a", "change": "mon 08:00", "since": "2026-01-05" } } }"#, false),
        (#"{ "otherwise": ["c"] }"#, false), (#"{ "otherwise": null }"#, false),
    ]

    /// Whether python3 has the package that judges by schemas.
    static let hasValidator = (try? python("import jsonschema", "")) != nil

    @Test func theDecoderJudgesTheTable() {
        for (text, isGood) in Self.table {
            let result = read(text, environment: ["LISTEN": "127.0.0.1:80", "SLACK": "https://a.example.com/x"])
            #expect((result.settings != nil) == isGood, "\(text): \(result.problems.map(\.description))")
        }
    }

    @Test(.enabled(if: hasValidator, "python3 has no jsonschema here; the schema was not compared with the decoder"))
    func theSchemaAgreesWithTheDecoder() throws {
        let script = """
            import json, sys, jsonschema
            given = json.load(sys.stdin)
            jsonschema.Draft7Validator.check_schema(given["schema"])
            judge = jsonschema.Draft7Validator(given["schema"])
            print("".join("1" if judge.is_valid(json.loads(text)) else "0" for text in given["texts"]))
            """
        let texts = Self.table.map { "\"" + $0.text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"" }
        let answer = try Self.python(script, "{\"schema\": \(ConfigSchema.json()), \"texts\": [\(texts.joined(separator: ","))]}")
        let verdicts = answer.filter { $0 == "0" || $0 == "1" }.map { $0 == "1" }
        try #require(verdicts.count == Self.table.count)
        for (row, verdict) in zip(Self.table, verdicts) {
            #expect(verdict == row.isGood, "\(row.text)")
        }
    }

    private static func python(_ script: String, _ input: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "stockbell-schema-\(UUID().uuidString).json")
        try input.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NoSuchFile() }
        return String(decoding: answer, as: UTF8.self)
    }
}
