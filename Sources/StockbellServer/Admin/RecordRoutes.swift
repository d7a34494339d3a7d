import FoundationEssentials
import Hummingbird
import Logging
import StockbellCore

/// `GET /api/events`, `/api/deliveries`, `/api/explain/{id}`: what the commands of the same names print with `--json`.
struct RecordRoutes {
    let records: any Records
    let forms: RecordForms
    let logger: Logger

    var routes: [Route] {
        [
            route(.exact("/api/events")) { [records, forms] request, _ in
                let query = try RecordQuery(
                    request.uri.queryParameters.map { (String($0.key), String($0.value)) }, keys: ["source", "state", "limit"],
                    states: EventRecord.State.allCases.map(\.rawValue))
                return try await forms.events(records.events(query))
            },
            route(.exact("/api/deliveries")) { [records, forms] request, _ in
                let query = try RecordQuery(
                    request.uri.queryParameters.map { (String($0.key), String($0.value)) }, keys: ["state", "department", "channel", "limit"],
                    states: Delivery.State.allCases.map(\.rawValue))
                return try await forms.deliveries(records.deliveries(query))
            },
            route(.under("/api/explain")) { [records, forms] _, id in
                guard let trace = try await records.trace(id) else {
                    throw BadQuery(status: .notFound, message: "no event, alert, incident or delivery has this id, or more than one begins so")
                }
                return try await forms.trace(trace)
            },
        ]
    }

    private func route(_ path: RoutePath, _ make: @escaping @Sendable (Request, String) async throws -> [UInt8]) -> Route {
        Route(path: path, method: .get) { [logger] request, parameter in
            do {
                return try await .content(make(request, parameter), type: "application/json")
            } catch let error as BadQuery {
                return Self.problem(error.message, error.status)
            } catch {
                logger.error("records could not be read", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
                return Self.problem("the records could not be read; the log says why", .internalServerError)
            }
        }
    }

    private static func problem(_ message: String, _ status: HTTPResponse.Status) -> Response {
        // Encoding one text cannot fail; an empty object would still be JSON.
        let body = (try? JSONEncoder().encode(["error": message])).map(Array.init) ?? Array("{}".utf8)
        return .content(body, type: "application/json", status: status)
    }
}
