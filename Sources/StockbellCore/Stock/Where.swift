package import FoundationEssentials

/// A condition of config.json over what is known of a stock event.
package indirect enum Where: Hashable, Sendable, Codable {
    /// A field that can be asked for; the raw value is its key in config.json.
    package enum Field: String, Hashable, Sendable, Codable, CaseIterable {
        case sku, list, item, place, source, fulfiller, backorder, tracked, reason, quantity
        // What the shop's catalogue says.
        case name, category, supplier, buyer, tag, status, price
    }

    /// What is asked of a field.
    package indirect enum Test: Hashable, Sendable, Codable {
        /// Any of the patterns covers it.
        case matches([Glob])
        /// One of the lists holds the article number.
        case isOn([ItemList])
        /// All of these hold of the number.
        case compares([Comparison])
        /// It is this yes or no.
        case equals(Bool)
        /// It is known not to be so, or not known at all.
        case not(Test)
    }

    /// A bound for a number; the raw value is its key in config.json.
    package struct Comparison: Hashable, Sendable, Codable {
        package enum Operator: String, Hashable, Sendable, Codable, CaseIterable {
            case below = "<"
            case atMost = "<="
            case above = ">"
            case atLeast = ">="
            case equal = "="
        }

        package var `operator`: Operator
        package var bound: Decimal

        package init(_ operator: Operator, _ bound: Decimal) {
            self.operator = `operator`
            self.bound = bound
        }

        func holds(of number: Decimal) -> Bool {
            switch `operator` {
            case .below: number < bound
            case .atMost: number <= bound
            case .above: number > bound
            case .atLeast: number >= bound
            case .equal: number == bound
            }
        }
    }

    case always
    case field(Field, Test)
    /// All of these; an object of config.json.
    case all([Where])
    /// At least one of these.
    case any([Where])
    /// Not all of it.
    case not(Where)

    /// Whether it asks for a field anywhere.
    package func asks(for field: Field) -> Bool {
        switch self {
        case .always: false
        case .field(let own, _): own == field
        case .all(let parts), .any(let parts): parts.contains { $0.asks(for: field) }
        case .not(let part): part.asks(for: field)
        }
    }
}
