import Foundation
import StockbellConfig
import StockbellCore
import Testing

/// The shipped configuration and the cases that stand beside it.
@Suite struct ShippedRoutesTests {
    private let settings: Settings
    private let cases: [RouteCase]

    init() throws {
        let root = ShippedConfigTests.root
        settings = try StockbellConfigTests.settings(try String(contentsOf: root.appending(path: "config.json"), encoding: .utf8))
        let table = RouteCases(
            try String(contentsOf: root.appending(path: "Tests/Routes/shipped.json5"), encoding: .utf8), file: "shipped.json5", settings: settings)
        #expect(table.problems == [])
        cases = table.cases
    }

    private func differs(_ settings: Settings) -> Bool {
        cases.contains { !RouteTrial($0, in: settings, Greenwich()).differences.isEmpty }
    }

    @Test func everyCaseIsAsExpected() {
        #expect(cases.count > 10)
        for one in cases { #expect(RouteTrial(one, in: settings, Greenwich()).differences == [], "\(one.name)") }
    }

    /// The README's example is the shipped file's own.
    @Test func theExampleInTheREADMEIsWhatIsShipped() throws {
        let root = ShippedConfigTests.root
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let config = try String(contentsOf: root.appending(path: "config.json"), encoding: .utf8)
        let example = try #require(readme.components(separatedBy: "```jsonc\n").first { $0.hasPrefix("\"departments\"") })
        let departments = try #require(example.components(separatedBy: "```").first)
        let start = try #require(config.range(of: "  \"departments\": {")).lowerBound
        let end = try #require(config.range(of: "  // Who hears an alert that no rule wanted.")).lowerBound
        let shown = try StockbellConfigTests.settings(config.replacingCharacters(in: start..<end, with: departments + ","))
        #expect(shown.routing.departments == Array(settings.routing.departments.prefix(1)))
    }

    /// Every rule that is taken away, and every word of it that is changed, makes a case fail.
    @Test func everyLineOfTheDepartmentsMatters() {
        var count = 0
        for (department, rules) in settings.routing.departments.enumerated().map({ ($0, $1.rules) }) {
            for rule in rules.indices {
                for (change, changed) in Self.changes(of: rules[rule]) {
                    var settings = settings
                    settings.routing.departments[department].rules.remove(at: rule)
                    if let changed { settings.routing.departments[department].rules.insert(changed, at: rule) }
                    #expect(differs(settings), "\(rules[rule].id): \(change)")
                    count += 1
                }
            }
        }
        #expect(count > 50)
    }

    private static func changes(of rule: Rule) -> [(String, Rule?)] {
        func with(_ change: (inout Rule) -> Void) -> Rule {
            var changed = rule
            change(&changed)
            return changed
        }
        // A trouble is of no item: a rule that asks for one would not hear it.
        let others: Set<AlertKind> = rule.where.answer(about: .none).isMatch ? [.mismatch, .trouble] : [.mismatch]
        let kinds = AlertKind.stock.union(others).map { kind in
            ("on without or with \(kind.rawValue)", Optional(with { $0.on.formSymmetricDifference([kind]) }))
        }
        let addresses = rule.send.indices.map { index in ("without \(rule.send[index])", Optional(with { $0.send.remove(at: index) })) }
        return [
            ("gone", nil), ("never", with { $0.where = .not(.always) }), ("across", with { $0.across = .allPlaces }),
            ("to another too", with { $0.send.append(Address(text: "mail:nobody@example.com")) }),
        ] + (rule.where == .always ? [] : [("always", with { $0.where = .always }), ("not so", with { $0.where = .not(rule.where) })]) + kinds
            + addresses + sources(of: rule).map { source in ("without \(source)", Optional(source)) }
    }

    /// The rule with one of its sources less.
    private static func sources(of rule: Rule) -> [Rule] {
        guard case .field(.source, .matches(let globs)) = rule.where else { return [] }
        return globs.indices.map { index in
            var (fewer, changed) = (globs, rule)
            fewer.remove(at: index)
            changed.where = .field(.source, .matches(fewer))
            return changed
        }
    }
}
