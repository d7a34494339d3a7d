/// A condition of config.json over what is known of a stock event.
package indirect enum Where: Hashable, Sendable {
    /// A field that can be asked for; the raw value is its key in config.json.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case sku, item, place, source, fulfiller, backorder, tracked, reason
    }

    /// What is asked of a field.
    package indirect enum Test: Hashable, Sendable {
        /// Any of the patterns covers it.
        case matches([Glob])
        /// It is this yes or no.
        case equals(Bool)
        /// It is known not to be so, or not known at all.
        case not(Test)
    }

    case always
    case field(Field, Test)
    /// All of these; an object of config.json.
    case all([Where])
    /// At least one of these.
    case any([Where])
    /// Not all of it.
    case not(Where)
}
