import FoundationEssentials
import StockbellConfig
import StockbellCore

/// The tables that people edit by themselves, the catalogue and files of thresholds, beside a config.json that stays as it was read.
struct TableFiles: Sendable {
    let file: ConfigFile
    /// config.json as it was read at start.
    let text: String
    let paths: [String]

    /// What came of reading them anew.
    enum Reading: Sendable {
        /// The settings with the new tables, what is different, and the rows that were skipped.
        case read(Settings, TableChanges, skipped: [String])
        /// Why the tables of before go on counting: the table's name, and a sentence.
        case refused(table: String, because: String)
    }

    /// Reads all of them; all or nothing.
    ///
    /// - Parameter settings: those in use, of which everything but the tables stays.
    func read(over settings: Settings) -> Reading {
        let result = file.settings(from: text)
        let isOfTable = { (path: String) in path.hasPrefix("catalogue") || path.hasPrefix("thresholds") }
        guard let new = result.settings else {
            let problem = result.errors.first { isOfTable($0.path) } ?? result.errors.first
            let name = paths.first { problem?.message.contains(Self.name(of: $0)) == true }.map(Self.name) ?? "config.json"
            return .refused(table: name, because: problem?.message ?? "it cannot be read")
        }
        var merged = settings
        (merged.thresholds, merged.catalogue) = (new.thresholds, new.catalogue)
        let changes = TableChanges(from: settings, to: merged)
        if let objection = changes.objections.first {
            return .refused(table: changes.refused ?? "", because: objection)
        }
        let names = Set(paths.map(Self.name))
        let skipped = result.warnings.filter { names.contains(Self.name(of: $0.file)) }.map(\.description)
        return .read(merged, changes, skipped: skipped)
    }

    /// Marks of the files by which a change is seen: whoever saves a file, or puts another in its place, changes one of them.
    func stamps() -> [Stamp?] { paths.map(Stamp.init(path:)) }

    /// The last part of a path.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// When a file was changed, which one it is, and how large; of a link, that of the file behind it.
    struct Stamp: Hashable, Sendable {
        let modifiedAt: Date?
        let number: UInt64?
        let size: UInt64?

        /// nil: there is no such file.
        init?(path: String) {
            let target = URL(filePath: path).resolvingSymlinksInPath().path
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else { return nil }
            modifiedAt = attributes[.modificationDate] as? Date
            number = (attributes[.systemFileNumber] as? any BinaryInteger).map { UInt64(truncatingIfNeeded: $0) }
            size = (attributes[.size] as? any BinaryInteger).map { UInt64(truncatingIfNeeded: $0) }
        }
    }
}
