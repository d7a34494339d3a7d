import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell audit`: whether everything that was ever received is accounted for.
struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that everything received is accounted for, and name each row that is not.",
        discussion: """
            Judges every row of the store by the law behind the promise, beside a running server or without one. Exit status 1 when a row breaks it, \
            or when the file is damaged.
            """)

    @Flag(help: "Judge the rows only; else SQLite looks at the whole file first (quick_check).") var noFileCheck = false
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let result = try await Workplace.open(config.config, looksOnly: true).audit(checksFile: !noFileCheck)
        if output.json { try Output.json(result) } else { show(result) }
        guard result.holds else { throw ExitCode.failure }
    }

    private func show(_ result: AuditResult) {
        let file = !result.isFileChecked ? "its file was not looked at" : result.fileProblems.isEmpty ? "its file is sound" : "its file is damaged"
        print("\(result.store), version \(result.version): \(file), \(result.rows) rows judged.\n")
        let width = result.law.map(\.name.count).max() ?? 0
        let digits = result.law.map { String($0.total).count }.max() ?? 0
        for line in result.law {
            let name = line.name + String(repeating: " ", count: width - line.name.count)
            let total = String(repeating: " ", count: digits - String(line.total).count) + String(line.total)
            print("\(name)  \(total) = \(line.parts.map { part($0, of: result) }.joined(separator: " + "))")
        }
        print("")
        for problem in result.fileProblems { print(problem) }
        if !result.fileProblems.isEmpty { print("\(Workplace.advice(for: result.store))\n") }
        for breach in result.breaches { print(breach.description) }
        switch result.breaches.count {
        case 0: print("The law holds.")
        case let count:
            print("\n\(count == 1 ? "1 breach" : "\(count) breaches"). `stockbell explain ID` shows what belongs to a row; keep a copy of the file.")
        }
    }

    private func part(_ part: AuditResult.Line.Part, of result: AuditResult) -> String {
        switch part.name {
        case "applied": "\(part.count) applied (\(result.edges) with an alert)"
        case "left out" where part.count > 0:
            "\(part.count) left out (\(result.leftOut.map { "\($0.count) \($0.name)" }.joined(separator: ", ")))"
        default: "\(part.count) \(part.name)"
        }
    }
}
