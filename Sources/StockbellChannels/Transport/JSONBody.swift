import Curl
import FoundationEssentials
import StockbellCore

extension CurlRequest {
    /// A request with a JSON body, whose keys are sorted, so that a retry sends the same bytes.
    init(
        url: String, channel: ChannelSettings, method: String? = nil, headers: [Header] = [], json body: some Encodable
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let type = Header(name: "Content-Type", value: "application/json; charset=utf-8")
        self.init(url: url, channel: channel, headers: [type] + headers, payload: .body(Array(try encoder.encode(body))))
        self.method = method
    }
}

extension CurlResponse {
    /// The body as a JSON value of that form; nil when it is none.
    func read<Answer: Decodable>(_ answer: Answer.Type) -> Answer? {
        body.isEmpty ? nil : try? JSONDecoder().decode(answer, from: Data(body))
    }
}

extension Duration {
    /// The longer of what the header and the body of an answer ask to wait, a fraction of a second rounded up, no more than an hour; nil: neither does.
    static func asked(header: Duration?, seconds: Double?) -> Duration? {
        guard let seconds, seconds > 0, !seconds.isNaN else { return header }
        let told = min(.seconds(min(seconds, 3600).rounded(.up)), CurlResponse.longestRetryAfter)
        return max(told, header ?? .zero)
    }
}
