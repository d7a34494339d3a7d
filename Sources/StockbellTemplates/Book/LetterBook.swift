import FoundationEssentials
package import StockbellCore
import Synchronization

/// All letters of a configuration: the shop's own in `templates/`, and the built-in ones behind them.
package final class LetterBook: Renderer {
    /// What letters need of the world.
    package struct Surroundings: Sendable {
        package var zones: any ZoneRules
        package var links: LetterLinks
        /// Stockbell's version, for the field `version`.
        package var version: String

        package init(zones: any ZoneRules, links: @escaping LetterLinks = { _, _ in nil }, version: String = "") {
            self.zones = zones
            self.links = links
            self.version = version
        }
    }

    /// Which file a letter comes from.
    package struct Choice: Hashable, Sendable {
        /// `templates/purchasing/low-stock.de.md`, `built-in/low-stock.de.md`.
        package var taken: String
        /// Files that are there and less to the point, best first.
        package var passedOver: [String]
        /// Names that would be taken before it, were they there, best first.
        package var better: [String]
    }

    private struct Key: Hashable {
        var stems: [String]
        var place: LetterPlace
        var isBuiltInOnly: Bool
    }

    private struct Forms {
        var letters: [Key: LetterForm] = [:]
        var layouts: [Key: LayoutForm] = [:]
        var payloads: [PayloadTemplate: PayloadForm] = [:]
    }

    /// Beyond it the compiled letters are forgotten: places of a configuration are few, but nothing else bounds them.
    private static let mostForms = 4096

    let shelf: LetterShelf
    let words: LetterWords
    let surroundings: Surroundings
    private let forms = Mutex(Forms())

    /// Takes files that are not checked yet; `load` is the way in.
    init(shelf: LetterShelf, words: LetterWords, surroundings: Surroundings) {
        self.shelf = shelf
        self.words = words
        self.surroundings = surroundings
    }

    /// The same letters with other links.
    package func linked(by links: @escaping LetterLinks) -> LetterBook {
        var surroundings = surroundings
        surroundings.links = links
        return LetterBook(shelf: shelf, words: words, surroundings: surroundings)
    }

    package func render(_ order: LetterOrder) throws -> Message {
        do {
            return try composition(order).compose().message
        } catch {
            throw error.errors.first ?? LetterError(file: shelf.folder, message: "cannot be rendered")
        }
    }

    package func payload(_ order: LetterOrder) throws -> [UInt8]? {
        guard let template = order.channel.payload else { return nil }
        do {
            let form = try payload(template)
            return form.write(try page(order, for: form))
        } catch {
            throw error.errors.first ?? LetterError(file: template.file, message: "cannot be filled in")
        }
    }

    /// What the fields of a form speak about; with the letter around it where the form wants its words.
    private func page(_ order: LetterOrder, for form: PayloadForm) throws(LetterProblems) -> Scope {
        guard form.needsLetter else { return try scope(Self.whole(order), file: form.file) }
        let composition = try composition(order)
        let message = composition.compose().message
        let footer = FieldList.entries["footer"]?.text(in: composition.scope) ?? ""
        return composition.scope.surrounding(
            Scope.Page(subject: message.subject, preview: message.preview ?? "", footer: footer, content: message.plain))
    }

    /// The compiled form of a body; kept from its first use on.
    func payload(_ template: PayloadTemplate) throws(LetterProblems) -> PayloadForm {
        if let form = forms.withLock({ $0.payloads[template] }) { return form }
        let form = try PayloadForm(template)
        forms.withLock { forms in
            if forms.payloads.count >= Self.mostForms { forms.payloads.removeAll() }
            forms.payloads[template] = form
        }
        return form
    }

    /// Which file the letter of a kind comes from, for a department and a channel; nil: not even a built-in one.
    ///
    /// - Parameter rule: `department/name` of the rule, which may have a letter of its own.
    package func which(_ kind: LetterKind, rule: String, department: Department, channel: ChannelSettings) -> Choice? {
        shelf.find(department.stems(kind, rule: rule), "md", for: LetterPlace(department, channel: channel))
            .map { Choice(taken: $0.taken.name, passedOver: $0.passedOver, better: $0.better) }
    }

    /// The letter of an order with its values, before it becomes a message.
    func composition(_ order: LetterOrder) throws(LetterProblems) -> Composition {
        let order = Self.whole(order)
        let place = LetterPlace(order.department, channel: order.channel)
        let stems = order.isBuiltInOnly ? order.kind.stems : order.department.stems(order.kind, rule: order.rule)
        let form = try letter(stems, place, builtInOnly: order.isBuiltInOnly)
        let scope = try scope(order, file: form.file)
        let layout = order.channel.class == .mail ? try self.layout(place, builtInOnly: order.isBuiltInOnly) : nil
        return Composition(form: form, scope: scope, draft: form.draft(scope), layout: layout)
    }

    /// A letter about one alert would hide the others.
    private static func whole(_ order: LetterOrder) -> LetterOrder {
        var order = order
        if order.alerts.count > 1, order.kind != .test, !order.kind.isSummary { order.kind = .summary }
        return order
    }

    /// What the fields of an order speak about.
    ///
    /// - Parameter file: what an error names.
    private func scope(_ order: LetterOrder, file: String) throws(LetterProblems) -> Scope {
        guard let phrases = words.words(for: order.department.locale) else {
            throw LetterProblems([LetterError(file: file, message: "there are no words for the locale \(order.department.locale)")])
        }
        let wording = Wording(words: phrases, zone: order.department.timeZone, zones: surroundings.zones, now: order.now)
        let subject: Scope.Subject
        switch order.kind {
        case .summary, .storm, .digest, .test: subject = .letter
        default:
            guard let alert = order.alerts.first else { throw LetterProblems([LetterError(file: file, message: "there is no alert to tell")]) }
            subject = .alert(alert)
        }
        return Scope(subject, order: order, wording: wording, links: surroundings.links, version: surroundings.version)
    }

    /// The compiled letter for a place, the first of these stems that there is; kept from its first use on.
    func letter(_ stems: [String], _ place: LetterPlace, builtInOnly: Bool = false) throws(LetterProblems) -> LetterForm {
        let key = Key(stems: stems, place: place, isBuiltInOnly: builtInOnly)
        if let form = forms.withLock({ $0.letters[key] }) { return form }
        guard let find = shelf.find(stems, "md", for: place, builtInOnly: builtInOnly) else {
            throw LetterProblems([LetterError(file: "\(stems.first ?? "").md", message: "there is no letter of this kind")])
        }
        let form = try letter(find.taken, place, builtInOnly: builtInOnly)
        forms.withLock { forms in
            if forms.letters.count >= Self.mostForms { forms.letters.removeAll() }
            forms.letters[key] = form
        }
        return form
    }

    /// Compiles one file as the letters of a place would have it, whatever the look-up says.
    func letter(_ source: LetterSource, _ place: LetterPlace, builtInOnly: Bool = false) throws(LetterProblems) -> LetterForm {
        try LetterForm(source, partialNames: shelf.partialNames) { [shelf] name in
            shelf.find(["_\(name)"], "md", for: place, builtInOnly: builtInOnly)?.taken
        }
    }

    private func layout(_ place: LetterPlace, builtInOnly: Bool) throws(LetterProblems) -> LayoutForm {
        let key = Key(stems: [], place: place, isBuiltInOnly: builtInOnly)
        if let form = forms.withLock({ $0.layouts[key] }) { return form }
        guard let find = shelf.find(["layout"], "html", for: place, builtInOnly: builtInOnly) else {
            throw LetterProblems([LetterError(file: "layout.html", message: "there is no layout")])
        }
        let form = try LayoutForm(find.taken, shelf.pictures, department: place.department)
        forms.withLock { forms in
            if forms.layouts.count >= Self.mostForms { forms.layouts.removeAll() }
            forms.layouts[key] = form
        }
        return form
    }
}

extension Department {
    /// The names under which a rule's letter of a kind is looked for, best first.
    func stems(_ kind: LetterKind, rule id: String) -> [String] {
        guard kind.tellsAnAlert, let letter = rules.first(where: { $0.id == id })?.letter else { return kind.stems }
        return [letter] + kind.stems
    }
}
