import FoundationEssentials

/// The desk: wishes become deliveries and suppressions.
extension Ledger {
    /// How long a summary waits for one more first sight, and how long at the most.
    private static let summaryQuiet: TimeInterval = 120
    private static let summaryLongest: TimeInterval = 900
    /// Added to a channel's total timeout: how long a claim is its courier's.
    private static let leaseGrace: TimeInterval = 60

    /// Makes a delivery for each address that wants the alert.
    ///
    /// What waits for its time is out of the count: it may not go out at all.
    ///
    /// - Parameters:
    ///   - overtaking: what was left unsent because of it, and who need not hear it as they were not told what it takes back.
    ///   - place: the alert about a place that says the same; whoever hears it hears this one by it. nil: there is none.
    ///   - time: until when it waits, to be sent if it is so still; nil: it does not wait.
    func deliver(
        _ alert: Alert, after overtaking: Overtaking = .init(), saidBy place: Alert.ID? = nil, heldUntil time: Date? = nil, _ book: inout Book,
        _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        let silenced = try silence(of: alert, &book)
        for (wish, channel) in wishes(alert, saidBy: place, &book, &ids) {
            if overtaking.unheard.contains(Hearer(wish)) {
                book.add(
                    Suppression(
                        alert: alert.id, department: wish.department, rule: wish.rule.id, address: wish.address, reason: .over, at: book.now))
            } else if let snooze = snooze(of: alert, for: wish.department, book), outlasts(snooze, silenced?.end) {
                rest(alert, wish, snooze, &book, &ids)
            } else if let silenced {
                try holdBack(alert, wish, silenced, &book, &ids)
            } else if let digest = wish.rule.digest, alert.trouble == nil, try joins(digest, alert, wish, &book, &ids) {
                continue
            } else {
                try tell(alert, wish, on: channel, overtaking, heldUntil: time, &book, &slots, &ids, &claimed)
            }
        }
    }

    /// Makes the message of one wish, to go at once or at its time, or has the alert join a summary.
    private func tell(
        _ alert: Alert, _ wish: Wish, on channel: ChannelSettings, _ overtaking: Overtaking, heldUntil time: Date?, _ book: inout Book,
        _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        var overtaking = overtaking
        overtakeWaiting(alert, wish, &overtaking, &book)
        var single = message(alert, to: wish, book, &ids)
        single.overtaken = overtaking.overtaken(by: alert, for: Hearer(wish), now: book.now)
        if let time = end(ofWaitFor: wish, alert, time, now: book.now) {
            (single.state, single.dueAt, single.reason) = (.held, time, "is sent if it is so still")
            book.put(single)
            return follow(single, alert, wish, from: time, &book, &ids)
        }
        guard case .now(var delivery) = try pass(alert, wish, on: channel, as: single, &book, &ids) else { return }
        if try mayBeClaimedAtBirth(delivery, of: alert, on: channel, &book, slots) {
            slots[channel.name, default: 0] -= 1
            take(&delivery, on: channel, &book)
            claimed.append(
                Claimed(
                    delivery: delivery, alerts: [alert], cares: book.cares(of: alert.incident), thread: try thread(of: delivery, on: channel, book)))
        }
        book.put(delivery)
        follow(delivery, alert, wish, from: delivery.dueAt, &book, &ids)
    }

    /// A message that tells one alert to one address, due now and in no count.
    func message(_ alert: Alert, to wish: Wish, _ book: Book, _ ids: inout some IDSource) -> Delivery {
        var delivery = Delivery(
            id: ids.next(at: book.now), alerts: [alert.id], incident: alert.incident, letter: LetterKind(alert), department: wish.department,
            rule: wish.rule.id, address: wish.address, state: .pending, createdAt: book.now, dueAt: book.now)
        let fallback = fallback(of: wish, for: alert)
        if !fallback.isEmpty { delivery.followUp = FollowUp(fallback: fallback) }
        return addressed(delivery, now: book.now)
    }

    /// Adds a first sight to the summaries of those who want it.
    func gather(_ alert: Alert, saidBy place: Alert.ID? = nil, _ book: inout Book, _ ids: inout some IDSource) throws {
        let silenced = try silence(of: alert, &book)
        for (wish, _) in wishes(alert, saidBy: place, &book, &ids) {
            if let silenced {
                try holdBack(alert, wish, silenced, &book, &ids)
                continue
            }
            if let digest = wish.rule.digest, try joins(digest, alert, wish, &book, &ids) { continue }
            let key = GatheringKey(
                department: wish.department, address: wish.address, gathers: .firstSights(source: alert.subject.source))
            if var delivery = try book.gathering(key) {
                delivery.alerts.append(alert.id)
                let due = min(book.now.addingTimeInterval(Self.summaryQuiet), delivery.createdAt.addingTimeInterval(Self.summaryLongest))
                delivery.dueAt = opening(for: wish, from: due) ?? due
                book.put(delivery)
            } else {
                let due = book.now.addingTimeInterval(Self.summaryQuiet)
                let delivery = Delivery(
                    id: ids.next(at: book.now), alerts: [alert.id], incident: nil, letter: .summary, department: wish.department, rule: wish.rule.id,
                    address: wish.address, gathersFor: alert.subject.source, state: .gathering, createdAt: book.now,
                    dueAt: opening(for: wish, from: due) ?? due)
                book.put(addressed(delivery, now: book.now), gathering: key)
            }
        }
    }

    /// The wishes that can be followed; the others are recorded with the reason.
    private func wishes(
        _ alert: Alert, saidBy place: Alert.ID?, _ book: inout Book, _ ids: inout some IDSource
    ) -> [(Wish, ChannelSettings)] {
        let desire = settings.routing.desire(alert)
        let hearers = place.map { self.hearers(of: $0, saying: alert.kind, book) } ?? []
        leaveOut(desire.nowhere, of: alert, &book)
        record(desire.trials, alert, &book, &ids)
        if desire.isNothing {
            let (rule, reason) = desire.excluded.map { ($0.because, Suppression.Reason.excluded) } ?? ("otherwise", .nobody)
            book.add(Suppression(alert: alert.id, department: Routing.house, rule: rule, address: nil, reason: reason, at: book.now))
        }
        return desire.wishes.compactMap { wish in
            let channel = channels[wish.address.channel]
            let reason: Suppression.Reason? =
                channel == nil
                ? .channelRemoved
                : channel?.class == .sms && alert.subject.isTest
                    ? .testOnSMS : hearers.contains(Hearer(wish)) ? .saidOfPlace : nil
            guard let channel, reason == nil else {
                book.add(
                    Suppression(
                        alert: alert.id, department: wish.department, rule: wish.rule.id, address: wish.address, reason: reason ?? .channelRemoved,
                        at: book.now))
                return nil
            }
            return (wish, channel)
        }
    }

    /// Keeps what rules on trial would have sent, each message as one that is left unsent.
    private func record(_ trials: [Wish], _ alert: Alert, _ book: inout Book, _ ids: inout some IDSource) {
        for wish in trials { suppress(message(alert, to: wish, book, &ids), because: .trial, &book) }
    }

    /// To whom an alert of this batch goes, if it says the same of one place as another says of all.
    private func hearers(of place: Alert.ID, saying kind: AlertKind, _ book: Book) -> Set<Hearer> {
        guard book.changes.alerts.contains(where: { $0.id == place && $0.kind == kind }) else { return [] }
        let carriers = book.changes.deliveries.values.filter { $0.alerts.contains(place) && $0.state != .suppressed }
        return Set(carriers.map(Hearer.init))
    }

    /// Suppresses what unsent deliveries of the incident, and of earlier ones of its level, say that is no longer true.
    ///
    /// - Returns: what that was, for those who hear what is so now.
    @discardableResult func suppressOvertaken(_ incident: Incident, _ book: inout Book) -> Overtaking {
        var overtaking = Overtaking()
        let unsent = unsent(of: incident, book)
        let underWay = Set(unsent.filter { $0.state == .sending }.map(Hearer.init))
        for delivery in unsent where delivery.state != .sending {
            // Whoever heard nothing of an incident need not hear by steps that it is over.
            let isIdle = !incident.isOpen && delivery.isWaitingToSee && Overtaking.isFirstWord(delivery, of: incident)
            guard isIdle || !isStillTrue(delivery, told: incident.told) else { continue }
            overtaking.note(delivery, of: incident, isHeard: underWay.contains(Hearer(delivery)))
            suppress(delivery, &book)
        }
        if let level = incident.level { leaveOut(level, told: incident.told, &overtaking, &book) }
        return overtaking
    }

    /// Takes what is no longer true of a level out of summaries that nobody has written yet.
    private func leaveOut(_ level: LevelKey, told: Incident.Told, _ overtaking: inout Overtaking, _ book: inout Book) {
        for var summary in book.openSummaries(telling: level) {
            let overtaken = summary.alerts.filter { id in
                book.alerts[id].map { $0.level == level && !EdgeRules.isStillTrue($0.kind, told: told) } ?? false
            }
            guard !overtaken.isEmpty else { continue }
            summary.alerts.removeAll(where: overtaken.contains)
            if summary.alerts.isEmpty, summary.digest?.sendsEmpty != true {
                summary.state = .suppressed
                summary.reason = Suppression.Reason.over.sentence
                summary.finishedAt = book.now
            }
            book.put(summary)
            // What stands in for another is not counted beside it.
            for id in overtaken where summary.follows == nil {
                if let alert = book.alerts[id] { overtaking.note(alert, leaving: summary) }
                book.add(Suppression(id, leaving: summary, at: book.now))
            }
        }
    }

    /// What is not sent of an incident, and of earlier ones of its level; of a shelf, also of what was told of the sources' own levels.
    func unsent(of incident: Incident, _ book: Book) -> [Delivery] {
        guard let level = incident.level else { return book.unfinished(of: incident.id) }
        guard level.aspect == .shelf else { return book.unfinished(at: level) }
        return ([level] + members(of: level, book).map(\.key)).flatMap { book.unfinished(at: $0) }
    }

    /// Whether a message that is not sent still says the truth; a summary is looked at alert by alert.
    func isStillTrue(_ delivery: Delivery, told: Incident.Told) -> Bool {
        delivery.tells.map { EdgeRules.isStillTrue($0, told: told) } ?? true
    }

    /// Leaves a message unsent; the alerts that it carries are then not sent for the same reason.
    func suppress(_ delivery: Delivery, because reason: Suppression.Reason = .over, _ book: inout Book) {
        leave(delivery, unsentBecause: reason.sentence, &book)
    }

    /// Leaves a message unsent for ever, for a reason in words.
    func leave(_ delivery: Delivery, unsentBecause reason: String, _ book: inout Book) {
        var delivery = delivery
        (delivery.state, delivery.reason, delivery.finishedAt) = (.suppressed, reason, book.now)
        book.put(delivery)
    }

    /// A message that is due at once, on a channel with room that repeats when unsure, with nothing before it in its lane, needs no claim.
    private func mayBeClaimedAtBirth(
        _ delivery: Delivery, of alert: Alert, on channel: ChannelSettings, _ book: inout Book, _ slots: [String: Int]
    ) throws -> Bool {
        guard channel.ifUnsure == .repeat, channel.class != .sms, slots[channel.name, default: 0] > 0, book.pause(holding: delivery) == nil else {
            return false
        }
        // A message of an earlier incident of the level may still hang: it is in the same lane.
        let unfinished = alert.level.map { book.unfinished(at: $0) } ?? book.unfinished(of: alert.incident)
        let isBehind = unfinished.contains {
            $0.address == delivery.address && $0.holdsLane && ($0.state != .held || $0.department == delivery.department)
        }
        // What must not go is left unsent by its claim.
        return try !isBehind && !isShut(delivery, book) && !isSuppressed(delivery, &book)
    }

    /// How a message can answer the first one of its incident, on a channel where they hang together; nil: it is the first.
    func thread(of delivery: Delivery, on channel: ChannelSettings, _ book: Book) throws -> String? {
        guard channel.incidents != .single, let incident = delivery.incident else { return nil }
        // Of an incident that begins now nothing was told.
        if let opened = book.incident(id: incident)?.openedAt, opened >= book.now { return nil }
        return try book.thread(of: delivery)
    }

    /// Marks a delivery as under way.
    func take(_ delivery: inout Delivery, on channel: ChannelSettings, _ book: inout Book) {
        let now = book.now
        delivery.state = .sending
        delivery.attempt += 1
        delivery.frozenAt = delivery.frozenAt ?? now
        delivery.reported = nil
        // What is taken ahead waits for those before it.
        let rounds = 1 + (channel.ahead + channel.concurrency - 1) / channel.concurrency
        let tries = Double(channel.kind.mostTries * rounds)
        delivery.leaseUntil = now.addingTimeInterval(channel.timeout.inSeconds * tries + Self.leaseGrace)
        spend(delivery, on: channel, &book)
    }
}
