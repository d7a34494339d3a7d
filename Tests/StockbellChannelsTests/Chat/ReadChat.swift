import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

/// The JSON body of a request, taken apart by a reader that shares no code with the writer.
struct ChatBody {
    var root: [String: Any]
    var bytes: [UInt8]

    init(_ request: CurlRequest) throws {
        guard case .body(let bytes) = request.payload else { throw ContentError(.other, "no body") }
        self.bytes = bytes
        root = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// What stands at a place: keys, and indices of arrays.
    func at(_ path: any Hashable...) -> Any? {
        path.reduce(root as Any?) { found, step in
            if let key = step as? String { return (found as? [String: Any])?[key] }
            guard let index = step as? Int, let array = found as? [Any], array.indices.contains(index) else { return nil }
            return array[index]
        }
    }
}

/// A card of Teams.
struct ReadTeams {
    /// The elements of the card.
    var body: [[String: Any]]
    var card: [String: Any]
    var bytes: Int

    init(_ request: CurlRequest) throws {
        let json = try ChatBody(request)
        bytes = json.bytes.count
        card = try #require(json.at("attachments", 0, "content") as? [String: Any])
        body = try #require(card["body"] as? [[String: Any]])
    }

    /// All words, an element a line.
    var shown: String {
        body.map { element in
            let runs = (element["inlines"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }.joined()
            let facts = (element["facts"] as? [[String: String]] ?? []).map { "\($0["title"] ?? ""): \($0["value"] ?? "")" }
            let actions = (element["actions"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
            return ([runs] + facts + actions).filter { !$0.isEmpty }.joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

/// A card of Google Chat.
struct ReadGoogleChat {
    var widgets: [[String: Any]]
    var json: ChatBody

    init(_ request: CurlRequest) throws {
        json = try ChatBody(request)
        widgets = try #require(json.at("cardsV2", 0, "card", "sections", 0, "widgets") as? [[String: Any]])
    }

    /// The HTML of all texts.
    var shown: String { widgets.compactMap { ($0["textParagraph"] as? [String: Any])?["text"] as? String }.joined(separator: "\n") }
}
