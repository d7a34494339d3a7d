import Hummingbird

extension HostGuard {
    /// The answer to a request under another name; nil: let it in.
    @Sendable func refusal(_ request: Request) -> Response? {
        if lets(in: request.head.authority) { return nil }
        return .text("This address is only for this machine: open it as http://127.0.0.1 or http://localhost.\n", status: .forbidden)
    }
}

extension TokenGuard {
    /// The answer to a request without the token; nil: let it in.
    @Sendable func refusal(_ request: Request) -> Response? {
        if lets(in: request.headers) { return nil }
        var response = Response.text("Give the admin token: as a bearer token, or as the password a browser asks for.\n", status: .unauthorized)
        response.headers[values: .wwwAuthenticate] = ["Bearer realm=\"Stockbell\"", "Basic realm=\"Stockbell\", charset=\"UTF-8\""]
        return response
    }
}
