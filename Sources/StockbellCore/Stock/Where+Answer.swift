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
    package func answer(about subject: Subject) -> Answer {
        switch self {
        case .always:
            return Answer(isMatch: true, reasons: [])
        case .field(let field, let test):
            return Self.ask(field, test, subject)
        case .all(let parts):
            let answers = parts.map { $0.answer(about: subject) }
            let failed = answers.filter { !$0.isMatch }
            return Answer(isMatch: failed.isEmpty, reasons: (failed.isEmpty ? answers : failed).flatMap(\.reasons))
        case .any(let parts):
            let answers = parts.map { $0.answer(about: subject) }
            let matched = answers.filter(\.isMatch)
            return Answer(isMatch: !matched.isEmpty, reasons: (matched.isEmpty ? answers : matched).flatMap(\.reasons))
        case .not(let part):
            let answer = part.answer(about: subject)
            return Answer(isMatch: !answer.isMatch, reasons: answer.reasons)
        }
    }

    private static func ask(_ field: Field, _ test: Test, _ subject: Subject) -> Answer {
        if case .not(let inner) = test {
            let answer = ask(field, inner, subject)
            return Answer(isMatch: !answer.isMatch, reasons: answer.reasons)
        }
        switch field.value(of: subject) {
        case .text(let texts):
            guard case .matches(let globs) = test else { return Answer(isMatch: false, reasons: ["\(field.rawValue) is no yes or no"]) }
            let isMatch = globs.contains { glob in texts.contains(where: glob.matches) }
            let patterns = globs.map(\.description).joined(separator: ", ")
            return Answer(isMatch: isMatch, reasons: ["\(field.rawValue) \"\(texts[0])\" is \(isMatch ? "" : "not ")\(patterns)"])
        case .flag(let flag):
            guard case .equals(let wanted) = test else { return Answer(isMatch: false, reasons: ["\(field.rawValue) is a yes or no"]) }
            return Answer(isMatch: flag == wanted, reasons: ["\(field.rawValue) is \(flag)"])
        case nil:
            return Answer(isMatch: false, reasons: ["\(field.rawValue) is not told by \(subject.source)"])
        }
    }
}

extension Where.Field {
    fileprivate enum Value {
        case text([String])
        case flag(Bool)
    }

    fileprivate func value(of subject: Subject) -> Value? {
        switch self {
        case .sku: subject.item.sku.map { .text([$0]) }
        case .item: .text([subject.item.id])
        case .place: subject.place.map { .text([$0.displayName, $0.id]) }
        case .source: .text([subject.source])
        case .fulfiller: subject.facts.fulfiller.map { .text([$0]) }
        case .backorder: subject.facts.backorderAllowed.map { .flag($0) }
        case .tracked: subject.facts.tracked.map { .flag($0) }
        case .reason: subject.facts.reason.map { .text([$0.rawValue, $0.text]) }
        }
    }
}
