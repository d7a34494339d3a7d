import FoundationEssentials

/// Sources that go silent, and clocks that go wrong.
extension Ledger {
    /// How long after a start a source that was silent until then has time to speak: it could not reach us before.
    private static let grace: TimeInterval = 3600
    /// When a source of which too little is known is looked at again.
    private static let nextLook: TimeInterval = 86_400
    /// So many windows of a calendar are looked ahead.
    private static let windowsAhead = 60

    /// Notes that a source spoke; its silence is then over.
    func listen(
        to arrival: Arrival, _ decoded: Decoded, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource,
        _ claimed: inout [Claimed]
    ) throws {
        guard let source = source(arrival.source) else { return }
        let silence = Trouble.key(source: source.name, .quiet)
        let wasSilent = book.trouble(silence) != nil
        if wasSilent { close(trouble: silence, &book) }
        var pulse = book.pulses[source.name] ?? Pulse(source: source.name, firstAt: book.now, lastAt: book.now, count: 0)
        let isNew = book.pulses[source.name] == nil
        if isNew || wasSilent || pulse.count == 0 || book.now.timeIntervalSince(pulse.lastAt) >= Pulse.grain {
            pulse.hear(at: book.now, endsSilence: wasSilent)
            book.put(pulse)
            if isNew || wasSilent { arm(source, pulse, notBefore: nil, &book) }
        }
        try watchClock(of: source, pulse, arrival, decoded, &book, &slots, &ids, &claimed)
    }

    /// At a start: what is watched from now on, by today's configuration.
    func watchSources(_ book: inout Book) {
        for source in settings.sources {
            var known = book.pulses[source.name]
            if known == nil, case .after = source.quietAfter {
                let pulse = Pulse(source: source.name, firstAt: book.now, lastAt: book.now, count: 0)
                book.put(pulse)
                known = pulse
            }
            guard let pulse = known else { continue }
            if book.trouble(Trouble.key(source: source.name, .quiet)) == nil || source.quietAfter == .never {
                arm(source, pulse, notBefore: book.now, &book)
            }
        }
        let watched = Set(settings.sources.filter { $0.quietAfter != .never }.map { Trouble.key(source: $0.name, .quiet) })
        for key in book.troubles.keys.sorted() where Trouble.isSilence(key) && !watched.contains(key) { close(trouble: key, &book) }
    }

    /// Looks at a source whose time has come: it is silent, or spoke meanwhile.
    func look(
        at name: String, _ book: inout Book, _ slots: inout [String: Int], _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        guard let source = source(name), source.quietAfter != .never, let pulse = book.pulses[name] else {
            return book.strike(.init(.quiet, name))
        }
        guard let patience = patience(with: source, pulse, book.now), deadline(source, pulse, patience).map({ $0 <= book.now }) ?? false else {
            return arm(source, pulse, notBefore: nil, &book)
        }
        // What is heard next arms it anew.
        book.strike(.init(.quiet, name))
        try open(Self.silence(of: source, pulse, patience, book.now), &book, &slots, &ids, &claimed)
    }

    private func patience(with source: SourceSettings, _ pulse: Pulse, _ now: Date) -> TimeInterval? {
        switch source.quietAfter {
        case .never: nil
        case .learned: pulse.usualPatience(at: now)
        case .after(let span): span.inSeconds
        }
    }

    /// When the silence since its pulse is too long; nil: its hours leave no room for that within the next weeks.
    ///
    /// Where hours count, the silence begins at their opening, and is too long only within them.
    private func deadline(_ source: SourceSettings, _ pulse: Pulse, _ patience: TimeInterval) -> Date? {
        let span = patience + Pulse.grain
        guard let hours = source.quietDuring else { return pulse.lastAt.addingTimeInterval(span) }
        return hours.windows(from: pulse.lastAt, count: Self.windowsAhead, zones).lazy.compactMap { window in
            let dueAt = max(pulse.lastAt, window.opens).addingTimeInterval(span)
            return dueAt <= window.closes ?? .distantFuture ? dueAt : nil
        }.first
    }

    /// Sets the time at which the source is looked at next.
    ///
    /// - Parameter start: when Stockbell was started, before which nobody could reach it; nil: long ago.
    private func arm(_ source: SourceSettings, _ pulse: Pulse, notBefore start: Date?, _ book: inout Book) {
        let key = AgendaItem.Key(.quiet, source.name)
        if source.quietAfter == .never { return book.strike(key) }
        var dueAt = book.now.addingTimeInterval(Self.nextLook)
        if let patience = patience(with: source, pulse, book.now), let deadline = deadline(source, pulse, patience) {
            dueAt = deadline
            if let start { dueAt = max(dueAt, start.addingTimeInterval(min(patience, Self.grace))) }
        }
        book.put(AgendaItem(key.kind, key.subject, dueAt: dueAt))
    }

    private static func silence(of source: SourceSettings, _ pulse: Pulse, _ patience: TimeInterval, _ now: Date) -> Trouble {
        let silent = minutes(now.timeIntervalSince(pulse.lastAt))
        let bound =
            if case .after(let span) = source.quietAfter {
                "quietAfter is \(span.words)\(source.quietDuring.map { ", in the hours of \($0.name)" } ?? "")"
            } else {
                "that is more than three times its longest pause of two weeks"
            }
        let since = pulse.count == 0 ? "Nothing has come from \(source.name) yet" : "Nothing came from \(source.name)"
        return Trouble(
            key: Trouble.key(source: source.name, .quiet), title: "Source \(source.name) is silent", text: "\(since) for \(silent); \(bound).",
            fix: """
                See in \(source.platform.name) whether the webhook is still active: platforms switch off those that failed. `stockbell events \
                --source \(source.name)` shows what came last; `stockbell doctor --source \(source.name) FILE` reads a body that you have.
                """)
    }

    private static func minutes(_ seconds: TimeInterval) -> String {
        let minutes = Int(min(max(seconds, 0), 1e11) / 60)
        return minutes < 180 ? "\(minutes) min" : "\(minutes / 60) h"
    }
}

/// The platform's clock.
extension Ledger {
    private func watchClock(
        of source: SourceSettings, _ pulse: Pulse, _ arrival: Arrival, _ decoded: Decoded, _ book: inout Book, _ slots: inout [String: Int],
        _ ids: inout some IDSource, _ claimed: inout [Claimed]
    ) throws {
        guard case .events(let events) = decoded, let time = events.lazy.filter({ !$0.subject.isTest }).compactMap(\.occurredAt).first else { return }
        let sign = ClockSkew.sign(of: time, receivedAt: arrival.receivedAt)
        let key = Trouble.key(clockOf: source.name)
        if sign == .right, book.trouble(key) != nil { close(trouble: key, &book) }
        var pulse = pulse
        let skew = ClockSkew.skew(pulse.skew, after: sign, at: book.now)
        if skew != pulse.skew {
            pulse.skew = skew
            book.put(pulse)
        }
        if let skew, ClockSkew.isSure(skew, at: book.now) {
            try open(Self.wrongClock(of: source, skew), &book, &slots, &ids, &claimed)
        }
    }

    private static func wrongClock(of source: SourceSettings, _ skew: Pulse.Skew) -> Trouble {
        let span = ClockSkew.words(quarters: skew.quarters)
        let isAhead = skew.quarters > 0
        let effect =
            isAhead
            ? "What is ahead counts as of when it came, so the order of two changes may be lost."
            : "Order goes by its own times and holds, but messages say \"since\" \(span) too early."
        let cure =
            source.mapping == nil
            ? "Have \(source.platform.name) send UTC, or the zone with the time"
            : "Set timeZone in sources.\(source.name).mapping of config.json, or have the zone sent with the time"
        return Trouble(
            key: Trouble.key(clockOf: source.name), title: "The clock of source \(source.name) is \(span) \(isAhead ? "ahead" : "behind")",
            text: """
                The last \(ClockSkew.enough) events of \(source.name) and more say that they happened \(span) \(isAhead ? "after" : "before") they \
                came, to within two minutes: a local time that says it is another zone's. \(effect)
                """,
            fix: "\(cure); `stockbell doctor --source \(source.name) FILE` shows the times of a body.")
    }
}
