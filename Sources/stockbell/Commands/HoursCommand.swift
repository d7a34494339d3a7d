import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore
import StockbellEngine

/// `stockbell hours`: when departments are there.
struct HoursCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hours", abstract: "Say when a department is there: whether it is now, and its next ten windows.")

    private struct Row: Encodable {
        var calendar: String
        var timeZone: String
        var departments: [String]
        var isOpen: Bool
        var windows: [Window]
    }

    private struct Window: Encodable {
        var opens: Date
        var closes: Date?
    }

    @Argument(help: "A department or a calendar; without one, all.") var name: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let settings = try Workplace.open(config.config).settings
        let hours = try wanted(settings)
        if output.json { return try Output.json(hours.map { Self.row($0, settings, Date()) }) }
        guard !hours.isEmpty else { return print("There are no `calendars` in \(config.config): every department is always there.") }
        print(hours.map { Self.text(Self.row($0, settings, Date())) }.joined(separator: "\n\n"))
    }

    /// Each calendar in each of the zones in which a department keeps to it.
    private func wanted(_ settings: Settings) throws -> [OpeningHours] {
        let departments = settings.routing.departments
        guard let name else {
            let kept = departments.compactMap(\.hours)
            let idle = settings.calendars.filter { calendar in !kept.contains { $0.name == calendar.name } }
            return kept.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } + idle
        }
        if let department = departments.first(where: { $0.name == name }) {
            guard let hours = department.hours else { throw ValidationError("\(name) keeps no hours: it is always there.") }
            return [hours]
        }
        guard let calendar = settings.calendars.first(where: { $0.name == name }) else {
            let names = departments.map(\.name) + settings.calendars.map(\.name)
            throw ValidationError("There is neither a department nor a calendar \"\(name)\"; there are \(names.joined(separator: ", ")).")
        }
        return [calendar]
    }

    private static func row(_ hours: OpeningHours, _ settings: Settings, _ now: Date) -> Row {
        let zones = FoundationZones()
        return Row(
            calendar: hours.name, timeZone: hours.timeZone, departments: settings.routing.departments.filter { $0.hours == hours }.map(\.name),
            isOpen: hours.isOpen(at: now, zones),
            windows: hours.windows(from: now, count: 10, zones).map { Window(opens: $0.opens, closes: $0.closes) })
    }

    private static func text(_ row: Row) -> String {
        let who = row.departments.isEmpty ? "no department keeps to it" : row.departments.joined(separator: ", ")
        let head = "\(row.calendar) (\(row.timeZone)): \(who). \(row.isOpen ? "Open now." : "Closed now.")"
        guard !row.windows.isEmpty else { return "\(head)\n  It does not open within two years." }
        let lines = row.windows.map { window in
            "  \(LocalTime.text(window.opens, in: row.timeZone)) to "
                + (window.closes.map { LocalTime.text($0, in: row.timeZone) } ?? "more than two years later")
        }
        return ([head] + lines).joined(separator: "\n")
    }
}
