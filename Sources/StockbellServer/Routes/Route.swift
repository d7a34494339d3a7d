import Hummingbird

/// One thing that a listener answers.
struct Route: Sendable {
    let path: RoutePath
    /// A GET route answers HEAD as well.
    let method: HTTPRequest.Method
    /// Whether an answer to another method names this one.
    var isListed = true
    /// Gets the request and the path's parameter.
    let answer: @Sendable (Request, String) async throws -> Response

    /// This route behind a check that may answer in its place.
    func guarded(by check: @escaping @Sendable (Request) -> Response?) -> Route {
        Route(path: path, method: method, isListed: isListed) { request, parameter in
            if let refusal = check(request) { return refusal }
            return try await answer(request, parameter)
        }
    }
}
