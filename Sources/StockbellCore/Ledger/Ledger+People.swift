import FoundationEssentials

/// Addresses by name: whom they mean is decided when a message becomes due.
extension Ledger {
    /// The delivery with whom its address means at that time; with whom it meant before, where nobody is known by that name any more.
    func addressed(_ delivery: Delivery, now: Date) -> Delivery {
        guard delivery.address.name != nil else { return delivery }
        var delivery = delivery
        delivery.recipient = settings.routing.people.recipient(of: delivery.address, at: now, zones) ?? delivery.recipient
        return delivery
    }

    /// Why a message to an address by name cannot go.
    static func unknown(_ address: Address) -> Failure {
        Failure(.badAddress, "config.json knows nobody as \(address.name ?? "") who has an address on \(address.channel)")
    }

    /// What the operator should hear of a message that was given up.
    static func trouble(_ failure: Failure, with address: Address) -> Trouble {
        Trouble(
            key: Trouble.key(address: address), title: "A message to \(address) was given up", text: failure.description,
            fix: "`stockbell deliveries --state dead` shows what was not told; mend the address or its server, then `stockbell retry`.")
    }

    /// Records the wishes that lead nowhere.
    func leaveOut(_ wishes: [Wish], of alert: Alert, _ book: inout Book) {
        for wish in wishes {
            book.add(
                Suppression(
                    alert: alert.id, department: wish.department, rule: wish.rule.id, address: wish.address, reason: .noAddress, at: book.now))
        }
    }
}

extension Delivery {
    /// Whether its address is a name, and whom that means is not known.
    var isUnaddressed: Bool { recipient == nil && address.name != nil }
}
