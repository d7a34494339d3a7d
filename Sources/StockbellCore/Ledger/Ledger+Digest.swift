import FoundationEssentials

/// Digests: what one address of a department is to hear by the clock, in one message.
///
/// One that goes out with nothing to tell too is always there, empty or not: with each that goes the next one begins.
extension Ledger {
    /// Has an alert told in the digest of its address; what that was to tell of the level before leaves it.
    ///
    /// - Returns: false: its times never come, so it goes by itself.
    func joins(_ digest: Digest, _ alert: Alert, _ wish: Wish, _ book: inout Book, _ ids: inout some IDSource) throws -> Bool {
        let key = GatheringKey(department: wish.department, address: wish.address, gathers: .digest("\(digest.schedule)"))
        var message: Delivery
        if let open = try book.gathering(key) {
            message = open
            leaveOut(olderThan: alert, &message, &book)
        } else {
            guard let due = digest.due(after: book.now, zones) else { return false }
            message = make(digest, for: key, rule: wish.rule.id, due: due, Self.tally(alert), &book, &ids)
        }
        message.alerts.append(alert.id)
        if (message.digest ?? digest).isFull(message.alerts.count) {
            (message.state, message.dueAt, message.startedAt, message.reason) = (.pending, book.now, book.now, nil)
        }
        book.put(message, gathering: key)
        return true
    }

    private func make(
        _ digest: Digest, for key: GatheringKey, rule: String, due: Date, _ tally: Delivery.Tally, _ book: inout Book, _ ids: inout some IDSource
    ) -> Delivery {
        var message = Delivery(
            id: ids.next(at: book.now), alerts: [], incident: nil, letter: .digest, department: key.department, rule: rule, address: key.address,
            tally: tally, digest: digest, state: .gathering, createdAt: book.now, dueAt: due)
        message.reason = "gathers for the digest (\(digest.schedule))"
        return addressed(message, now: book.now)
    }

    private func leaveOut(olderThan alert: Alert, _ message: inout Delivery, _ book: inout Book) {
        let older = Set(message.alerts.filter { id in alert.level != nil && book.alerts[id]?.level == alert.level })
        guard !older.isEmpty else { return }
        for id in message.alerts where older.contains(id) { book.add(Suppression(id, leaving: message, at: book.now)) }
        message.alerts.removeAll(where: older.contains)
    }

    /// Sends a digest whose time has come, and begins the next one where it goes out empty too.
    func close(_ due: Delivery, _ digest: Digest, _ book: inout Book, _ ids: inout some IDSource) throws {
        let today = emptyDigest(like: due, digest)
        var message = due
        if message.alerts.isEmpty, today == nil {
            (message.state, message.finishedAt) = (.suppressed, book.now)
            message.reason = digest.sendsEmpty ? "config.json has no such digest any more" : "there is nothing to tell"
        } else {
            (message.state, message.dueAt, message.startedAt, message.reason) = (.pending, book.now, book.now, nil)
        }
        book.put(message)
        guard let today, let next = today.due(after: book.now, zones), let key = GatheringKey(due) else { return }
        book.put(make(today, for: key, rule: due.rule, due: next, .live, &book, &ids), gathering: key)
    }

    /// The digest of a message's schedule that its address gets today even with nothing in it; nil: it gets none.
    private func emptyDigest(like message: Delivery, _ digest: Digest) -> Digest? {
        guard channels[message.address.channel] != nil else { return nil }
        return liveRules(of: message.department).first { rule in
            guard let own = rule.digest, own.sendsEmpty, "\(own.schedule)" == "\(digest.schedule)" else { return false }
            return rule.send.contains(message.address) || rule.send.contains { $0.column != nil } && addresses(of: rule).contains(message.address)
        }?.digest
    }

    /// Where a rule sends to; a column of the catalogue stands for whomever that names.
    private func addresses(of rule: Rule) -> [Address] {
        rule.send.flatMap { written -> [Address] in
            guard written.column != nil else { return [written] }
            let buyers = Set((settings.catalogue?.entries ?? []).compactMap(\.buyer)).sorted()
            return buyers.compactMap { settings.routing.people.address(of: $0, on: written.channel) }
        }
    }

    /// Begins the digests that go out empty too, where they are not begun.
    func beginDigests(_ book: inout Book, _ ids: inout some IDSource) throws {
        for department in settings.routing.departments.map(\.name) + [Routing.house] {
            for rule in liveRules(of: department) {
                guard let digest = rule.digest, digest.sendsEmpty else { continue }
                for address in addresses(of: rule) where channels[address.channel] != nil {
                    let key = GatheringKey(department: department, address: address, gathers: .digest("\(digest.schedule)"))
                    guard try book.gathering(key) == nil, let due = digest.due(after: book.now, zones) else { continue }
                    book.put(make(digest, for: key, rule: rule.id, due: due, .live, &book, &ids), gathering: key)
                }
            }
        }
    }

    /// What an address was told before and is open still, as a digest lists it.
    func openBefore(_ message: Delivery, _ book: Book) throws -> [Alert] {
        guard let digest = message.digest, digest.showsOpen else { return [] }
        let new = Set(message.alerts.compactMap { book.alerts[$0]?.incident })
        return try book.toldAndOpen(department: message.department, address: message.address, at: message.frozenAt ?? book.now).filter { alert in
            AlertKind.stock.contains(alert.kind) && !new.contains(alert.incident) && book.changes.incidents[alert.incident]?.isOpen ?? true
        }
    }
}

extension Suppression {
    /// What a message that nobody has written yet was to tell and is not so any more.
    init(_ alert: Alert.ID, leaving message: Delivery, at now: Date) {
        self.init(alert: alert, department: message.department, rule: message.rule, address: message.address, reason: .over, at: now)
    }
}
