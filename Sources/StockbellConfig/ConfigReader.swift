package import FoundationEssentials
import JSON5
import StockbellCore

/// Reads config.json: text in, settings and all problems out.
///
/// Pure; files and time zones come in as closures.
package enum ConfigReader {
    /// Reads and checks a whole configuration.
    ///
    /// - Parameters:
    ///   - text: JSON5, at most 1 MiB.
    ///   - file: what problems call the file.
    ///   - folder: where it lies; relative paths, and `.env`, are looked up there. Absolute, or the store's path is not.
    ///   - environment: what `${NAME}` stands for; it wins over `.env`.
    ///   - readFile: the content of a file by its path; asked for `.env`, for `${file:…}`, for certificates and for tables. Throws when there is
    ///     none to be had.
    ///   - isKnownZone: whether there is a time zone of that IANA name.
    ///   - mayLackTables: whether a catalogue or a file of thresholds that cannot be read is only a warning, and taken as empty.
    ///   - now: the present, by which calendars are judged; nil: they are not.
    ///   - keyFault: what is wrong with a key that mails are signed with, and whether it cannot be used at all; nil: nothing.
    package static func read(
        text: String, file: String, folder: String, environment: [String: String], readFile: @escaping (String) throws -> String,
        isKnownZone: @escaping (String) -> Bool, mayLackTables: Bool = false, now: Date? = nil, keyFault: @escaping KeyFault = { _ in nil }
    ) -> ConfigResult {
        let document: JSON5.Document
        do throws(SyntaxError) {
            document = try JSON5.Document(text)
        } catch {
            return ConfigResult(settings: nil, problems: [Problem(error, in: file)])
        }
        let dotEnv = DotEnv((try? readFile(".env".resolved(in: folder))) ?? "")
        let variables = Variables(
            environment: environment, dotEnv: dotEnv.values, folder: folder, file: file.split(separator: "/").last.map(String.init) ?? file,
            readFile: readFile)
        var reading = Reading(
            file: file, folder: folder, names: Names(document.root, variables), variables: variables, isKnownZone: isKnownZone,
            mayLackTables: mayLackTables, now: now, keyFault: keyFault)
        let root = Written(node: document.root, path: "")
        let settings = Shape<TopSection>.section.read(root, &reading)?.settings(at: root.place, &reading)

        let duplicates = document.duplicates.map { Problem($0, in: file) }
        let problems =
            (duplicates + reading.problems).sorted { ($0.line, $0.column) < ($1.line, $1.column) }
            + reading.fileProblems
            + dotEnv.complaints.map { Problem(file: ".env", path: "", line: $0.line, column: 1, message: $0.message) }
        return ConfigResult(
            settings: problems.contains { $0.severity == .error } ? nil : settings, problems: problems, tables: reading.tables.sorted())
    }
}

extension Problem {
    init(_ error: SyntaxError, in file: String) {
        self.init(file: file, path: "", line: error.position.line, column: error.position.column, message: error.message)
    }
}
