/// An HTTP request to the catcher, whole.
struct GatewayRequest {
    var method: String
    /// The path's segments, decoded.
    var path: [String]
    /// The query as it was sent, without the question mark.
    var query: String
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    /// Takes the request's target apart.
    init(method: String, target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        let pieces = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = method
        path = (pieces.first ?? "").split(separator: "/").map { String(decoding: FormText.bytes($0, plusIsSpace: false), as: UTF8.self) }
        query = pieces.count > 1 ? String(pieces[1]) : ""
        self.headers = headers
        self.body = body
    }
}

/// What the catcher answers, and what it keeps of the request.
struct GatewayReply {
    var status: Int
    var body: String
    var messages: [CaughtMessage] = []
}
