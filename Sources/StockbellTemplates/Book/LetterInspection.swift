import StockbellCore

/// Looks at every file of `templates/` and tries every letter that can be asked for, before the first alert needs one.
struct LetterInspection {
    private struct Trial: Hashable {
        var kind: LetterKind
        var department: Department
        var rule: String
        var channel: ChannelSettings
    }

    private let book: LetterBook
    private let departments: [Department]
    private let routing: Routing
    private let channels: [String: ChannelSettings]

    /// The letters that rules have of their own.
    private let letters: [String]

    private(set) var errors: [LetterError] = []
    private(set) var warnings: [LetterError] = []

    init(book: LetterBook, routing: Routing, channels: [ChannelSettings]) {
        self.book = book
        self.routing = routing
        departments = routing.departments + [Routing.house].compactMap { routing.department($0) }
        letters = Set(departments.flatMap(\.rules).compactMap(\.letter)).sorted()
        self.channels = Dictionary(channels.map { ($0.name, $0) }) { first, _ in first }
    }

    mutating func run() {
        for template in Set(channels.values.compactMap(\.payload)).sorted(by: { $0.file < $1.file }) {
            do {
                warnings += try book.payload(template).warnings
            } catch {
                errors += error.errors
            }
        }
        for (path, text) in book.shelf.files.sorted(by: { $0.key < $1.key }) { look(at: path, text) }
        for department in departments {
            for rule in department.rules { seek(rule, of: department) }
        }
        for department in departments where book.words.known(department.locale) == nil {
            let message = "there are no phrases for the locale \"\(department.locale)\" of \(department.name): English ones are used"
            warnings.append(LetterError(file: "\(book.shelf.folder)/words.\(department.locale).json", message: message))
        }
        var done: Set<Trial> = []
        for trial in trials where done.insert(trial).inserted {
            attempt(trial)
        }
    }

    // MARK: Files

    private mutating func look(at path: String, _ text: String) {
        let file = "\(book.shelf.folder)/\(path)"
        let name: TemplateName
        do {
            name = try TemplateName(path, departments: departments.map(\.name), letters: letters)
        } catch {
            let problem = LetterError(file: file, message: error.message)
            if error.isFatal { errors.append(problem) } else { warnings.append(problem) }
            return
        }
        if let folder = name.department, let sharer = departments.first(where: { $0.name == folder })?.templates,
            !departments.contains(where: { $0.letterFolder == folder })
        {
            warnings.append(
                LetterError(file: file, message: "overrides nothing: \(folder) shares the letters of \(sharer) (`templates` in config.json)"))
        }
        let source = LetterSource(name: file, text: text)
        do {
            switch name.content {
            case .words, .foreign: break
            case .layout: _ = try LayoutForm(source, book.shelf.pictures, department: name.department)
            case .partial: errors += source.problems
            case .letter:
                for place in places(of: name) { warnings += try book.letter(source, place).warnings }
            }
        } catch {
            errors += error.errors
        }
    }

    /// For whom the file could be taken: its partials are looked up for each of them.
    private func places(of name: TemplateName) -> [LetterPlace] {
        let readers = departments.filter { name.department == nil || $0.letterFolder == name.department }
        let ways = channels.values.filter { $0.takesLetters && (name.way == nil || $0.type == name.way || $0.class.rawValue == name.way) }
        let places = readers.flatMap { reader in
            ways.map { LetterPlace(reader, locale: name.locale, channel: $0) }
        }
        if !places.isEmpty { return Array(Set(places)) }
        return [LetterPlace(department: name.department ?? "", locale: name.locale ?? "en", type: name.way ?? "", class: .mail)]
    }

    /// A rule's own letter must be there for each of its addresses, or that one would get the kind's without a word.
    private mutating func seek(_ rule: Rule, of department: Department) {
        guard let letter = rule.letter else { return }
        let lacking = Set(rule.send.map(\.channel)).sorted().compactMap { channels[$0] }.filter { channel in
            channel.takesLetters && book.shelf.find([letter], "md", for: LetterPlace(department, channel: channel)) == nil
        }
        guard !lacking.isEmpty else { return }
        let file = "\(book.shelf.folder)/\(letter).md"
        let there = Set(book.shelf.files.keys.compactMap { $0.split(separator: "/").last?.split(separator: ".").first.map(String.init) })
        let hint = Nearest.hint(for: letter, in: there.filter { LetterKind(rawValue: $0) == nil && !$0.hasPrefix("_") && $0 != letter }.sorted())
        let names = lacking.map(\.name).joined(separator: ", ")
        errors.append(
            LetterError(
                file: file,
                message:
                    "is not there, for \(names); the rule \(rule.id) names \"\(letter)\" as its \"letter\"\(hint)"
            ))
    }

    // MARK: Trials

    private var trials: [Trial] {
        var trials: [Trial] = []
        func add(_ kinds: [LetterKind], _ department: Department, _ rule: String, _ addresses: [Address]) {
            for address in addresses {
                guard let channel = channels[address.channel], channel.takesLetters else { continue }
                for kind in kinds { trials.append(Trial(kind: kind, department: department, rule: rule, channel: channel)) }
            }
        }
        for department in routing.departments {
            for rule in department.rules {
                let over: [LetterKind] = rule.on.isDisjoint(with: [.outOfStock, .lowStock]) ? [] : [.over]
                let agreed: [LetterKind] = rule.on.contains(.mismatch) ? [.mismatchOver] : []
                let kinds = rule.on.map { LetterKind($0) }.sorted { $0.rawValue < $1.rawValue } + over + agreed
                // A message that somebody snoozes comes again as a reminder.
                let again: [LetterKind] = rule.on.contains(where: \.isBad) ? [.reminder] : []
                let many: [LetterKind] = rule.digest == nil ? [.summary, .storm, .test] : [.digest, .summary, .storm, .test]
                add(kinds + again + many, department, rule.id, rule.send + rule.fallback)
                if !rule.escalate.isEmpty { add([.escalation, .reminder], department, rule.id, rule.escalate.flatMap(\.send)) }
            }
        }
        if let house = routing.department(Routing.house) {
            let stock = (routing.otherwise?.on ?? []).map { LetterKind($0) }.sorted { $0.rawValue < $1.rawValue }
            let others = routing.otherwise?.send ?? []
            add(stock + [.over, .summary, .storm], house, "otherwise", others)
            add([.trouble], house, "operator", routing.operators + others)
            add([.test], house, "test", channels.keys.sorted().map { Address(channel: $0) })
        }
        return trials
    }

    /// Tries a letter with both samples; what is wrong with both is told once.
    private mutating func attempt(_ trial: Trial) {
        do {
            let full = try composition(trial, bare: false)
            let bare = try composition(trial, bare: true)
            let (always, thin) = (full.complaints, bare.complaints)
            for complaint in always {
                let isSame = thin.contains { complaint.isSame(as: $0) }
                tell(complaint, full.form, when: isSame ? nil : "with a full sample")
            }
            for complaint in thin where !always.contains(where: { complaint.isSame(as: $0) }) {
                tell(complaint, bare.form, when: "when only the item's id is known")
            }
        } catch {
            errors += error.errors
        }
    }

    private mutating func composition(_ trial: Trial, bare isBare: Bool) throws(LetterProblems) -> Composition {
        var order = LetterSamples.order(
            trial.kind, bare: isBare, department: trial.department, rule: trial.rule, channel: trial.channel)
        if !isBare { order.owners = [.init(department: trial.department.name, name: "Anna", since: order.now)] }
        let composition = try book.composition(order)
        warnings += composition.form.warnings
        warnings += composition.oddities.map { LetterError(file: composition.form.file, message: $0) }
        return composition
    }

    private mutating func tell(_ complaint: Composition.Complaint, _ form: LetterForm, when sample: String?) {
        let message = complaint.message + (sample.map { ", \($0)" } ?? "")
        errors.append(LetterError(file: form.file, line: complaint.header.flatMap { form.line(of: $0) }, message: message))
    }
}
