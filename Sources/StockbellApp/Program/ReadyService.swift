import ServiceLifecycle

/// Says that everything listens, and stays until the stop; its end ends the program.
struct ReadyService: Service {
    let whenReady: @Sendable () async throws -> Program.AfterReady

    func run() async throws {
        guard try await whenReady() == .goOn else { return }
        // Cancelled or asked to stop: either way it is over.
        try? await gracefulShutdown()
    }
}
