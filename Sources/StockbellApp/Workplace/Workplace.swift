import FoundationEssentials
import StockbellConfig
package import StockbellCore
package import StockbellEngine
import StockbellSources
import StockbellStore
package import StockbellTemplates

/// A shop's configuration and letters, read and checked: what every command starts from.
package struct Workplace: Sendable {
    package let settings: Settings
    package let letters: LetterBook
    /// The files that say all this.
    let files: WorkFiles
    /// What is odd but no error, a line each.
    package let warnings: [String]

    /// What `check` found.
    package struct Inspection: Sendable {
        /// Errors and warnings, a line each, in the order of the files.
        package var problems: [String]
        /// nil: there are errors.
        package var workplace: Workplace?
    }

    /// Reads and checks everything; all problems at once.
    ///
    /// - Parameter mayLackTables: whether a catalogue or a file of thresholds that cannot be read is only a warning.
    package static func inspect(_ path: String, mayLackTables: Bool = false) -> Inspection {
        let file = ConfigFile(path: path)
        let text: String
        do {
            text = try file.read()
        } catch {
            return Inspection(problems: ["\(path): cannot be read: \(FileProblem.sentence(error, path: path)). Name another with --config."])
        }
        let (result, read) = file.settings(from: text, mayLackTables: mayLackTables)
        let found = result.problems.map(\.description)
        guard let settings = result.settings else { return Inspection(problems: found) }
        let templates: [String: String]
        do {
            templates = try file.templates()
        } catch {
            return Inspection(problems: found + error.lines)
        }
        do throws(LetterProblems) {
            let (letters, odd) = try LetterBook.load(
                folder: "templates", files: templates, pictures: file.pictures(), routing: settings.routing, channels: settings.channels,
                surroundings: .init(zones: FoundationZones(), links: MessageLinks.maker(settings.publicURL, MessageLinks.sample), version: version))
            let warnings = found + odd.map { "warning: \($0)" }
            return Inspection(
                problems: warnings,
                workplace: Workplace(
                    settings: settings, letters: letters,
                    files: WorkFiles(config: path, text: text, tables: result.tables, paths: file.watched(read), letters: templates),
                    warnings: warnings))
        } catch {
            return Inspection(problems: found + error.errors.map(\.description))
        }
    }

    /// Stockbell's own version.
    package static let version = "0.1.0"

    /// Reads and checks everything.
    ///
    /// - Parameter looksOnly: whether nothing is decided: a table that somebody has spoilt keeps nobody from looking.
    /// - Throws: all problems in one error.
    package static func open(_ path: String, looksOnly: Bool = false) throws -> Workplace {
        let inspection = inspect(path, mayLackTables: looksOnly)
        guard let workplace = inspection.workplace else { throw SetupError(inspection.problems) }
        return workplace
    }

    /// The JSON schema of config.json.
    package static var schema: String { ConfigSchema.json() }
    /// The keys of config.json as a Markdown table.
    package static var keyTable: String { ConfigKeys.markdownTable() }

    /// The fields of letters as a Markdown table.
    package static var fieldTable: String { FieldList.markdown }

    /// What decides, beside a running server or without one.
    var ledger: Ledger { Ledger(settings: settings, zones: FoundationZones()) }

    /// "3 sources, 5 channels, 4 departments with 9 rules".
    package var summary: String {
        let departments = settings.routing.departments
        let counts = [
            Self.count(settings.sources.count, "source"), Self.count(settings.channels.count, "channel"),
            "\(Self.count(departments.count, "department")) with \(Self.count(departments.map(\.rules.count).reduce(0, +), "rule"))",
        ]
        return counts.joined(separator: ", ")
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// The store's records, beside a running server.
    ///
    /// - Throws: `SetupError` when there is no store yet.
    package func records() throws -> any Records { try openStore() }

    /// The store as a command opens it.
    ///
    /// - Throws: `SetupError` when there is no store yet.
    func openStore() throws -> SQLiteStore {
        try requireStore()
        return try SQLiteStore.open(path: settings.store, mode: .command) { Date() }
    }

    /// Plays a body of a source through the rules.
    ///
    /// - Parameter type: What it is, where the platform says so in a header; nil: the event that most of its bodies are.
    package func rehearse(_ body: [UInt8], source: String, type: String? = nil) throws -> [Rehearsal.Scene] {
        guard let settings = settings.source(source) else { return [] }
        let request = SourceRequest(headers: SampleSigner.telling(type: type, of: settings.platform), body: body)
        let decoded = SourceAdapters.adapter(for: settings, zones: FoundationZones()).decode(request)
        return try Rehearsal(settings: self.settings).play(decoded, source: source, body: body, now: Date())
    }
}
