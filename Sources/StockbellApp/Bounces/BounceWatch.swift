import Logging
import ServiceLifecycle
import StockbellChannels
import StockbellCore

/// Reads the mailboxes of bounces that channels name, at the start and every minute.
struct BounceWatch: Service {
    /// What counts now.
    let settings: @Sendable () -> Settings
    /// Writes what a channel's mails say; false: it is not written, they must come again.
    let take: @Sendable ([Feedback], String) async -> Bool
    let log: Logger

    private static let pause = Duration.seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // A box that cannot be read is told once, and again when it is another trouble.
            var told: [String: String] = [:]
            while !Task.isCancelled {
                let settings = settings()
                for channel in settings.channels where !Task.isCancelled {
                    guard case .smtp(let mail) = channel.kind, let path = mail.bounceBox else { continue }
                    let trouble = await sweep(BounceBox(path: path, mark: "\(settings.store).bounces-\(channel.name)"), mail, channel)
                    if let trouble, told[channel.name] != trouble { log.error("The bounces of \(channel.name) are not read: \(trouble)") }
                    if trouble == nil, told[channel.name] != nil { log.notice("The bounces of \(channel.name) are read again.") }
                    told[channel.name] = trouble
                }
                // Cancelled: the loop ends.
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// What is wrong with the box; nil: nothing.
    private func sweep(_ box: BounceBox, _ mail: SMTPSettings, _ channel: ChannelSettings) async -> String? {
        let reader = BounceReader(mail, channel: channel)
        do {
            let count = try await box.sweep { bytes in
                let feedback = reader.read(bytes)
                if feedback.isEmpty { return .passed }
                return await take(feedback, channel.name) ? .taken : .refused
            }
            if count > 0 { log.notice("\(count == 1 ? "1 mail tells" : "\(count) mails tell") what became of messages of \(channel.name).") }
            return nil
        } catch {
            return "\(error)"
        }
    }
}
