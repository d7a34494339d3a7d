import FoundationEssentials
import StockbellCore
import StockbellStore

extension Workplace {
    /// Has the store's file looked at by SQLite, and each of its rows by the law; beside a running server or without one.
    ///
    /// - Parameter checksFile: false: the file itself is not looked at, which reads all of it once more.
    /// - Throws: `SetupError` when there is no store yet; `StoreTrouble` when it cannot be read, with what to do.
    package func audit(checksFile: Bool) async throws -> AuditResult {
        do {
            let store = try openStore()
            let inspection = try await store.inspect(isWhole: checksFile)
            let report: AuditReport
            do {
                report = try await store.audit(by: Law(channels: settings.channels))
            } catch let trouble as StoreTrouble where trouble.reason == .corrupt {
                // SQLite says more of what is wrong than the first row that it could not read.
                throw StoreTrouble(.corrupt, ([trouble.description] + inspection.problems).joined(separator: "\n"))
            }
            return AuditResult(
                store: settings.store, version: inspection.version, isFileChecked: checksFile, fileProblems: inspection.problems, report: report)
        } catch let trouble as StoreTrouble where trouble.reason == .corrupt {
            throw StoreTrouble(.corrupt, "\(trouble.description)\n\(Self.advice(for: settings.store))")
        }
    }

    /// What to do about a damaged file.
    package static func advice(for store: String) -> String {
        """
        The file is damaged, by its disk or by another program. Stop stockbell and keep \(store) with its -wal as they are; look at the disk; \
        put the last backup in their place. Without a backup, `sqlite3 \(store) .recover | sqlite3 new.sqlite` saves what can be read.
        """
    }
}
