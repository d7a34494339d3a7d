package import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle

/// The catcher's two listeners, on this machine only: a mail server, and an HTTP server that plays chat, webhooks and an SMS gateway.
package struct CatcherService: Service {
    /// The only address it ever listens on: it takes anything from anybody.
    package static let host = "127.0.0.1"

    /// The port of the mail server.
    package let smtpPort: Int
    /// The port of the HTTP server: `/chat/{channel}`, `/webhook/{channel}`, `/sms/{channel}/cgi-bin/sendsms`.
    package let httpPort: Int

    private let listeners: [any Channel]
    private let loops: MultiThreadedEventLoopGroup
    private let logger: Logger

    /// Binds both listeners; a port of 0 takes any free one.
    ///
    /// They answer from here on; call `run` to wait for the end, or `close`. Throws what the system says when a port is taken.
    package static func bind(catcher: Catcher, smtpPort: Int = 0, httpPort: Int = 0, logger: Logger) async throws -> CatcherService {
        // One thread does for a development aid; a group of its own, so that closing it closes every connection.
        let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        do {
            let smtp = try await bootstrap(loops) { try $0.addHandler(SMTPHandler(catcher: catcher)) }.bind(host: host, port: smtpPort).get()
            let http = try await bootstrap(loops) {
                try $0.configureHTTPServerPipeline()
                try $0.addHandler(GatewayHandler(catcher: catcher))
            }.bind(host: host, port: httpPort).get()
            return CatcherService(
                smtpPort: smtp.localAddress?.port ?? smtpPort, httpPort: http.localAddress?.port ?? httpPort, listeners: [smtp, http],
                loops: loops, logger: logger)
        } catch {
            try? await loops.shutdownGracefully()
            throw error
        }
    }

    /// Waits for the graceful shutdown, or for cancellation, and closes.
    package func run() async throws {
        logger.info("catcher listens", metadata: ["smtp": "\(Self.host):\(smtpPort)", "http": "\(Self.host):\(httpPort)"])
        try? await gracefulShutdown()
        try await close()
    }

    /// Stops listening and closes every connection; what arrived stays in the catcher.
    package func close() async throws {
        for listener in listeners { try? await listener.close() }
        try await loops.shutdownGracefully()
    }

    private static func bootstrap(
        _ loops: MultiThreadedEventLoopGroup, _ fill: @escaping @Sendable (ChannelPipeline.SynchronousOperations) throws -> Void
    ) -> ServerBootstrap {
        ServerBootstrap(group: loops)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try fill(channel.pipeline.syncOperations) }
            }
    }
}
