import Glibc
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import StockbellCore

/// A Hummingbird application on one address; on a graceful shutdown it stops accepting and finishes what is under way.
struct HTTPListener: Service {
    /// Longer than any sender waits; ends what only holds a connection open.
    private static let idleTimeout = TimeAmount.seconds(60)

    /// The key of config.json that names the address, for errors.
    let key: String
    let endpoint: Settings.Endpoint
    let table: RouteTable
    /// Whether requests are handled on a thread of its own, the one that reads and writes them: cheap, as long as none computes for long.
    let isOnItsThread: Bool
    let logger: Logger
    let onListening: @Sendable (Int) async -> Void

    func run() async throws {
        guard isOnItsThread else { return try await run(on: .singleton) }
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let result: Result<Void, any Error> = await withTaskExecutorPreference(LoopExecutor(group.next())) {
            do { return .success(try await run(on: .shared(group))) } catch { return .failure(error) }
        }
        // Why it could not listen says more than what went wrong with its thread.
        try? await group.shutdownGracefully()
        try result.get()
    }

    private func run(on group: EventLoopGroupProvider) async throws {
        var quiet = logger
        // What Hummingbird logs of its start and its end, Stockbell throws or says better.
        quiet.logLevel = .critical
        let application = Application(
            responder: table, server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname(endpoint.host, port: endpoint.port)),
            onServerRunning: { [endpoint, onListening] channel in await onListening(channel.localAddress?.port ?? endpoint.port) },
            eventLoopGroupProvider: group, logger: quiet)
        do {
            try await application.run()
        } catch let error as IOError {
            throw ListenError(key: key, endpoint: endpoint, reason: Self.reason(error))
        } catch let error as SocketAddressError {
            throw ListenError(key: key, endpoint: endpoint, reason: "\(error)")
        }
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "the address is in use"
        case EADDRNOTAVAIL: "this machine has no such address"
        case EACCES: "the system does not allow it, as for ports below 1024"
        default: "\(error)"
        }
    }
}
