package import FoundationEssentials

/// A case of a table that says who should hear what: of `stockbell routes test`.
package struct RouteCase: Hashable, Sendable {
    /// What happens, as the table has it.
    package struct Event: Hashable, Sendable {
        /// nil: it is a trouble.
        package var source: String?
        package var item: String?
        package var sku: String?
        package var name: String?
        /// By its name, its key in `places` or its id; nil: none is told.
        package var place: String?
        /// Whether the numbers are of all places of the item together.
        package var isEverywhere = false
        /// What there was before; nil: it was fine.
        package var was: Decimal?
        package var quantity: Decimal?
        /// What it amounts to; nil: that follows from the numbers.
        package var kind: AlertKind?
        /// The channel that a trouble is of; nil: of something else.
        package var channel: String?
        package var facts = StockFacts()
        /// What is not the catalogue's word but the table's.
        package var entry = CatalogueEntry(line: 0)
        package var isTest = false
        /// What calendars and clocks show in the house's zone; nil: it does not matter.
        package var at: WallTime?

        package init() {}
    }

    /// Who is meant by an expectation.
    package enum Hearer: Hashable, Sendable {
        case department(String)
        case otherwise
        case `operator`
        /// Every department that the case does not name.
        case others
    }

    package enum Wanted: Hashable, Sendable {
        case nothing
        /// Whatever, wherever.
        case something
        /// These addresses and no others.
        case addresses(Set<Address>)
    }

    package struct Expectation: Hashable, Sendable {
        package var hearer: Hearer
        package var wanted: Wanted
        package var line: Int

        package init(_ hearer: Hearer, _ wanted: Wanted, line: Int) {
            self.hearer = hearer
            self.wanted = wanted
            self.line = line
        }
    }

    /// When messages should go out.
    package struct Timing: Hashable, Sendable {
        /// A department or an address; nil: every message.
        package var subject: String?
        /// nil: at once.
        package var at: WallTime?
        package var line: Int

        package init(_ subject: String?, at: WallTime?, line: Int) {
            self.subject = subject
            self.at = at
            self.line = line
        }
    }

    package var name: String
    package var line: Int
    package var event: Event
    package var expectations: [Expectation]
    package var timings: [Timing]

    package init(name: String, line: Int, event: Event, expectations: [Expectation], timings: [Timing] = []) {
        self.name = name
        self.line = line
        self.event = event
        self.expectations = expectations
        self.timings = timings
    }
}
