import Logging
import ServiceLifecycle
import StockbellCore

/// Reads the mailboxes of bounces that channels name, at the start and every minute.
struct BounceWatch: Service {
    /// What counts now.
    let settings: @Sendable () -> Settings
    /// Writes what a channel's mails say; false: it is not written, they must come again.
    let take: @Sendable ([Feedback], String) async -> Bool
    let log: Logger

    private static let pause = Duration.seconds(60)

    /// What was told of a box already: only what is another is told anew.
    private struct Told {
        var trouble: String?
        var unreadable: [String] = []
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var told: [String: Told] = [:]
            while !Task.isCancelled {
                let settings = settings()
                for desk in BounceDesk.all(settings.channels) where !Task.isCancelled {
                    told[desk.path] = await sweep(desk, of: settings, told[desk.path] ?? Told())
                }
                // Cancelled: the loop ends.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    private func sweep(_ desk: BounceDesk, of settings: Settings, _ told: Told) async -> Told {
        // Of the channel that names it first, as it was when a box had one channel only.
        let box = BounceBox(path: desk.path, mark: "\(settings.store).bounces-\(desk.readers[0].channel)")
        do {
            let swept = try await box.sweep { await desk.take($0, take) }
            if told.trouble != nil { log.notice("The bounces of \(desk.names) are read again.") }
            if swept.taken > 0 {
                log.notice("\(swept.taken == 1 ? "1 mail tells" : "\(swept.taken) mails tell") what became of messages of \(desk.names).")
            }
            for file in swept.unreadable where !told.unreadable.contains(file) {
                log.error("A bounce of \(desk.names) is not read: \(file) is no file that this user may read.")
            }
            return Told(unreadable: swept.unreadable)
        } catch {
            let trouble = "\(error)"
            if told.trouble != trouble { log.error("The bounces of \(desk.names) are not read: \(trouble)") }
            return Told(trouble: trouble, unreadable: told.unreadable)
        }
    }
}
