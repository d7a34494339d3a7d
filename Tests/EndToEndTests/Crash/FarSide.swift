import NIOCore
import NIOHTTP1
import NIOPosix

/// A server of 127.0.0.1 that outlives the program under test.
final class FarSide: Sendable {
    let port: Int
    private let channel: any Channel

    private static let loop = MultiThreadedEventLoopGroup.singleton.next()

    private init(_ channel: any Channel, port: Int) {
        self.channel = channel
        self.port = port
    }

    /// Takes webhooks and text messages.
    static func http(_ journal: Journal) async throws -> FarSide {
        try await start { channel in
            try channel.pipeline.syncOperations.configureHTTPServerPipeline(withErrorHandling: false)
            try channel.pipeline.syncOperations.addHandler(HTTPSink(journal: journal))
        }
    }

    /// Takes mail.
    static func smtp(_ journal: Journal) async throws -> FarSide {
        try await start { channel in
            try channel.pipeline.syncOperations.addHandler(SMTPSink(journal: journal))
        }
    }

    deinit {
        channel.close(promise: nil)
    }

    private static func start(_ prepare: @escaping @Sendable (any Channel) throws -> Void) async throws -> FarSide {
        let port = try FreePort.next()
        // One thread, so that messages are read in the order in which they arrive.
        let channel = try await ServerBootstrap(group: loop)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in channel.eventLoop.makeCompletedFuture { try prepare(channel) } }
            .bind(host: "127.0.0.1", port: port).get()
        return FarSide(channel, port: port)
    }
}
