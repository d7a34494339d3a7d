package import FoundationEssentials

/// Whom addresses by name mean: `mail:@anna`, `sms:@buyer`, `mail:@item.buyer`.
package struct People: Hashable, Sendable {
    package var persons: [Person]
    package var rotas: [Rota]
    /// By the name of a channel, what it takes.
    package var classes: [String: ChannelSettings.Class]

    package init(persons: [Person] = [], rotas: [Rota] = [], classes: [String: ChannelSettings.Class] = [:]) {
        self.persons = persons
        self.rotas = rotas
        self.classes = classes
    }

    package func person(_ name: String) -> Person? { persons.first { $0.name == name } }
    package func rota(_ name: String) -> Rota? { rotas.first { $0.name == name } }

    /// Whom an address means at an instant; nil: it says itself where it goes, or nobody is known by that name who has such an address.
    package func recipient(of address: Address, at instant: Date, _ zones: some ZoneRules) -> Recipient? {
        guard let name = address.name else { return nil }
        let person = rota(name)?.onDuty(at: instant, zones) ?? name
        return self.person(person)?.recipients[address.channel].map { Recipient(person: person, text: $0) }
    }

    /// Where an address goes for an item: the address itself, or that of whom the item's row of the catalogue names.
    ///
    /// - Returns: nil: the row names nobody whom that channel reaches.
    package func address(_ written: Address, for subject: Subject) -> Address? {
        guard let column = written.column else { return written }
        return Self.cell(column, of: subject).flatMap { address(of: $0, on: written.channel) }
    }

    /// Why an address of a column leads nowhere for an item, in a sentence.
    package func whyNowhere(_ written: Address, for subject: Subject) -> String {
        let column = written.column ?? "address"
        let item = subject.item.sku ?? subject.item.displayName
        guard let cell = Self.cell(column, of: subject) else { return "\(written): the catalogue names no \(column) for \(item)" }
        return "\(written): the catalogue's \(column) of \(item), \"\(cell)\", has no address on \(written.channel)"
    }

    private static func cell(_ column: String, of subject: Subject) -> String? { column == "buyer" ? subject.catalogue?.buyer : nil }

    /// The address on a channel of what a catalogue calls somebody: a person, a rota, or what the channel itself takes.
    ///
    /// - Returns: nil: nobody is known by that name, or they have no address there.
    package func address(of text: String, on channel: String) -> Address? {
        let name = text.lowercased()
        if let rota = rotas.first(where: { $0.name.lowercased() == name }) {
            let isReached = rota.everybody.allSatisfy { person($0)?.recipients[channel] != nil }
            return isReached ? Address(channel: channel, recipient: "@\(rota.name)") : nil
        }
        if let person = persons.first(where: { $0.name.lowercased() == name }) {
            return person.recipients[channel].map { _ in Address(channel: channel, recipient: "@\(person.name)") }
        }
        return classes[channel]?.recipient(text).map { Address(channel: channel, recipient: $0) }
    }
}

extension ChannelSettings.Class {
    /// The text as a channel of the class writes a recipient; nil: it is none, or the channel takes none.
    package func recipient(_ text: String) -> String? {
        switch self {
        case .mail: Mailbox.sendable(text)
        case .sms: PhoneNumber(text)?.description
        case .chat, .webhook: nil
        }
    }
}
