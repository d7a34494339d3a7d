import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore

/// `stockbell routes`: what stands for the routing file as a whole.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prove that the departments hear what they should.", subcommands: [RoutesTest.self])
}

/// `stockbell routes test`: who should hear what, by a table of cases; exit status 1 if anybody does not.
struct RoutesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Try a table of cases on the rules; print what differs, and why. Exit status 1 on any difference.")

    @Argument(help: "The table, JSON5: a list of { case, event, expect, when }; or - for standard input.") var file: String
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private struct Row: Encodable {
        var name: String
        var line: Int
        var isAsExpected: Bool
        var differences: [Difference]
    }

    private struct Difference: Encodable {
        var line: Int
        var subject: String
        var expected: String
        var got: String
        var reasons: [String]
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let table = workplace.tryRoutes(String(decoding: try Input.read(file), as: UTF8.self), file: file)
        let bad = table.trials.filter { !$0.differences.isEmpty }
        if output.json {
            try Output.json(table.trials.map(Self.row))
        } else {
            for trial in bad { show(trial) }
        }
        for problem in table.problems { FileHandle.standardError.write(Data((problem + "\n").utf8)) }
        if !output.json, !table.trials.isEmpty {
            let count = table.trials.count == 1 ? "1 case" : "\(table.trials.count) cases"
            print(bad.isEmpty ? "\(file): \(count), all as expected." : "\(file): \(bad.count) of \(count) not as expected.")
        }
        if table.trials.isEmpty || !bad.isEmpty { throw ExitCode.failure }
    }

    private func show(_ trial: RouteTrial) {
        print("\(file):\(trial.case.line): \(trial.case.name)")
        for difference in trial.differences {
            print("  line \(difference.line), \(difference.subject): expected \(difference.expected); got \(difference.got)")
            for reason in difference.reasons { print("    \(reason)") }
        }
    }

    private static func row(_ trial: RouteTrial) -> Row {
        Row(
            name: trial.case.name, line: trial.case.line, isAsExpected: trial.differences.isEmpty,
            differences: trial.differences.map {
                Difference(line: $0.line, subject: $0.subject, expected: $0.expected, got: $0.got, reasons: $0.reasons)
            })
    }
}
