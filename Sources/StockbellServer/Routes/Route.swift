import Hummingbird

/// One thing that a listener answers.
struct Route: Sendable {
    let path: RoutePath
    let method: HTTPRequest.Method
    /// Whether a GET route answers HEAD as well; not where a GET does something.
    var takesHead = true
    /// Whether an answer to another method names this one.
    var isListed = true
    /// Gets the request and the path's parameter.
    let answer: @Sendable (Request, String) async throws -> Response

    /// Whether it is for requests with this method.
    func takes(_ asked: HTTPRequest.Method) -> Bool { asked == method || asked == .head && method == .get && takesHead }

    /// This route behind a check that may answer in its place.
    func guarded(by check: @escaping @Sendable (Request) -> Response?) -> Route {
        Route(path: path, method: method, takesHead: takesHead, isListed: isListed) { request, parameter in
            if let refusal = check(request) { return refusal }
            return try await answer(request, parameter)
        }
    }
}
