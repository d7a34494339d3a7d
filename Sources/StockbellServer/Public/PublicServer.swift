package import FoundationEssentials
import Hummingbird
package import Logging
import ServiceLifecycle
package import StockbellCore

/// The listener for platforms: their events, and whether Stockbell is well.
package struct PublicServer: Service {
    private let listener: HTTPListener

    /// - Parameters:
    ///   - pages: What else is shown; only on loopback, for nothing asks for a token here.
    ///   - links: What the links of messages lead to; nil: there are none.
    ///   - feedback: Takes what channels' far sides call back with; nil: nothing does.
    ///   - now: The clock that arrivals are stamped with.
    ///   - onListening: Told the port once connections are accepted; needed where the endpoint's port is 0.
    package init(
        endpoint: Settings.Endpoint, intake: any Intake, pages: [Page] = [], links: LinkDesk? = nil, feedback: (any FeedbackIntake)? = nil,
        now: @escaping @Sendable () -> Date,
        logger: Logger,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        let host = HostGuard(isLoopback: endpoint.isLoopback, names: [endpoint.host])
        let events = EventRoute(intake: intake, now: now)
        let pages = endpoint.isLoopback ? PageRoutes(pages: pages, logger: logger).routes.map { $0.guarded(by: host.refusal) } : []
        let links = links.map { LinkRoutes(desk: $0, now: now, logger: logger).routes } ?? []
        let receipts = feedback.map { FeedbackRoute(intake: $0, now: now).routes } ?? []
        listener = HTTPListener(
            key: "listen", endpoint: endpoint,
            table: RouteTable(
                routes: [events.route, events.handshake, SlackRoute().route] + HealthRoutes(intake: intake).routes + links + receipts + pages),
            isOnItsThread: true,
            logger: logger, onListening: onListening)
    }

    /// Answers until the graceful shutdown, and then what is still under way.
    ///
    /// - Throws: `ListenError` when the address cannot be had.
    package func run() async throws {
        try await listener.run()
    }
}
