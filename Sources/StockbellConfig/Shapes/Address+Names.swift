import JSON5
import StockbellCore

extension Address {
    /// Checks an address by name: somebody must be known by it, and have an address on the channel.
    ///
    /// - Throws: what is wrong with it.
    func mustLeadSomewhere(on channel: NamedChannel, _ text: Text, _ reading: inout Reading) throws(Complaint) {
        if channel.destination == .channel {
            throw Complaint("\(text.quoted) takes no recipient: the channel's URL is the destination; write \"\(channel.name)\"")
        }
        if let column { return try mustBeColumn(column, text, &reading) }
        let name = name ?? ""
        let (people, rotas) = (reading.names.people, reading.names.rotas)
        if let rota = rotas.first(where: { $0.name == name }) {
            reading.usedNames.insert(name)
            for person in people
            where rota.people.contains(person.name) && !person.channels.contains(channel.name) && !reading.names.isMisspelt(person) {
                throw Complaint(
                    "\(text.quoted) means \(person.name) by turns (\(rota.place.inLine)), who has no \"\(channel.name)\" (\(person.place.inLine)); "
                        + "add \"\(channel.name)\" there")
            }
            return
        }
        guard let person = people.first(where: { $0.name == name }) else {
            let known = people.map(\.name) + rotas.map(\.name)
            let hint = text.isExpanded ? "" : Nearest.hint(for: name, in: known)
            if known.isEmpty {
                throw Complaint("\(text.quoted): there are neither \"people\" nor \"duty\"; add \"people\": { \(name.quoted): { … } }")
            }
            throw Complaint(
                "\(text.quoted): nobody is named \(name.quoted)\(hint.isEmpty ? "; there are \(known.map(\.quoted).joined(separator: ", "))" : hint)")
        }
        reading.usedNames.insert(name)
        // What names no channel is a problem of its own, and may be what was meant.
        guard person.channels.contains(channel.name) || reading.names.isMisspelt(person) else {
            throw Complaint("\(text.quoted): \(name) has no \"\(channel.name)\" (\(person.place.inLine)); add \"\(channel.name)\" there")
        }
    }

    private func mustBeColumn(_ column: String, _ text: Text, _ reading: inout Reading) throws(Complaint) {
        guard column == "buyer" else {
            throw Complaint("\(text.quoted): the catalogue says by \"buyer\" alone who is told; write \"\(channel):@item.buyer\"")
        }
        guard reading.names.hasCatalogue else {
            throw Complaint("\(text.quoted) needs a \"catalogue\" that says who buys what; add one, or name somebody")
        }
        reading.columnAddresses.append(Named(name: column, place: text.place, value: self))
    }
}

extension ChannelType {
    /// Whether messages on it can go to somebody, and not only to the channel itself.
    var takesRecipient: Bool { traits.destination != .channel }
}

extension Place {
    /// `people.anna, line 12`.
    var inLine: String { "\(path), line \(position.line)" }
}
