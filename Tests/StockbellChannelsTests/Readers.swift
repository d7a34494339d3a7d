import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// A mail taken apart again, by a reader that shares no code with the writer.
struct ReadMail {
    var header: [(name: String, value: String)] = []
    var parts: [String] = []
    var plain: String { parts.first ?? "" }

    init(_ request: CurlRequest) throws {
        guard case .mail(_, _, let message) = request.payload else { throw ContentError(.other, "no mail") }
        let (header, body) = Self.divide(String(decoding: message, as: UTF8.self))
        self.header = header
        let type = value("Content-Type") ?? ""
        guard let start = type.firstRange(of: "boundary=\"") else {
            parts = [Self.decode(body)]
            return
        }
        let boundary = "--" + type[start.upperBound...].prefix { $0 != "\"" }
        parts = ("\r\n" + body).components(by: "\r\n" + boundary).dropFirst().filter { !$0.hasPrefix("--") }
            .map { Self.decode(Self.divide(String($0.drop { $0.isNewline })).body) }
    }

    func value(_ name: String) -> String? { header.first { $0.name == name }?.value }

    private static func divide(_ text: String) -> (header: [(name: String, value: String)], body: String) {
        let halves = text.components(by: "\r\n\r\n")
        let unfolded = halves[0].replacing("\r\n ", with: " ")
        let fields = unfolded.components(by: "\r\n").map { line in
            let colon = line.firstRange(of: ": ") ?? line.endIndex..<line.endIndex
            return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
        }
        return (fields, halves.dropFirst().joined(separator: "\r\n\r\n"))
    }

    static func decode(_ quotedPrintable: String) -> String {
        let bytes = Array(quotedPrintable.utf8)
        var decoded: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "="), position + 2 < bytes.count {
                let code = String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self)
                if let byte = UInt8(code, radix: 16) { decoded.append(byte) }
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}

/// A post to Slack.
struct ReadSlack: Decodable {
    struct Block: Decodable {
        struct Text: Decodable {
            var type: String
            var text: String
            var verbatim: Bool
        }
        var type: String
        /// nil: it has buttons.
        var text: Text?
        var elements: [Button]?
    }

    struct Button: Decodable {
        struct Label: Decodable {
            var type: String
            var text: String
            var emoji: Bool
        }
        var type: String
        var text: Label
        var url: String
    }

    var text: String
    var blocks: [Block]
    var sections: [String] { blocks.compactMap(\.text?.text) }

    init(_ request: CurlRequest) throws {
        guard case .body(let body) = request.payload else { throw ContentError(.other, "no body") }
        self = try JSONDecoder().decode(Self.self, from: Data(body))
    }
}

/// A letter sent to a webhook.
struct ReadWebhook: Decodable {
    struct Content: Decodable { var text: String? }
    var type: String
    var data: Content
}

/// A call of sendsms.
struct ReadSendSMS {
    var fields: [String: String] = [:]
    var text: String { fields["text"] ?? "" }

    init(_ request: CurlRequest) throws {
        let query = try #require(request.url.split(separator: "?", maxSplits: 1).last)
        for field in query.split(separator: "&") {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            try #require(pair.count == 2)
            fields[String(pair[0])] = ReadMail.decode(String(pair[1]).replacing("%", with: "="))
        }
    }
}

extension String {
    /// By scalars: CRLF is one character.
    func components(by separator: String) -> [String] {
        let pieces = Array(utf8).split(separator: Array(separator.utf8), omittingEmptySubsequences: false)
        return pieces.map { String(decoding: $0, as: UTF8.self) }
    }
}
