import Curl
import StockbellCore

extension CurlRequest {
    /// A request with a body in JSON, the same bytes every time.
    init(url: String, channel: ChannelSettings, method: String? = nil, headers: [Header] = [], json body: some Encodable) throws {
        self.init(url: url, channel: channel, method: method, headers: headers, jsonText: try JSONBody.write(body))
    }

    /// A request with a body that is JSON already.
    init(url: String, channel: ChannelSettings, method: String? = nil, headers: [Header] = [], jsonText: [UInt8]) {
        self.init(url: url, channel: channel, headers: headers + [JSONBody.header], payload: .body(jsonText))
        self.method = method
    }
}
