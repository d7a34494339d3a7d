package import FoundationEssentials

extension Where {
    /// A condition's answer about one subject, with the reasons that decided it.
    package struct Answer: Hashable, Sendable {
        package var isMatch: Bool
        /// Short sentences, in the order asked: "sku \"ESP-900\" is ESP-*", "backorder is not told by tills".
        package var reasons: [String]

        package init(isMatch: Bool, reasons: [String]) {
            self.isMatch = isMatch
            self.reasons = reasons
        }
    }

    /// Asks the condition.
    ///
    /// A field that the platform did not tell answers no, and its `not` answers yes.
    ///
    /// - Parameter quantity: how many there are; nil: declared without a number, or not what is asked about.
    package func answer(about subject: Subject, quantity: Decimal? = nil) -> Answer {
        switch self {
        case .always:
            return Answer(isMatch: true, reasons: [])
        case .field(let field, let test):
            return Self.ask(field, test, subject, quantity)
        case .all(let parts):
            let answers = parts.map { $0.answer(about: subject, quantity: quantity) }
            let failed = answers.filter { !$0.isMatch }
            return Answer(isMatch: failed.isEmpty, reasons: (failed.isEmpty ? answers : failed).flatMap(\.reasons))
        case .any(let parts):
            let answers = parts.map { $0.answer(about: subject, quantity: quantity) }
            let matched = answers.filter(\.isMatch)
            return Answer(isMatch: !matched.isEmpty, reasons: (matched.isEmpty ? answers : matched).flatMap(\.reasons))
        case .not(let part):
            let answer = part.answer(about: subject, quantity: quantity)
            return Answer(isMatch: !answer.isMatch, reasons: answer.reasons)
        }
    }

    private static func ask(_ field: Field, _ test: Test, _ subject: Subject, _ quantity: Decimal?) -> Answer {
        if case .not(let inner) = test {
            let answer = ask(field, inner, subject, quantity)
            return Answer(isMatch: !answer.isMatch, reasons: answer.reasons)
        }
        if case .isOn(let lists) = test, let sku = subject.item.sku { return ask(lists, sku) }
        switch field.value(of: subject, quantity) {
        case .text(let texts):
            guard case .matches(let globs) = test else { return Answer(isMatch: false, reasons: ["\(field.rawValue) is no yes or no"]) }
            let isMatch = globs.contains { glob in texts.contains(where: glob.matches) }
            let shown = field == .tag ? texts.joined(separator: ", ") : texts[0]
            let patterns = globs.map(\.description).joined(separator: ", ")
            return Answer(isMatch: isMatch, reasons: ["\(field.rawValue) \"\(shown)\" is \(isMatch ? "" : "not ")\(patterns)"])
        case .flag(let flag):
            guard case .equals(let wanted) = test else { return Answer(isMatch: false, reasons: ["\(field.rawValue) is a yes or no"]) }
            return Answer(isMatch: flag == wanted, reasons: ["\(field.rawValue) is \(flag)"])
        case .number(let number):
            guard case .compares(let bounds) = test else { return Answer(isMatch: false, reasons: ["\(field.rawValue) is a number"]) }
            let isMatch = bounds.allSatisfy { $0.holds(of: number) }
            let words = bounds.map { "\($0.operator.rawValue) \($0.bound)" }.joined(separator: " and ")
            return Answer(isMatch: isMatch, reasons: ["\(field.rawValue) \(number) is \(isMatch ? "" : "not ")\(words)"])
        case nil:
            let field = field == .list ? Field.sku : field
            let teller = field.isOfCatalogue ? "in the catalogue" : "told by \(subject.source)"
            return Answer(isMatch: false, reasons: ["\(field.rawValue) is not \(teller)"])
        }
    }

    private static func ask(_ lists: [ItemList], _ sku: String) -> Answer {
        let holders = lists.filter { $0.holds(sku) }
        let names = (holders.isEmpty ? lists : holders).map(\.name).joined(separator: ", ")
        return Answer(isMatch: !holders.isEmpty, reasons: ["sku \"\(sku)\" is \(holders.isEmpty ? "not " : "")on \(names)"])
    }
}

extension Where.Field {
    fileprivate enum Value {
        case text([String])
        case flag(Bool)
        case number(Decimal)
    }

    /// Whether only the catalogue tells it.
    var isOfCatalogue: Bool {
        switch self {
        case .category, .supplier, .buyer, .tag, .status, .price: true
        case .sku, .list, .item, .place, .source, .fulfiller, .backorder, .tracked, .reason, .quantity, .name: false
        }
    }

    fileprivate func value(of subject: Subject, _ quantity: Decimal?) -> Value? {
        switch self {
        case .sku, .list: subject.item.sku.map { .text([$0]) }
        case .item: .text([subject.item.id])
        case .place: subject.place.map { .text($0.names) }
        case .source: .text([subject.source])
        case .fulfiller: subject.facts.fulfiller.map { .text([$0]) }
        case .backorder: subject.facts.backorderAllowed.map { .flag($0) }
        case .tracked: subject.facts.tracked.map { .flag($0) }
        case .name: subject.item.name.map { .text([$0]) }
        case .category: subject.catalogue?.category.map { .text([$0]) }
        case .supplier: subject.catalogue?.supplier.map { .text([$0]) }
        case .buyer: subject.catalogue?.buyer.map { .text([$0]) }
        case .tag: subject.catalogue.flatMap { $0.tags.isEmpty ? nil : .text($0.tags) }
        case .status: subject.catalogue?.status.map { .text([$0.rawValue]) }
        case .price: subject.catalogue?.price.map { .number($0) }
        case .quantity: quantity.map { .number($0) }
        case .reason: subject.facts.reason.map { .text([$0.rawValue, $0.text]) }
        }
    }
}
