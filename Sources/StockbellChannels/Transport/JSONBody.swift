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
        let told = seconds.flatMap { $0 > 0 ? Duration.seconds(min($0, 3600).rounded(.up)) : nil }
        return [retryAfter(now: now), told].compactMap { $0 }.max()
    }
}
