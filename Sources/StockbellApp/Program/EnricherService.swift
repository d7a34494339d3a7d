import ServiceLifecycle
import StockbellEngine

/// Runs one source's enricher; it stops with the question that is under way, whose answer nobody needs then.
struct EnricherService: Service {
    let enricher: Enricher
    let line: APILine

    func run() async throws {
        await cancelWhenGracefulShutdown { await enricher.run() }
        line.shutdown()
    }
}
