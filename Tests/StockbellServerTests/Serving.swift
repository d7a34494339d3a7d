import Logging
import ServiceLifecycle
import StockbellCore

let loopback = Settings.Endpoint(host: "127.0.0.1", port: 0)

/// Logs nothing: what a test wants to know it asks.
let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// What a running server can be asked to do.
struct Running: Sendable {
    let client: RawClient
    let group: ServiceGroup

    func stop() async { await group.triggerGracefulShutdown() }
}

/// Runs a server on a free port, gives it to `body`, stops it gracefully and waits until it has ended.
func serving<Result: Sendable>(
    _ make: (@escaping @Sendable (Int) async -> Void) -> any Service, _ body: (Running) async throws -> Result
) async throws -> Result {
    let (ports, told) = AsyncStream.makeStream(of: Int.self)
    let group = ServiceGroup(configuration: .init(services: [make { told.yield($0) }], logger: silent))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { told.finish() }
            try await group.run()
        }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else {
            try await tasks.waitForAll()
            throw NeverListened()
        }
        let result = try await body(Running(client: RawClient(port: port), group: group))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
    }
}

struct NeverListened: Error {}
