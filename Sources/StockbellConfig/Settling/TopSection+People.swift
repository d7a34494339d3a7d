import JSON5
import StockbellCore

extension TopSection {
    /// Whom addresses by name mean; with what is odd about them.
    func settledPeople(_ channels: [ChannelSettings], zone: String, _ reading: inout Reading) -> People {
        let people = People(
            persons: (people?.value ?? []).map { Person(name: $0.name, recipients: $0.value) },
            rotas: (duty?.value ?? []).compactMap { rota($0, zone: zone, &reading) },
            classes: Dictionary(channels.map { ($0.name, $0.class) }) { first, _ in first })
        checkHouse(&reading)
        return people
    }

    private func rota(_ found: Named<DutySection>, zone: String, _ reading: inout Reading) -> Rota? {
        let section = found.value
        if let person = people?.value.first(where: { $0.name.lowercased() == found.name.lowercased() }) {
            reading.error("is the name of a person already (\(person.place.inLine)); an address could mean either, take another", at: found.place)
        }
        guard let people = section.people, let change = section.change, let since = section.since else { return nil }
        if let weekday = change.value.weekday, weekday != since.value.weekday {
            let before = since.value + -((since.value.weekday - weekday + 7) % 7)
            let names = TimeSpanText.weekdays
            reading.error(
                "is a \(names[since.value.weekday]), and the change is on \(names[weekday]); write \(before.text.quoted)", at: since.place)
        }
        return Rota(
            name: found.name, people: people.value.map(\.value), change: change.value, since: since.value, swaps: swaps(of: section, &reading),
            timeZone: section.timeZone?.value ?? zone)
    }

    private func swaps(of section: DutySection, _ reading: inout Reading) -> [Rota.Swap] {
        var taken: [(swap: Rota.Swap, place: Place)] = []
        for found in section.swaps?.value ?? [] {
            guard let from = found.value.from, let to = found.value.to, let person = found.value.person else { continue }
            let swap = Rota.Swap(from: from.value, to: to.value, person: person.value)
            if swap.from >= swap.to {
                reading.error("is not after \"from\"; the swap ends on that day at the time of change", at: to.place)
            } else if let other = taken.first(where: { $0.swap.from < swap.to && swap.from < $0.swap.to }) {
                reading.error("overlaps with \(other.place.inLine); only one can stand in", at: found.place)
            }
            taken.append((swap, found.place))
        }
        return taken.map(\.swap)
    }

    /// A trouble is of no item, and `otherwise` is for what leads nowhere.
    private func checkHouse(_ reading: inout Reading) {
        if let found = otherwise?.value.send?.value.first(where: { $0.value.column != nil }) {
            reading.error("\"\(found.value)\" hears what nobody else hears, so it must lead somewhere; name somebody", at: found.place)
        }
        if let found = defaults?.value.operator, let address = found.value.first(where: { $0.column != nil }) {
            reading.error("\"\(address)\": a trouble is of no item; name somebody", at: found.place)
        }
    }

    /// Whom no address names, and whom the catalogue names in vain.
    func warnOfPeople(_ people: People, _ catalogue: Catalogue?, _ reading: inout Reading) {
        for rota in duty?.value ?? [] where !reading.usedNames.contains(rota.name) {
            reading.warn("no address names it, such as \"sms:@\(rota.name)\"", at: rota.place)
        }
        let inRotas = Set(people.rotas.flatMap(\.everybody))
        // Any person may be the buyer of an item, by a row that comes later.
        if reading.columnAddresses.isEmpty {
            for person in self.people?.value ?? [] where !reading.usedNames.contains(person.name) && !inRotas.contains(person.name) {
                reading.warn("no address and no rota names them, such as \"mail:@\(person.name)\"", at: person.place)
            }
        }
        guard let catalogue else { return }
        for found in reading.columnAddresses { warn(of: found, people, catalogue, &reading) }
    }

    private func warn(of found: Named<Address>, _ people: People, _ catalogue: Catalogue, _ reading: inout Reading) {
        let bad = catalogue.entries.compactMap(\.buyer).filter { people.address(of: $0, on: found.value.channel) == nil }
        guard !bad.isEmpty else { return }
        let names = Set(bad).sorted()
        let shown = names.prefix(3).map(\.quoted).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
        reading.warn(
            "\(catalogue.name) names \(shown) as buyer, who \(names.count == 1 ? "has" : "have") no address on \(found.value.channel): "
                + "add them to \"people\"; until then nobody hears of \(bad.count == 1 ? "that item" : "those \(bad.count) items") by this address",
            at: found.place)
    }
}

extension LocalDay {
    /// `2026-01-05`.
    var text: String {
        let (year, month, day) = date
        let two: (Int) -> String = { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}
