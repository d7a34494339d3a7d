import ArgumentParser
import StockbellApp

#if canImport(CJemalloc)
    import CJemalloc
#endif

/// The program and its subcommands, one file each.
@main
struct Stockbell: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stockbell",
        abstract: "Rings when stock runs out: shops' webhooks become mail, chat messages and texts, department by department.",
        version: Workplace.version,
        subcommands: [
            Serve.self, Demo.self, Check.self, ThresholdsCommand.self, HoursCommand.self, DutyCommand.self, Route.self, Routes.self, Preview.self,
            TestChannel.self, Post.self,
            Events.self, Deliveries.self, Explain.self, Reingest.self, ReplayCommand.self, Backtest.self, Doctor.self, Retry.self, Cancel.self,
            Ack.self, Snooze.self, PauseCommand.self, Resume.self, SilenceCommand.self, Unsilence.self, Suppressed.self, SuppressCommand.self,
            Allow.self,
            Receipts.self,
            Connect.self,
            Learn.self, Audit.self, Backup.self, Schema.self,
        ])
}
