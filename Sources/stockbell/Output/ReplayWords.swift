import Foundation
import StockbellApp
import StockbellCore

/// Prints what a replay found, department by department.
enum ReplayWords {
    private static let mostNamed = 20

    static func show(_ report: ReplayReport) {
        let oldest = report.oldest.map { "; the oldest one that is kept came at \(Output.time($0))" } ?? ""
        print("\(report.bodies) bodies played, and \(report.earlier) from before them, to know the stock\(oldest).")
        if report.left > 0 {
            print("\(report.left) could not be played: their bytes are kept no longer, or their source is not in the configuration.")
        }
        if !report.rows.isEmpty {
            var table = Table("DEPARTMENT", "ADDRESS", "WOULD BE SENT", "WERE SENT")
            for row in report.rows { table.add(row.department, row.address.description, "\(row.would)", "\(row.was)") }
            print(table.text)
        }
        if report.isSame { return print("Nobody would be told anything otherwise.") }
        for department in Set((report.new + report.gone + report.changed).map(\.department)).sorted() {
            print("\n\(department)")
            show("Would be told, and was not", report.new.filter { $0.department == department })
            show("Was told, and would not be", report.gone.filter { $0.department == department })
            show("Would be told otherwise", report.changed.filter { $0.department == department })
        }
    }

    private static func show(_ heading: String, _ differences: [ReplayReport.Difference]) {
        guard !differences.isEmpty else { return }
        print("  \(heading): \(differences.count)")
        for one in differences.prefix(mostNamed) {
            let manner = words(one.at, one.letter)
            let before = one.before.map { ", instead of \(words($0.at, $0.letter))" } ?? ""
            print("    \(one.about)  → \(one.address), \(manner)\(before)")
        }
        if differences.count > mostNamed { print("    and \(differences.count - mostNamed) more (--json lists them)") }
    }

    private static func words(_ at: Date, _ letter: LetterKind) -> String {
        "\(Output.time(at))\(letter.isSummary ? " in a \(letter.rawValue)" : "")"
    }
}
