/// What rules ask of the catalogue that none of its rows has: a word that is misspelt, most likely.
package struct CatalogueReview: Hashable, Sendable {
    /// In the order of config.json.
    package private(set) var findings: [RoutingReview.Finding] = []

    package init(_ settings: Settings) {
        guard let catalogue = settings.catalogue, !catalogue.entries.isEmpty else { return }
        var words: [Where.Field: Set<String>] = [:]
        for department in settings.routing.departments {
            for rule in department.rules {
                for (field, glob) in rule.where.patterns where field.isWord {
                    let known = words[field] ?? Self.words(of: field, in: catalogue)
                    words[field] = known
                    guard !known.isEmpty, !known.contains(where: glob.matches) else { continue }
                    let message = "asks for the \(field.rawValue) \"\(glob)\", which nothing in \(catalogue.name) has"
                    let hint = Nearest.hint(for: glob.description, in: known.sorted())
                    findings.append(.init(department: department.name, rule: rule.id, message: message + hint))
                }
            }
        }
    }

    private static func words(of field: Where.Field, in catalogue: Catalogue) -> Set<String> {
        Set(
            catalogue.entries.flatMap { entry -> [String] in
                switch field {
                case .category: [entry.category].compactMap(\.self)
                case .supplier: [entry.supplier].compactMap(\.self)
                case .buyer: [entry.buyer].compactMap(\.self)
                case .tag: entry.tags
                default: []
                }
            })
    }
}

extension Where.Field {
    /// Whether it is one of few words that only the catalogue has.
    fileprivate var isWord: Bool {
        switch self {
        case .category, .supplier, .buyer, .tag: true
        default: false
        }
    }
}

extension Where {
    /// The patterns that it names, wherever they stand.
    fileprivate var patterns: [(Field, Glob)] {
        switch self {
        case .field(let field, let test): test.globs.map { (field, $0) }
        case .all(let parts), .any(let parts): parts.flatMap(\.patterns)
        case .not(let part): part.patterns
        case .always: []
        }
    }
}

extension Where.Test {
    fileprivate var globs: [Glob] {
        switch self {
        case .matches(let globs): globs
        case .not(let test): test.globs
        default: []
        }
    }
}
