package import FoundationEssentials
import StockbellConfig
import StockbellCore
import StockbellEngine
import StockbellSources
import StockbellStore

extension Workplace {
    /// What became of a table of levels.
    package struct PostedLevels: Encodable, Sendable {
        /// Rows that were kept, and rows that were not taken.
        package var kept = 0
        package var failed = 0
        /// Rows that were skipped, a sentence each.
        package var skipped: [String] = []
        /// What the store knows of the source and the table does not have; nothing is changed for it.
        ///
        /// nil: nobody asked.
        package var missing: [Missing]?

        package struct Missing: Encodable, Sendable {
            package var item: String
            package var sku: String?
            package var place: String?
            package var quantity: Decimal?
        }
    }

    /// So many rows are one body.
    private static let rowsABody = 200

    /// One row as a change of our own schema.
    private struct Change: Encodable {
        struct Article: Encodable {
            var id: String
            var sku: String?
            var name: String?
        }

        var item: Article
        var place: String?
        var quantity: Decimal
        var timestamp: String?
    }

    /// Puts the rows of a table into the store as levels of a source; sends nothing itself.
    ///
    /// - Parameters:
    ///   - bytes: of the file, as whatever program saved it.
    ///   - name: what the file is called, for people.
    ///   - isSnapshot: whether the table is to hold everything: what is missing in it is reported, never taken as zero.
    /// - Throws: `SetupError` where it is no table of levels.
    package func postLevels(_ bytes: [UInt8], name: String, source: String, isSnapshot: Bool) async throws -> PostedLevels {
        guard let sourceSettings = settings.source(source) else { return PostedLevels() }
        let file: LevelFile
        do throws(LevelFileError) {
            file = try LevelFile(TextBytes.text(of: bytes), name: name)
        } catch {
            throw SetupError([error.description])
        }
        let changes = file.rows.map { row in
            Change(item: .init(id: id(of: row, source), sku: row.sku, name: row.name), place: row.place, quantity: row.quantity, timestamp: row.time)
        }
        var posted = PostedLevels(skipped: file.complaints)
        let chunks = stride(from: 0, to: changes.count, by: Self.rowsABody).map { changes[$0..<min($0 + Self.rowsABody, changes.count)] }
        let requests = try chunks.map { SourceRequest(headers: KeptBody.levelsHeaders, body: Array(try JSONEncoder().encode(Array($0)))) }
        var sizes = chunks.map(\.count)[...]
        try await post(requests, source: source, decode: { KeptBody.levels($0.body, of: sourceSettings) }) { verdict in
            let size = sizes.popFirst() ?? 0
            if verdict == nil { posted.failed += size } else { posted.kept += size }
        }
        if isSnapshot { posted.missing = try await missing(in: changes, source) }
        return posted
    }

    /// The platform's own id where the catalogue knows it, so that a level is not kept twice; else the article number.
    private func id(of row: LevelFile.Row, _ source: String) -> String {
        guard row.item == row.sku, let entry = settings.catalogue?.entry(sku: row.sku, item: row.item, source: source) else { return row.item }
        let own = entry.items.first { $0.hasPrefix("\(source):") }.map { String($0.dropFirst(source.count + 1)) }
        return own ?? entry.items.first { !$0.contains(":") } ?? row.item
    }

    private func missing(in changes: [Change], _ source: String) async throws -> [PostedLevels.Missing] {
        let store = try openStore()
        defer { try? store.close() }
        let posted = Set(changes.map { "\($0.item.id)\t\($0.place ?? "")" })
        return try await store.levels(of: source).filter { level in
            level.condition != .unknown && !posted.contains("\(level.subject.item.id)\t\(level.subject.place?.id ?? "")")
        }.map { level in
            .init(item: level.subject.item.id, sku: level.subject.item.sku, place: level.subject.place?.displayName, quantity: level.quantity)
        }.sorted { ($0.item, $0.place ?? "") < ($1.item, $1.place ?? "") }
    }
}
