extension Where: CustomStringConvertible {
    /// For people: "sku TV-* and place Hamburg".
    package var description: String {
        switch self {
        case .always: "all items"
        case .field(let field, let test): "\(field.rawValue) \(test)"
        case .all(let parts): parts.map(\.asPart).joined(separator: " and ")
        case .any(let parts): parts.map(\.asPart).joined(separator: " or ")
        case .not(let part): "not \(part.asPart)"
        }
    }

    private var asPart: String {
        switch self {
        case .always, .field, .not: description
        case .all, .any: "(\(description))"
        }
    }
}

extension Where.Test: CustomStringConvertible {
    package var description: String {
        switch self {
        case .matches(let globs): globs.map(\.description).joined(separator: ", ")
        case .compares(let bounds): bounds.map { "\($0.operator.rawValue) \($0.bound)" }.joined(separator: " and ")
        case .isOn(let lists): lists.map(\.name).joined(separator: ", ")
        case .equals(let flag): flag ? "yes" : "no"
        case .not(let test): "not \(test)"
        }
    }
}
