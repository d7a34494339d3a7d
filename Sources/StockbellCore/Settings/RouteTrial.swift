import FoundationEssentials

/// What the departments' rules make of one case of a table, against what the table expects.
package struct RouteTrial: Hashable, Sendable {
    /// Something that is not as expected.
    package struct Difference: Hashable, Sendable {
        /// Where the expectation stands.
        package var line: Int
        /// Who it is of: a department, "otherwise", an address.
        package var subject: String
        package var expected: String
        package var got: String
        /// What each rule of a department says to it, or whatever else explains it.
        package var reasons: [String]
    }

    package let `case`: RouteCase
    /// nil: nothing is worth telling.
    package let alert: Alert?
    package let desire: Desire
    package let differences: [Difference]

    package init(_ wanted: RouteCase, in settings: Settings, _ zones: some ZoneRules) {
        let zone = settings.routing.houseTimeZone
        let at = wanted.event.at.map { zones.instant(showing: $0.asUTC, in: zone) }
        let alert = settings.alert(of: wanted.event, at: at ?? Date(timeIntervalSince1970: 0))
        let desire = alert.map(settings.routing.desire) ?? Desire()
        let judge = RouteJudge(
            case: wanted, desire: desire, silence: alert == nil ? wanted.event.silence : nil, isTest: alert?.subject.isTest ?? false,
            people: settings.routing.people)
        let late = at.map { judge.late(at: $0, in: zone, zones) } ?? []
        (self.case, self.alert, self.desire, differences) = (wanted, alert, desire, judge.differences + late)
    }
}

extension RouteCase.Event {
    /// Why nothing is worth telling.
    fileprivate var silence: String {
        let number = quantity.map { "\($0)" } ?? "no number"
        return "no alert: with \(number) now and \(was.map { "\($0)" } ?? "enough") before, nothing changes that is worth telling"
    }
}

extension Settings {
    /// The alert that an event of a table is; nil: nothing is worth telling.
    fileprivate func alert(of event: RouteCase.Event, at time: Date) -> Alert? {
        if event.kind == .trouble {
            let key = event.channel.map { Trouble.key(channel: $0) } ?? "routes"
            return Alert(
                id: Identifier(""), incident: Identifier(""), kind: .trouble, subject: .none, from: .unknown, to: .unknown, since: time,
                trouble: Trouble(key: key, title: "", text: "", fix: ""), decidedAt: time)
        }
        let subject = subject(of: event)
        let threshold = thresholds.decide(subject)
        let condition = Condition(quantity: event.quantity, threshold: threshold.low, facts: subject.facts)
        let before = event.was.map { Condition(quantity: $0, threshold: threshold.low, facts: subject.facts) } ?? .ok
        let told: Incident.Told = before == .out ? .out : before == .low ? .low : .none
        let edge = EdgeRules.edge(
            told: told, condition: condition, quantity: event.quantity, okAbove: threshold.okAbove, backAbove: threshold.backAbove)
        guard let kind = event.kind ?? edge.kind else { return nil }
        return Alert(
            id: Identifier(""), incident: Identifier(""), kind: kind, subject: subject, from: before, to: condition, quantity: event.quantity,
            previous: event.was, threshold: threshold, since: time, decidedAt: time)
    }

    /// What it is about, with what the catalogue says of it and the table instead.
    private func subject(of event: RouteCase.Event) -> Subject {
        let source = event.source ?? ""
        var item = Item(id: event.item ?? event.sku ?? "", sku: event.sku, name: event.name)
        let known = catalogue?.entry(sku: item.sku, item: item.id, source: source)
        var entry = known.map(\.value) ?? CatalogueEntry(line: 0)
        entry.take(event.entry)
        if known != nil { (item.sku, item.name) = (entry.sku ?? item.sku, entry.name ?? item.name) }
        var subject = Subject(
            source: source, platform: self.source(source)?.platform, item: item, place: place(event, of: source), facts: event.facts,
            isTest: event.isTest && self.source(source)?.testEvents != .live)
        subject.catalogue = Shared(entry)
        let isPlain = event.facts.reason.map { $0.isGuess || $0.cause == .soldOut } ?? true
        if let quantity = event.quantity, quantity <= 0, isPlain, let reason = entry.reasonForNone { subject.facts.reason = reason }
        if event.isEverywhere {
            let isShared = shelves.joins(source) && item.sku != nil
            subject.home = LevelKey(
                source: isShared ? "" : source, item: item.sku ?? item.id, place: Place.everywhere.id, isTest: subject.isTest, aspect: .everywhere)
        }
        return subject
    }

    private func place(_ event: RouteCase.Event, of source: String) -> Place? {
        if event.isEverywhere { return .everywhere }
        guard let name = event.place else { return shelves.named(nil, of: source) }
        if let named = places.first(where: { $0.key == name || $0.name == name }) {
            let id = named.spots.first { $0.source == source }?.id ?? named.key
            return Place(id: id, name: named.name, key: named.key)
        }
        return shelves.named(Place(id: name), of: source)
    }
}

extension CatalogueEntry {
    /// Takes what the table says instead.
    fileprivate mutating func take(_ other: CatalogueEntry) {
        category = other.category ?? category
        supplier = other.supplier ?? supplier
        buyer = other.buyer ?? buyer
        price = other.price ?? price
        status = other.status ?? status
        if !other.tags.isEmpty { tags = other.tags }
    }
}
