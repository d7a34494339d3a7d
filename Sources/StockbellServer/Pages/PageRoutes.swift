import Hummingbird
import Logging

/// Makes routes of pages.
struct PageRoutes {
    let pages: [Page]
    let logger: Logger

    var routes: [Route] {
        pages.map { page in
            Route(path: .exact(page.path), method: .get) { [logger] _, _ in
                var response: Response
                do {
                    response = try await .content(page.body(), type: page.contentType)
                } catch {
                    logger.error("a page could not be made", metadata: ["path": "\(page.path)", "error": "\(error)"])
                    response = .text("This page could not be made; the log says why.\n", status: .internalServerError)
                }
                for field in SecurityHeaders.fields(for: page.policy) { response.headers.append(field) }
                return response
            }
        }
    }
}
