package import FoundationEssentials
package import StockbellCore

/// What is asked of one source's platform next, and what the answers mean.
///
/// Pure: the loop around it shows it what waits and carries its actions out. What it knows of the rows is only what the store has: nothing that it
/// forgets is lost.
package struct EnricherMachine: Sendable {
    /// Bounds on asking.
    package struct Limits: Hashable, Sendable {
        /// How long what waits may wait for company, in seconds.
        package var company: TimeInterval = 1
        /// The most items in one question.
        package var items = 250
        /// The most places that a question names; beyond it all are asked for.
        package var places = 50
        /// The part of the platform's quota that is left to others, and to people who look at their shop.
        package var reserve = 0.1
        /// How long a reading may take to be written before it is asked for anew, in seconds.
        package var memory: TimeInterval = 30
        /// The longest pause after failures, in seconds.
        package var longestPause: TimeInterval = 60
        /// How long after the start the first sweep begins, and how long each pauses between two pages, in seconds.
        package var sweepsAfter: TimeInterval = 600
        package var sweepPause: TimeInterval = 10
        /// The most items on a page of a sweep.
        package var sweepItems = 100

        package init() {}
    }

    /// Where a comparison of everything stands.
    private struct Sweep {
        var page = 1
        var dueAt: Date
    }

    package enum Event: Hashable, Sendable {
        /// All that waits, as the store has it now.
        case waiting([Awaited])
        /// What came of a question.
        case found(Inquiry, Finding)
    }

    package enum Action: Hashable, Sendable {
        case ask(Inquiry)
        case note(Input)
    }

    /// A question under way, page by page.
    private struct Flight {
        var inquiry: Inquiry
        var sentAt: Date
        /// What no page has answered yet.
        var open: Set<LevelKey>
    }

    /// That something was read as of then, which the store may not have yet.
    private struct Read {
        var sentAt: Date
        var notedAt: Date
    }

    private let source: String
    private let limits: Limits
    private let kind: @Sendable (String) -> String
    private var rows: [Awaited] = []
    private var flight: Flight?
    private var read: [LevelKey: Read] = [:]
    /// Not before; nil: at once.
    private var restsUntil: Date?
    private var failures = 0
    /// Fewer items in one question, after one that the platform could not answer.
    private var mostItems: Int
    private let sweepEvery: TimeInterval?
    private var sweep: Sweep?
    /// Whether less than half of the quota is left: what is not urgent waits.
    private var isScarce = false
    package private(set) var counts = ReadingCounts()

    /// - Parameters:
    ///   - sweep: how often everything is compared, in seconds; nil: never.
    ///   - kind: see `Inquirer`.
    package init(source: String, limits: Limits = Limits(), sweep: TimeInterval? = nil, kind: @escaping @Sendable (String) -> String = { _ in "" }) {
        self.source = source
        self.limits = limits
        self.kind = kind
        mostItems = limits.items
        sweepEvery = sweep
    }

    /// What to do now.
    ///
    /// - Parameter now: the store's clock.
    package mutating func handle(_ event: Event, now: Date) -> [Action] {
        var actions: [Action] = []
        switch event {
        case .waiting(let waiting):
            // What was declared is told by its deadline at the latest; then what waited longest.
            let isBefore = { (left: Awaited, right: Awaited) in (left.since, left.id) < (right.since, right.id) }
            rows = waiting.filter { $0.declared != nil }.sorted(by: isBefore) + waiting.filter { $0.declared == nil }.sorted(by: isBefore)
            let keys = Set(waiting.map(\.key))
            read = read.filter { keys.contains($0.key) && abs(now.timeIntervalSince($0.value.notedAt)) < limits.memory }
        case .found(let inquiry, let finding):
            actions = take(inquiry, finding, now)
        }
        if flight == nil, let inquiry = next(now) ?? nextOfSweep(now) { actions.append(.ask(inquiry)) }
        return actions
    }

    // MARK: - Asking

    private func isOpen(_ row: Awaited) -> Bool { read[row.key].map { row.since >= $0.sentAt } ?? true }

    private mutating func next(_ now: Date) -> Inquiry? {
        if let restsUntil, restsUntil > now { return nil }
        restsUntil = nil
        let ready = rows.filter { isOpen($0) && $0.askAt <= now && $0.since < now }
        guard let oldest = ready.lazy.map(\.since).min() else { return nil }
        let isFull = Set(ready.map(\.key.item)).count >= mostItems
        guard isFull || oldest.addingTimeInterval(limits.company) <= now else { return nil }
        guard let first = ready.first else { return nil }
        let kind = kind(first.key.item)
        var items: [String] = []
        var taken: Set<String> = []
        for row in ready where items.count < mostItems && self.kind(row.key.item) == kind && taken.insert(row.key.item).inserted {
            items.append(row.key.item)
        }
        let asked = Set(ready.filter { taken.contains($0.key.item) }.map(\.key))
        let places = Set(asked.map(\.place))
        let named = places.contains(nil) || places.count > limits.places ? nil : places.compactMap(\.self).sorted()
        return begin(Flight(inquiry: Inquiry(source: source, items: items.sorted(), places: named), sentAt: now, open: asked))
    }

    /// The next page of everything, when nothing else is to be asked.
    private mutating func nextOfSweep(_ now: Date) -> Inquiry? {
        guard sweepEvery != nil else { return nil }
        let current = sweep ?? Sweep(dueAt: now.addingTimeInterval(limits.sweepsAfter))
        sweep = current
        if let restsUntil, restsUntil > now { return nil }
        guard current.dueAt <= now else { return nil }
        guard !isScarce else {
            // By then the quota is a new one.
            sweep?.dueAt = now.addingTimeInterval(limits.longestPause)
            isScarce = false
            return nil
        }
        let inquiry = Inquiry(source: source, items: [], page: current.page, size: limits.sweepItems)
        return begin(Flight(inquiry: inquiry, sentAt: now, open: []))
    }

    /// A page of everything was answered, or could not be.
    private mutating func swept(_ answer: Finding.Answer, _ sentAt: Date, _ now: Date) -> [Action] {
        switch answer {
        case .page(var statements, let isLast, let body):
            let pause = isLast ? sweepEvery ?? limits.longestPause : limits.sweepPause
            sweep = Sweep(page: isLast ? 1 : (sweep?.page ?? 0) + 1, dueAt: now.addingTimeInterval(pause))
            for index in statements.indices { statements[index].occurredAt = sentAt }
            return [
                .note(.reading(StockReading(source: source, sentAt: sentAt, statements: statements, asked: [], body: body, purpose: .sweep)))
            ]
        case .invalid: sweep = Sweep(dueAt: now.addingTimeInterval(sweepEvery ?? limits.longestPause))
        case .limited, .refused, .missing, .failed: sweep?.dueAt = now.addingTimeInterval(limits.longestPause)
        }
        return []
    }

    private mutating func begin(_ flight: Flight) -> Inquiry {
        self.flight = flight
        counts.asked += 1
        return flight.inquiry
    }

    // MARK: - Answers

    private mutating func take(_ inquiry: Inquiry, _ finding: Finding, _ now: Date) -> [Action] {
        guard var flight, flight.inquiry == inquiry else { return [] }
        self.flight = nil
        heed(finding.quota, now)
        let isSweep = inquiry.items.isEmpty
        let followed = isSweep ? swept(finding.answer, flight.sentAt, now) : []
        switch finding.answer {
        case .page where isSweep:
            counts.answered += 1
            failures = 0
            return followed
        case .invalid where isSweep:
            counts.failed += 1
            return []
        case .page(let statements, let isLast, let body):
            counts.answered += 1
            (failures, mostItems) = (0, limits.items)
            return [.note(page(statements, isLast, body, &flight, now))] + goOn(flight, isLast, now)
        case .limited:
            counts.limited += 1
            // Where it tells how long, the quota has said so already.
            if restsUntil == nil { rest(now) }
            return []
        case .refused(let reason):
            counts.refused += 1
            rest(now, atLeast: 30)
            return [.note(.trouble(refusal(reason)))]
        case .missing where inquiry.places != nil:
            counts.missing += 1
            // A place that is gone spoils the question for all.
            flight.inquiry.places = nil
            flight.inquiry.page = 1
            return [.ask(begin(flight))]
        case .missing:
            counts.missing += 1
            rest(now, atLeast: 30)
            return [.note(.trouble(refusal("there is no such store")))]
        case .invalid(let reason):
            counts.failed += 1
            return invalid(flight, reason, now)
        case .failed:
            counts.failed += 1
            rest(now)
            return []
        }
    }

    /// The part of a page that was asked for, as an input.
    private mutating func page(
        _ statements: [StockEvent], _ isLast: Bool, _ body: [UInt8], _ flight: inout Flight, _ now: Date
    ) -> Input {
        let whole = Set(flight.open.filter { $0.place == nil }.map(\.item))
        let askedKind = flight.inquiry.items.first.map(kind)
        var wanted = statements.filter { statement in
            let item = statement.subject.item.id
            // Of another kind than those asked for: parts of them.
            return flight.open.contains(statement.subject.key) || whole.contains(item) || kind(item) != askedKind
        }
        for index in wanted.indices { wanted[index].occurredAt = flight.sentAt }
        let answered = isLast ? flight.open : flight.open.intersection(wanted.map(\.subject.key))
        flight.open.subtract(answered)
        for key in answered { read[key] = Read(sentAt: flight.sentAt, notedAt: now) }
        return .reading(StockReading(source: source, sentAt: flight.sentAt, statements: wanted, asked: answered, body: body))
    }

    private mutating func goOn(_ flight: Flight, _ isLast: Bool, _ now: Date) -> [Action] {
        // Where the quota is used up, what is left is asked for later, from its first page.
        guard !isLast, restsUntil.map({ $0 <= now }) ?? true else { return [] }
        var flight = flight
        flight.inquiry.page += 1
        return [.ask(begin(flight))]
    }

    /// Half as many items next time; an item that cannot be asked for by itself is answered with that.
    private mutating func invalid(_ flight: Flight, _ reason: String, _ now: Date) -> [Action] {
        guard flight.inquiry.items.count == 1 else {
            mostItems = max(1, flight.inquiry.items.count / 2)
            return []
        }
        for key in flight.open { read[key] = Read(sentAt: flight.sentAt, notedAt: now) }
        return [.note(.reading(StockReading(source: source, sentAt: flight.sentAt, statements: [], asked: flight.open, refusal: reason)))]
    }

    private mutating func heed(_ quota: Finding.Quota?, _ now: Date) {
        if let quota { isScarce = quota.left * 2 < quota.most }
        guard let quota, Double(quota.left) <= max(1, Double(quota.most) * limits.reserve) else { return }
        restsUntil = now.addingTimeInterval(min(max(quota.resetsAfter.inSeconds, 0.1), 3600))
    }

    private mutating func rest(_ now: Date, atLeast least: TimeInterval = 1) {
        failures = min(failures + 1, 10)
        let pause = min(max(least, TimeInterval(1 << (failures - 1))), limits.longestPause)
        restsUntil = max(restsUntil ?? now, now.addingTimeInterval(pause))
    }

    private func refusal(_ reason: String) -> Trouble {
        Trouble(
            key: Trouble.key(reading: source), title: "\(source) cannot be read", text: "Its API refuses us: \(reason).",
            fix: "Look at `storeHash` and `token` of sources.\(source) in config.json; `stockbell connect \(source)` says what the token may do.")
    }
}
