import ArgumentParser
import StockbellApp
import StockbellCore

/// Which incident is meant, and for which department.
struct CaseChoice: ParsableArguments {
    @Argument(help: "The id of a delivery, an incident, an alert or an event, or how it begins (at least 6 characters).") var id: String
    @Option(help: "For which department, where several heard of it.") var department: String?

    func validate() throws {
        guard id.count >= 6 else { throw ValidationError("Give at least 6 characters of the id.") }
    }

    func find(_ workplace: Workplace) async throws -> (Workplace.Case, department: String) {
        let found = try await workplace.incident(id.uppercased())
        guard found.incident.isOpen else { throw CommandFailure("It is over: nothing is left to do.") }
        if let department { return (found, try workplace.settings.wanted(department: department).name) }
        guard let only = found.departments.first, found.departments.count == 1 else {
            let names = found.departments.joined(separator: ", ")
            throw CommandFailure("Say for which department: --department\(names.isEmpty ? "" : ", one of \(names)").")
        }
        return (found, only)
    }

    @discardableResult
    func order(
        _ act: CareOrder.Act, by: String?, _ found: Workplace.Case, _ department: String, _ workplace: Workplace
    ) async throws -> Care {
        let order = CareOrder(
            incident: found.incident.id, level: found.incident.level, department: department, act: act, by: by.flatMap(CareOrder.name))
        guard let care = try await workplace.care(order) else { throw CommandFailure("It is over: nothing is left to do.") }
        return care
    }
}
