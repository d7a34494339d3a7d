import FoundationEssentials

/// The suppression list: addresses that get no messages.
extension Ledger {
    /// Whether a message would go to an address of the list.
    func isSuppressed(_ delivery: Delivery, _ book: inout Book) throws -> Bool {
        guard let recipient = delivery.sentTo, let channel = channels[delivery.address.channel] else { return false }
        return try book.suppressed(channel.listed(recipient)) != nil
    }

    /// Leaves a message unsent whose address must not get it, and has it told elsewhere.
    func withhold(_ delivery: Delivery, because reason: Suppression.Reason, _ book: inout Book, _ ids: inout some IDSource) {
        suppress(delivery, because: reason, &book)
        if let withheld = book.deliveries[delivery.id] { fallBack(withheld, &book, &ids) }
    }

    /// Puts an address on the list, unless it stands there for a stronger reason.
    func list(_ key: SuppressedAddress.Key, _ cause: SuppressedAddress.Cause, _ because: String, _ book: inout Book) throws {
        if let known = try book.suppressed(key), !SuppressedAddress.isStronger(cause, than: known.cause) { return }
        book.put(SuppressedAddress(key: key, cause: cause, because: because, since: book.now), for: key)
    }

    /// Puts an address on the list by hand, instead of whatever stands there but the wish of the one whose address it is.
    func suppress(_ wanted: SuppressedAddress, _ book: inout Book) throws {
        if try book.suppressed(wanted.key)?.cause == .optOut { return }
        var wanted = wanted
        wanted.since = book.now
        book.put(wanted, for: wanted.key)
    }

    /// Takes an address off the list, whatever put it there.
    ///
    /// - Returns: the line that was struck; nil: there was none.
    func allow(_ key: SuppressedAddress.Key, _ book: inout Book) throws -> SuppressedAddress? {
        guard let line = try book.suppressed(key) else { return nil }
        strike(key, &book)
        return line
    }

    func strike(_ key: SuppressedAddress.Key, _ book: inout Book) {
        book.put(nil, for: key)
        // Somebody has looked at it: if it fails again, that is news.
        close(trouble: Trouble.key(address: key.address), &book)
    }
}
