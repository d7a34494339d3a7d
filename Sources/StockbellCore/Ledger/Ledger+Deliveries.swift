import FoundationEssentials

/// What happens to deliveries after their birth.
extension Ledger {
    /// Gives a channel as many due deliveries as it has room for; those of a channel that is no longer configured are dead, and the operator hears of it.
    func claim(
        _ channel: String, _ wanted: Int, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        guard wanted > 0 else { return }
        guard let settings = channels[channel] else { return try bury(channel, wanted, &book, &slots, &ids, &claimed) }
        for id in (book.claimable[channel] ?? []).prefix(wanted) {
            guard var delivery = book.deliveries[id], delivery.state == .pending, slots[channel, default: 0] > 0,
                book.pause(holding: delivery) == nil
            else { continue }
            if delivery.isUnaddressed {
                delivery = addressed(delivery, now: book.now)
                if delivery.isUnaddressed {
                    bury(delivery, because: Self.unknown(delivery.address), &book, &ids)
                    try open(Self.trouble(Self.unknown(delivery.address), with: delivery.address), &book, &slots, &ids, &claimed)
                    continue
                }
            }
            if isExpired(delivery, on: settings, book) {
                try expire(delivery, on: settings, &book, &slots, &ids, &claimed)
                continue
            }
            if isShut(delivery, book) {
                keepShut(delivery, on: settings, &book)
                continue
            }
            if try isSuppressed(delivery, &book) {
                withhold(delivery, because: .suppressedAddress, &book, &ids)
                continue
            }
            switch try allowance(for: delivery, on: settings, &book) {
            case .granted: break
            case .open:
                delivery.dueAt = book.now.addingTimeInterval(Self.budgetPause)
                book.put(delivery)
                continue
            case .spent(let trouble):
                withhold(delivery, because: .budget, &book, &ids)
                try open(trouble, &book, &slots, &ids, &claimed)
                continue
            }
            slots[channel, default: 0] -= 1
            take(&delivery, on: settings, &book)
            book.put(delivery)
            let told = try delivery.digest == nil ? toldBefore(delivery, on: settings, &book) : openBefore(delivery, book)
            let cares = delivery.incident.map { book.cares(of: $0) } ?? [:]
            claimed.append(
                Claimed(
                    delivery: delivery, alerts: delivery.alerts.compactMap { book.alerts[$0] }, told: told, cares: cares,
                    thread: try thread(of: delivery, on: settings, book)))
        }
        book.claimable[channel] = (book.claimable[channel] ?? []).dropFirst(wanted).map { $0 }
    }

    /// Gives up what waited for so long that it is of no use any more, because its way was closed.
    private func expire(
        _ delivery: Delivery, on channel: ChannelSettings, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        let failure = Failure(.expired, "could not go out within \(channel.retry.horizon.words)\(delivery.failure.map { ": \($0)" } ?? "")")
        bury(delivery, because: failure, &book, &ids)
        try open(Self.trouble(failure, with: delivery.address), &book, &slots, &ids, &claimed)
    }

    private func bury(
        _ channel: String, _ wanted: Int, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        let left = (book.claimable[channel] ?? []).prefix(wanted).compactMap { book.deliveries[$0] }.filter { $0.state == .pending }
        guard !left.isEmpty else { return }
        for delivery in left { bury(delivery, because: Self.removed(delivery.address.channel), &book, &ids) }
        try open(Self.gone(channel), &book, &slots, &ids, &claimed)
    }

    private static func gone(_ channel: String) -> Trouble {
        Trouble(
            key: Trouble.key(channel: channel), title: "Channel \(channel) is gone",
            text: "Messages that waited for it were given up: it is no longer in config.json.",
            fix: "Put channels.\(channel) back into config.json and say `stockbell retry --channel \(channel)`, or send to another.")
    }

    private static func removed(_ channel: String) -> Failure { Failure(.channelRemoved, "channel \(channel) is no longer in config.json") }

    private func bury(_ delivery: Delivery, because failure: Failure, _ book: inout Book, _ ids: inout some IDSource) {
        var delivery = delivery
        delivery.state = .dead
        delivery.failure = failure
        delivery.reason = delivery.failure?.description
        delivery.leaseUntil = nil
        delivery.finishedAt = book.now
        book.put(delivery)
        fallBack(delivery, &book, &ids)
    }

    /// Makes pending what was held or gathering and is due now.
    func release(_ book: inout Book, _ ids: inout some IDSource) throws {
        for id in book.due {
            guard var delivery = book.deliveries[id], delivery.state == .held || delivery.state == .gathering, delivery.dueAt <= book.now else {
                continue
            }
            if try staysQuiet(delivery, &book) { continue }
            if delivery.follows != nil {
                release(following: delivery, &book, &ids)
                continue
            }
            delivery = addressed(delivery, now: book.now)
            if delivery.isWaitingToSee {
                try letGo(delivery, &book, &ids)
                continue
            }
            if let digest = delivery.digest {
                try close(delivery, digest, &book, &ids)
                continue
            }
            delivery.state = .pending
            delivery.dueAt = book.now
            // Waiting for its hour took nothing of the time in which it may be tried.
            delivery.startedAt = book.now
            delivery.reason = nil
            book.put(delivery)
        }
    }

    /// Writes what came of an attempt; a late result, or one of another attempt, falls to the ground.
    func settle(
        _ attempt: Input.Attempt, _ outcome: Outcome, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ chance: inout some RandomNumberGenerator, _ claimed: inout [Claimed]
    ) throws {
        guard var delivery = book.deliveries[attempt.delivery], delivery.state == .sending, delivery.attempt == attempt.number else { return }
        guard let channel = channels[attempt.channel] else { return try settle(delivery, outcome, &book, &slots, &ids, &claimed) }
        watch(outcome, of: delivery, on: channel, &book)
        policy.settle(delivery, outcome, on: channel, now: book.now, using: &chance).apply(to: &delivery, now: book.now)
        // What mails say later names them by our ids.
        if channel.feedback != nil, channel.class == .sms, delivery.receipt?.providerID != nil { delivery.receipt?.isTracked = true }
        believe(&delivery, now: book.now)
        book.put(delivery)
        heed(outcome, of: delivery, &book)
        if case .rejected(let failure, suppress: true) = outcome, let recipient = delivery.sentTo {
            try list(channel.listed(recipient), failure.reason == .optedOut ? .optOut : .refusal, failure.description, &book)
        }
        // What was under way when its news became old is not tried again: the next in its lane says what is so now.
        if delivery.state == .pending, let level = attempt.level, book.level(level) != nil {
            let told = told(at: level, book)
            if !isStillTrue(delivery, told: told) { suppress(delivery, &book) }
        }
        if delivery.isLost { return try regret(delivery, &book, &slots, &ids, &claimed) }
        fallBack(delivery, &book, &ids)
        if let trouble = Self.trouble(delivery, outcome, on: channel, now: book.now) {
            try open(trouble, &book, &slots, &ids, &claimed)
        } else if case .delivered = outcome {
            close(trouble: Trouble.key(channel: channel.name), &book)
            // Of a text that is all the gateway's word; its receipt says whether it came.
            let isToldLater = channel.class == .sms && channel.feedback != nil
            if !isToldLater || delivery.reported?.fate == .arrived { close(trouble: Trouble.key(address: delivery.address), &book) }
        }
    }

    /// Writes what came of an attempt on a channel that went meanwhile: what did not arrive is given up.
    private func settle(
        _ delivery: Delivery, _ outcome: Outcome, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        var delivery = delivery
        if case .delivered(let receipt) = outcome {
            Settlement(state: .delivered, dueAt: delivery.dueAt, receipt: receipt).apply(to: &delivery, now: book.now)
            return book.put(delivery)
        }
        if case .unknown = outcome { delivery.mayBeDuplicate = true }
        bury(delivery, because: Self.removed(delivery.address.channel), &book, &ids)
        try open(Self.gone(delivery.address.channel), &book, &slots, &ids, &claimed)
    }

    /// How long messages may fail on a channel before somebody hears of it; long enough for greylisting.
    private static let patience: TimeInterval = 900

    /// What the operator should hear after an attempt; nil: nothing, as it works or may soon.
    private static func trouble(_ delivery: Delivery, _ outcome: Outcome, on channel: ChannelSettings, now: Date) -> Trouble? {
        if delivery.state == .dead, let failure = delivery.failure {
            // Somebody's wish is no trouble.
            return failure.reason == .optedOut ? nil : Self.trouble(failure, with: delivery.address)
        }
        // Where it has a fallback, somebody heard.
        if delivery.state == .unknown, !delivery.mayFallBack, let failure = delivery.failure { return doubt(failure, delivery.address) }
        let waited = now.timeIntervalSince(delivery.startedAt)
        switch outcome {
        case .misconfigured(let failure):
            return Trouble(
                key: Trouble.key(channel: channel.name), title: "Channel \(channel.name) does not work",
                text: "Messages wait because of: \(failure.description)",
                fix: "Look at channels.\(channel.name) in config.json; what is still of use goes out when it works again.")
        case .retry(let failure, _, .channel) where waited >= patience:
            return Trouble(
                key: Trouble.key(channel: channel.name), title: "Channel \(channel.name) does not deliver",
                text: "Messages wait because of: \(failure.description)",
                fix: "They are tried again and go out when the far side works again; `stockbell deliveries --state pending` shows them.")
        case .retry(let failure, _, _) where waited >= patience, .unknown(let failure) where waited >= patience:
            return Trouble(
                key: Trouble.key(address: delivery.address), title: "Messages to \(delivery.address) do not get through",
                text: "They wait because of: \(failure.description)",
                fix: "They are tried again; `stockbell deliveries --state pending` shows them.")
        case .delivered, .rejected, .retry, .unknown, .unsent:
            return nil
        }
    }

    /// What the operator should hear of a message that may have arrived, and is not sent again.
    private static func doubt(_ failure: Failure, _ address: Address) -> Trouble {
        Trouble(
            key: Trouble.key(address: address), title: "It is not known whether a message to \(address) arrived",
            text: "It is not sent again, as it would then come twice: \(failure.description)",
            fix: "Ask there, or look at the far side; `stockbell deliveries --state unknown` shows it, `stockbell retry` sends it again.")
    }

    /// Puts back what a crash or a lost courier left under way.
    func rescue(
        sparing spared: Set<Delivery.ID>, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ chance: inout some RandomNumberGenerator,
        _ claimed: inout [Claimed]
    ) throws {
        for id in book.expired where !spared.contains(id) {
            guard var delivery = book.deliveries[id], delivery.state == .sending else { continue }
            guard let channel = channels[delivery.address.channel] else {
                // It may have arrived; should the channel come back and somebody try it again, it says so.
                delivery.mayBeDuplicate = true
                bury(delivery, because: Self.removed(delivery.address.channel), &book, &ids)
                try open(Self.gone(delivery.address.channel), &book, &slots, &ids, &claimed)
                continue
            }
            let failure = Failure(.leaseExpired, "Stockbell stopped while it was being sent; whether it arrived is not known")
            policy.settle(delivery, .unknown(failure), on: channel, now: book.now, using: &chance).apply(to: &delivery, now: book.now)
            // The pause is for a far side that does not answer; here it was we who stopped.
            if delivery.state == .pending { delivery.dueAt = book.now }
            believe(&delivery, now: book.now)
            book.put(delivery)
            fallBack(delivery, &book, &ids)
        }
    }

    /// A start reads every template anew; one that still fails is told anew.
    func forgetTemplateTroubles(_ book: inout Book) {
        for key in book.troubles.keys.sorted() where key.hasPrefix("template:") { close(trouble: key, &book) }
    }

    /// Tells the operator once, until it is over.
    func open(
        _ trouble: Trouble, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        guard book.trouble(trouble.key) == nil else { return }
        let leader = trouble.source.flatMap { shelves.joins($0) ? $0 : nil }
        let before = leader.map { outlooks(of: $0, book) } ?? []
        let incident = Incident(id: ids.next(at: book.now), trouble: trouble.key, openedAt: book.now, told: .out, toldAt: book.now)
        book.put(incident)
        let alert = Alert(
            id: ids.next(at: book.now), incident: incident.id, kind: .trouble, subject: .none, from: .unknown, to: .unknown, since: book.now,
            trouble: trouble, decidedAt: book.now)
        book.add(alert)
        try deliver(alert, &book, &slots, &ids, &claimed)
        if let leader { try standIn(for: leader, before, &book, &slots, &ids, &claimed) }
    }

    func close(trouble key: String, _ book: inout Book) {
        guard var incident = book.trouble(key) else { return }
        incident.closedAt = book.now
        incident.closed = .ok
        incident.told = .none
        book.put(incident)
        suppressOvertaken(incident, &book)
    }
}
