import StockbellEngine
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct DoorbellTests {
    @Test func aRingBeforeTheWaitIsRemembered() async {
        let bell = Doorbell()
        bell.ring()
        await bell.wait()
    }

    @Test func ringsThatNobodyWaitedForAreRememberedOnce() async throws {
        let bell = Doorbell()
        for _ in 0..<3 { bell.ring() }
        await bell.wait()
        // The second wait is not ended by a ring but by its time.
        let clock = ManualClock()
        async let second: Void = bell.wait(atMost: .seconds(5)) { try await clock.sleep($0) }
        try await clock.sleeps.wait(for: 1)
        clock.advance(5)
        await second
    }

    @Test func cancellationEndsAWaitButNotTheBell() async {
        let bell = Doorbell()
        for _ in 0..<100 {
            let waiter = Task { await bell.wait() }
            waiter.cancel()
            await waiter.value
        }
        bell.ring()
        await bell.wait()
    }

    @Test func aWaitEndsWithItsTime() async throws {
        let bell = Doorbell()
        let clock = ManualClock()
        async let waiter: Void = bell.wait(atMost: .seconds(5)) { try await clock.sleep($0) }
        #expect(try await clock.sleeps.wait(for: 1) == [.seconds(5)])
        clock.advance(5)
        await waiter
    }

    @Test func aRingEndsTheSleepToo() async throws {
        let bell = Doorbell()
        let clock = ManualClock()
        async let waiter: Void = bell.wait(atMost: .seconds(5)) { try await clock.sleep($0) }
        try await clock.sleeps.wait(for: 1)
        bell.ring()
        await waiter
    }

    @Test func cancellationEndsATimedWait() async {
        let bell = Doorbell()
        let clock = ManualClock()
        let waiter = Task { await bell.wait(atMost: .seconds(5)) { try await clock.sleep($0) } }
        waiter.cancel()
        await waiter.value
    }

    /// A counter that is raised before each ring, and a waiter that looks at it after each wait: it must see the last value.
    @Test func noRingIsLost() async {
        let bell = Doorbell()
        let raised = Counter()
        let clock = ManualClock()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    for _ in 0..<500 {
                        raised.raise()
                        bell.ring()
                    }
                }
            }
            group.addTask {
                var isTimed = false
                while raised.count < 10_000 {
                    if isTimed { await bell.wait(atMost: .seconds(30)) { try await clock.sleep($0) } } else { await bell.wait() }
                    isTimed.toggle()
                }
            }
        }
        #expect(raised.count == 10_000)
    }
}

private final class Counter: Sendable {
    private let state = Mutex(0)

    var count: Int { state.withLock { $0 } }

    func raise() { state.withLock { $0 += 1 } }
}
