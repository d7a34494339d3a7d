import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

/// What goes to Telegram, by a description of its Bot API (github.com/PaulSonOfLars/telegram-bot-api-spec).
@Suite(.enabled(if: SpecFile.isPresent("telegram_bot_api.json"), "\(SpecFile.absence)"))
struct TelegramSpecTests {
    /// The description as JSON Schema: methods and types alike are objects with fields.
    private let spec: SpecFile

    init() throws {
        let root = try SpecFile("telegram_bot_api.json").root
        var schemas: [String: Any] = [:]
        for part in ["methods", "types"] {
            for (name, value) in root[part] as? [String: [String: Any]] ?? [:] {
                let fields = value["fields"] as? [[String: Any]] ?? []
                if let kinds = value["subtypes"] as? [String], fields.isEmpty {
                    schemas[name] = ["anyOf": kinds.map { ["$ref": $0] }]
                    continue
                }
                var properties: [String: Any] = [:]
                for field in fields {
                    properties[field["name"] as? String ?? ""] = ["anyOf": (field["types"] as? [String] ?? []).map(Self.schema)]
                }
                let required = fields.filter { $0["required"] as? Bool == true }.compactMap { $0["name"] as? String }
                schemas[name] = ["type": "object", "properties": properties, "required": required]
            }
        }
        spec = SpecFile(root: ["schemas": schemas])
    }

    private static func schema(_ type: String) -> [String: Any] {
        if type.hasPrefix("Array of ") { return ["type": "array", "items": schema(String(type.dropFirst(9)))] }
        switch type {
        case "Integer": return ["type": "integer"]
        case "Float": return ["type": "number"]
        case "String": return ["type": "string"]
        case "Boolean", "True": return ["type": "boolean"]
        default: return ["$ref": type]
        }
    }

    private func mistakes(_ request: CurlRequest, changing change: (inout [String: Any]) -> Void = { _ in }) throws -> [String] {
        guard case .body(let body) = request.payload, let method = request.url.split(separator: "/").last.map(String.init),
            var object = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        else { return ["no JSON"] }
        change(&object)
        return try spec.mistakes(in: Array(JSONSerialization.data(withJSONObject: object)), by: ["$ref": method])
    }

    private func requests() throws -> [CurlRequest] {
        let kind = ChannelSettings.Kind.telegram(TelegramSettings(token: Secret("1:x"), room: "-1001", topic: 7))
        let refused = Samples.response(400, #"{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities"}"#)
        return try Attempt(kind, [refused], thread: "-1001/7 17").requests + Attempt(kind, [], incidents: .edit, thread: "-1001/7 17").requests
            + Attempt(kind, [], to: "@buyers").requests
    }

    @Test func whatWeSendIsAsDescribed() throws {
        let requests = try requests()
        #expect(requests.count == 4)
        for request in requests { #expect(try mistakes(request) == []) }
    }

    @Test func theJudgeIsAwake() throws {
        let request = try #require(try requests().first)
        #expect(try mistakes(request) { $0["text"] = nil } == ["body: lacks text"])
        #expect(try mistakes(request) { $0["text"] = 5 } != [])
        #expect(try mistakes(request) { $0["disable_web_page_preview"] = true } == ["body.disable_web_page_preview: is unknown"])
        #expect(try mistakes(request) { $0["reply_markup"] = ["inline_keyboard": [[["url": "https://x"]]]] } != [])
    }
}
