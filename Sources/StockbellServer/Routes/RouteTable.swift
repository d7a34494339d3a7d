import Hummingbird
import Logging
import NIOCore

/// Finds the route of a request: 404 where there is none, 405 where there is one for another method, never a redirect.
struct RouteTable: HTTPResponder {
    typealias Context = BasicRequestContext

    let routes: [Route]
    /// Headers that every answer carries, unless its route set them itself.
    var headers = HTTPFields()
    /// Asked before any route; what it returns is the answer.
    var guardian: @Sendable (Request) -> Response? = { _ in nil }

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        var response: Response
        if let refusal = guardian(request) {
            response = refusal
        } else {
            response = try await answer(request, context.logger)
        }
        for field in headers where !response.headers.contains(field.name) { response.headers.append(field) }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ logger: Logger) async throws -> Response {
        var allowed: [String] = []
        for route in routes {
            guard let parameter = route.path.parameter(in: request.uri.path) else { continue }
            if route.takes(request.method) {
                return try await route.answer(request, parameter)
            }
            if route.isListed { allowed.append(route.method.rawValue) }
            if route.takes(.head) { allowed.append("HEAD") }
        }
        guard !allowed.isEmpty else { return Response(status: .notFound) }
        return Response(status: .methodNotAllowed, headers: [.allow: allowed.joined(separator: ", ")])
    }
}
