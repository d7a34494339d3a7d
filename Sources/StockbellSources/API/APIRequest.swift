package import StockbellCore

/// A question to a platform's API as it goes over the wire; its description hides the token.
package struct APIRequest: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    package enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
    }

    package var method: Method
    /// Holds no secret.
    package var url: String
    /// The header that proves who asks.
    package var tokenHeader: String
    package var token: Secret
    /// JSON; nil: none.
    package var body: [UInt8]?

    package init(_ method: Method = .get, url: String, tokenHeader: String, token: Secret, body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.tokenHeader = tokenHeader
        self.token = token
        self.body = body
    }

    package var description: String { "\(method.rawValue) \(url)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
