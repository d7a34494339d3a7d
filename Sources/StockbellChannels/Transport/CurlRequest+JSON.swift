import Curl
import StockbellCore

extension CurlRequest {
    /// A request with a body in JSON, the same bytes every time.
    init(url: String, channel: ChannelSettings, method: String? = nil, headers: [Header] = [], json body: some Encodable) throws {
        self.init(url: url, channel: channel, headers: [JSONBody.header] + headers, payload: .body(try JSONBody.write(body)))
        self.method = method
    }
}
