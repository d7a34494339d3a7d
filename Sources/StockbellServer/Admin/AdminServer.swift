import Hummingbird
package import Logging
import ServiceLifecycle
package import StockbellCore

/// The listener for the shop's own people: pages and the API, behind the token and, on loopback, a look at `Host`.
package struct AdminServer: Service {
    private let listener: HTTPListener

    /// - Parameters:
    ///   - token: Asked of every request; nil lets everybody in, and is taken on loopback only.
    ///   - hostNames: Names besides this machine's own under which a loopback endpoint may be asked, such as a reverse proxy's.
    ///   - onListening: Told the port once connections are accepted; needed where the endpoint's port is 0.
    package init(
        endpoint: Settings.Endpoint, token: Secret?, hostNames: [String] = [], records: any Records, forms: RecordForms, pages: [Page] = [],
        logger: Logger, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let host = HostGuard(isLoopback: endpoint.isLoopback, names: hostNames + [endpoint.host])
        // An empty token lets nobody in: better shut than open to the network by a mistake.
        let token = TokenGuard(token: endpoint.isLoopback ? token : token ?? Secret(""))
        let routes = RecordRoutes(records: records, forms: forms, logger: logger).routes + PageRoutes(pages: pages, logger: logger).routes
        let table = RouteTable(routes: routes, headers: SecurityHeaders.fields(for: .data)) { host.refusal($0) ?? token.refusal($0) }
        listener = HTTPListener(key: "admin.listen", endpoint: endpoint, table: table, isOnItsThread: false, logger: logger, onListening: onListening)
    }

    /// Answers until the graceful shutdown, and then what is still under way.
    ///
    /// - Throws: `ListenError` when the address cannot be had.
    package func run() async throws {
        try await listener.run()
    }
}
