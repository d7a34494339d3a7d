import FoundationEssentials
import StockbellConfig
package import StockbellCore
import StockbellEngine

extension Workplace {
    /// What a table of cases says, tried on the departments' rules.
    package struct RouteTable: Sendable {
        /// What is wrong with the table itself, a line each; there are no trials then.
        package var problems: [String]
        package var trials: [RouteTrial]
    }

    /// Tries a table of cases; nothing is sent.
    ///
    /// - Parameter file: what problems call the file.
    package func tryRoutes(_ text: String, file: String) -> RouteTable {
        let table = RouteCases(text, file: file, settings: settings)
        return RouteTable(
            problems: table.problems.map(\.description), trials: table.cases.map { RouteTrial($0, in: settings, FoundationZones()) })
    }
}
