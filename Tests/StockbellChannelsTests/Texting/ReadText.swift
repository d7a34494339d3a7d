import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore

/// A text as it is posted to a gateway: a form or a JSON object, its fields by name.
struct ReadText {
    var fields: [String: String] = [:]

    init(_ request: CurlRequest) throws {
        guard case .body(let body) = request.payload else { throw ContentError(.other, "no body") }
        if body.first == UInt8(ascii: "{") {
            fields = try JSONDecoder().decode([String: Value].self, from: Data(body)).mapValues(\.text)
        } else {
            for field in String(decoding: body, as: UTF8.self).split(separator: "&") {
                let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                    ReadMail.decode(String($0).replacing("+", with: " ").replacing("%", with: "="))
                }
                guard pair.count == 2, fields.updateValue(pair[1], forKey: pair[0]) == nil else { throw ContentError(.other, "no field, or twice") }
            }
        }
    }

    /// A text, or a list of them.
    private struct Value: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            text = try (try? container.decode(String.self)) ?? container.decode([String].self).joined(separator: ",")
        }
    }
}
