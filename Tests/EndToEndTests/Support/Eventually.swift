/// Looks again and again until there is something to see, and returns that.
///
/// - Parameters:
///   - what: What is waited for, for the error.
///   - time: The longest wait: far longer than it ever takes, as other tests run at the same time.
/// - Throws: `Stuck` when the time is over, or what `look` throws.
func seen<Seen>(_ what: String, within time: Duration = .seconds(60), _ look: () async throws -> Seen?) async throws -> Seen {
    let clock = ContinuousClock()
    let deadline = clock.now + time
    while true {
        if let seen = try await look() { return seen }
        guard clock.now < deadline else { throw Stuck("waited \(time) in vain for this: \(what)") }
        try await Task.sleep(for: .milliseconds(15))
    }
}

/// Looks again and again until something is so.
func eventually(_ what: String, within time: Duration = .seconds(60), _ isSo: () async throws -> Bool) async throws {
    _ = try await seen(what, within: time) { try await isSo() ? true : nil }
}
