import Curl
import FoundationEssentials

/// Bodies and answers in JSON.
enum JSONBody {
    /// The bytes of a body, the same every time.
    static func write(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    static let header = Header(name: "Content-Type", value: "application/json; charset=utf-8")
}

extension CurlResponse {
    /// The answer, where it has this form.
    func json<Answer: Decodable>(_ type: Answer.Type) -> Answer? { try? JSONDecoder().decode(type, from: Data(body)) }

    /// The longer of the pauses that the header and the body ask for, at most an hour; nil: neither asks for any.
    ///
    /// - Parameter seconds: what the body says; a fraction is rounded up.
    func pause(now: Date, body seconds: Double?) -> Duration? {
        [retryAfter(now: now), Self.pause(seconds)].compactMap { $0 }.max()
    }

    /// The pause that a header of a service's own asks for, in seconds with or without a fraction; nil: it asks for none.
    func pause(header name: String) -> Duration? {
        guard let text = header(name), text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) else { return nil }
        return Self.pause(Double(text))
    }

    private static func pause(_ seconds: Double?) -> Duration? {
        seconds.flatMap { $0 > 0 ? .seconds(min($0, 3600).rounded(.up)) : nil }
    }
}
