import FoundationEssentials

/// What far sides say after they took messages.
extension Ledger {
    /// Takes what a channel's far side called back with.
    ///
    /// - Returns: how many reports were of nothing that is known here.
    func heed(
        _ feedback: [Feedback], on channel: String, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> Int {
        var strays = 0
        for word in feedback {
            switch word {
            case .report(let report):
                if try !note(report, on: channel, &book, &slots, &ids, &claimed) { strays += 1 }
            case .optOut(let recipient, let because):
                guard let settings = channels[channel] else { continue }
                try list(settings.listed(recipient), .optOut, because, &book)
            case .optOutOf(let id, let because):
                guard let settings = channels[channel], let recipient = book.delivery(.delivery(.init(id)), on: channel)?.sentTo else {
                    strays += 1
                    continue
                }
                try list(settings.listed(recipient), .optOut, because, &book)
            case .optIn(let recipient):
                guard let key = channels[channel]?.listed(recipient), try book.suppressed(key)?.cause == .optOut else { continue }
                strike(key, &book)
            }
        }
        return strays
    }

    /// False: nothing that was sent is meant.
    private func note(
        _ report: DeliveryReport, on channel: String, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws -> Bool {
        guard var delivery = book.delivery(report.subject, on: channel), delivery.attempt > 0 else { return false }
        // A replay by hand has begun anew since: what became of an earlier round says nothing of this one.
        if case .delivery(let key) = report.subject, key.round != delivery.round { return true }
        guard Reported.isNews(report.fate, after: delivery.reported) else { return true }
        delivery.reported = Reported(fate: report.fate, detail: report.detail, at: book.now)
        believe(&delivery, isSettled: true, now: book.now)
        book.put(delivery)
        if report.fate == .arrived { close(trouble: Trouble.key(address: delivery.address), &book) }
        if delivery.isLost, report.suppresses == .optOut {
            // Somebody's wish is no trouble.
            fallBack(delivery, &book, &ids)
        } else if delivery.isLost {
            try regret(delivery, &book, &slots, &ids, &claimed)
        }
        guard report.fate == .failed, let cause = report.suppresses, let recipient = delivery.sentTo, let settings = channels[channel] else {
            return true
        }
        try list(settings.listed(recipient), cause, report.detail, &book)
        return true
    }

    /// What the far side took for sure needs no other try, and has not given up: its word comes before our guess.
    ///
    /// - Parameters:
    ///   - delivery: with what was reported.
    ///   - isSettled: whether it was told elsewhere already, if it ended so; then only that it arrived is news enough.
    func believe(_ delivery: inout Delivery, isSettled: Bool = false, now: Date) {
        guard let reported = delivery.reported, reported.fate != .failed else { return }
        switch delivery.state {
        case .pending: break
        case .unknown where !isSettled || reported.fate == .arrived: break
        // What is known to be on its way may have been so before each try of it was lost.
        case .dead where reported.fate == .arrived: break
        case .unknown, .dead, .held, .gathering, .sending, .delivered, .suppressed: return
        }
        delivery.state = .delivered
        let most = mostSegments(on: delivery.address.channel)
        delivery.receipt = delivery.receipt ?? Receipt(answer: "reported: \(reported.sentence)", segments: most > 0 ? most : nil)
        // What went wrong was a guess.
        (delivery.failure, delivery.reason) = (nil, nil)
        (delivery.leaseUntil, delivery.finishedAt) = (nil, now)
    }

    /// Has it told elsewhere, and the operator hear of it.
    func regret(
        _ delivery: Delivery, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        fallBack(delivery, &book, &ids)
        let trouble = Trouble(
            key: Trouble.key(address: delivery.address), title: "A message to \(delivery.address) did not arrive",
            text: "It was taken, and then: \(delivery.reported?.detail ?? "")",
            fix: "`stockbell explain \(delivery.id)` shows what it was to tell; look whether the address is right.")
        try open(trouble, &book, &slots, &ids, &claimed)
    }
}
