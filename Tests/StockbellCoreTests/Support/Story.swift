import FoundationEssentials
import StockbellCore

/// Makes random inputs for a world: events of a few items, what came of attempts, claims and what the clock brings.
struct Story {
    var generator: SeededGenerator
    private var bodies = 0
    private let troubles: [String]

    /// - Parameter isJoined: whether the sources tell of the same shelves, and the one that leads may fall silent.
    init(seed: UInt64, isJoined: Bool = false) {
        generator = SeededGenerator(seed: seed)
        troubles = isJoined ? ["template:x", "source:tills:quiet", "source:web:quiet"] : ["template:x"]
    }

    /// Three sources, of which one follows another and a third one tells of the same place; place 2 has no common name.
    static func joined() throws -> Settings {
        var settings = try settings()
        settings.sources[1].follows = "tills"
        settings.sources[1].mismatchAfter = .seconds(60)
        settings.places = [NamedPlace(key: "one", name: "One", spots: ["tills", "web", "licences"].map { .init(source: $0, id: "1") })]
        let board = Address(text: "mail:board@example.com")
        settings.routing.departments += [
            .wanting("control", "chat", "sms:+4915112345679", on: [.mismatch]),
            Department(
                name: "board", locale: "en", timeZone: "UTC",
                rules: [
                    Rule(id: "board/all", name: "all", on: AlertKind.stock, across: .allPlaces, send: [board]),
                    Rule(id: "board/one", name: "one", on: [.outOfStock], where: .field(.place, .matches([Glob("one")])), send: [board]),
                ]),
        ]
        // Storms have stories of their own.
        for department in settings.routing.departments.indices {
            for rule in settings.routing.departments[department].rules.indices { settings.routing.departments[department].rules[rule].limit = .off }
        }
        return settings
    }

    static func settings() throws -> Settings {
        let sources = [
            SourceSettings(name: "tills", platform: .enad, firstSight: .alert),
            SourceSettings(name: "web", platform: .bigcommerce, firstSight: .summary),
            SourceSettings(name: "licences", platform: .digitalRiver, testEvents: .live, firstSight: .quiet),
        ]
        // Item D is nobody's; `otherwise` hears of it.
        let notD = Where.field(.item, .not(.matches([Glob("D")])))
        var departments: [Department] = [
            .wanting("purchasing", "mail:a@example.com", "sms:+4915112345678", where: notD),
            .wanting("sales", "mail:a@example.com", "chat", on: [.outOfStock, .backInStock], where: notD),
            .wanting("robots", "hook", "removed:x", where: .field(.item, .matches([Glob("A"), Glob("B")]))),
        ]
        departments[0].rules[0].remind = .seconds(120)
        departments[0].rules[0].escalate = [.init(after: .seconds(45), send: [Address(text: "chat"), Address(text: "mail:a@example.com")])]
        for department in 0...1 { departments[department].rules[0].fallback = [Address(text: "mail:f@example.com"), Address(text: "hook")] }
        var settings = try Settings.fixture(
            sources: sources, okAbove: 7, backAbove: 2, departments: departments, otherwise: Address(text: "chat"),
            operators: [Address(text: "mail:ops@example.com"), Address(text: "chat")])
        for index in settings.channels.indices where ["mail", "sms"].contains(settings.channels[index].name) {
            settings.channels[index].feedback = FeedbackDoor(url: "https://stock.example.com/receipts/x", key: Secret("k"))
        }
        return settings
    }

    /// A body of one to three events, some of them late, of the future, repeated or without a time.
    mutating func arrival(at now: Date) -> Input {
        bodies += 1
        let source = ["tills", "web", "licences"].randomElement(using: &generator) ?? "tills"
        let events = (0..<(generator.chance(1, in: 4) ? 3 : 1)).map { _ in event(source, at: now) }
        let arrival = Arrival(id: .init("body-\(bodies)"), source: source, receivedAt: now, body: [])
        if generator.chance(1, in: 20) { return .arrival(arrival, .quarantined(type: nil, reason: "unreadable")) }
        if generator.chance(1, in: 20) { return .arrival(arrival, .ignored(type: "x", reason: "not stock")) }
        return .arrival(arrival, .events(events))
    }

    private mutating func event(_ source: String, at now: Date) -> StockEvent {
        let kinds: [StockEvent.Kind] = [
            .level, .level, .level, .level, .level, .level, .delta, .declaredOut, .declaredLow, .declaredBack, .removed, .touched, .ignored,
        ]
        let kind = kinds.randomElement(using: &generator) ?? .level
        let number = Decimal(Int.random(in: -1...12, using: &generator))
        let key: DedupeKey? =
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: .id(UInt8.random(in: 0...30, using: &generator))
            case 1: .print(UInt8.random(in: 0...3, using: &generator))
            default: nil
            }
        let second = now.timeIntervalSince(.start) + TimeInterval(Int.random(in: -3...2, using: &generator))
        return stockEvent(
            kind, ["A", "B", "C", "D"].randomElement(using: &generator) ?? "A", kind == .level ? number : nil,
            previous: generator.chance(1, in: 3) ? Decimal(Int.random(in: 0...12, using: &generator)) : nil, delta: kind == .delta ? number : nil,
            at: generator.chance(1, in: 3) ? nil : second, sequence: generator.chance(1, in: 4) ? Int64.random(in: 1...9, using: &generator) : nil,
            source: source, place: generator.chance(1, in: 3) ? "2" : "1", key: key, isTest: generator.chance(1, in: 6))
    }

    /// What came of an attempt that is, or was, under way.
    mutating func outcome(_ shelf: Shelf) -> Input? {
        guard let delivery = shelf.latest(60).filter({ $0.attempt > 0 }).randomElement(using: &generator) else { return nil }
        let outcomes: [Outcome] = [
            .fine, .fine, .fine, .delivered(Receipt(providerID: delivery.id.string, answer: "250", segments: 1)), .again, .unsure, .refused, .wrong,
            .retry(Failure(.rateLimited, "429"), after: .seconds(30), scope: .channel),
        ]
        let number = generator.chance(1, in: 8) ? delivery.attempt - 1 : delivery.attempt
        return .outcome(
            .init(
                delivery: delivery.id, number: number, channel: delivery.address.channel,
                level: delivery.incident.flatMap { shelf.incidents[$0]?.level }), outcomes.randomElement(using: &generator) ?? .fine)
    }

    /// What a far side says of something that it may have taken, or of an address; it may say all of it twice.
    private mutating func feedback(_ shelf: Shelf) -> Input {
        let channel = generator.chance(1, in: 2) ? "mail" : "sms"
        let recipient = channel == "mail" ? "a@EXAMPLE.com" : "4915112345678"
        if generator.chance(1, in: 6) { return .feedback(channel: channel, [.optOut(recipient: recipient, because: "STOP")]) }
        if generator.chance(1, in: 3) { return .feedback(channel: channel, [.optIn(recipient: recipient)]) }
        let sent = shelf.latest(60).filter { $0.attempt > 0 && $0.address.channel == channel }
        guard let delivery = sent.randomElement(using: &generator) else { return .due }
        let name = delivery.receipt?.providerID.map { DeliveryReport.Subject.provider($0) }
        let subject = generator.chance(1, in: 2) ? name ?? .delivery(delivery.key) : .delivery(delivery.key)
        let fate = DeliveryReport.Fate.allCases.randomElement(using: &generator) ?? .arrived
        let report = DeliveryReport(
            subject, fate, detail: "said so", suppresses: generator.chance(1, in: 9) ? [.bounce, .optOut].randomElement(using: &generator) : nil)
        return .feedback(channel: channel, [.report(report), .report(report)])
    }

    /// One batch: claims and selections first, as they take what was loaded, then all the rest in any order.
    mutating func batch(_ shelf: Shelf, at now: Date, isFirst: Bool) -> [Input] {
        var inputs: [Input] = []
        let isStart = isFirst || generator.chance(1, in: 30)
        if isStart { inputs.append(.rescue(isStart: true)) }
        for channel in ["mail", "chat", "hook", "sms"] where !isStart && generator.chance(1, in: 3) {
            inputs.append(.claim(channel: channel, slots: Int.random(in: 1...3, using: &generator)))
        }
        if generator.chance(1, in: 6) { inputs.append(byHand()) }
        var rest: [Input] = (0..<Int.random(in: 0...5, using: &generator)).map { _ in arrival(at: now) }
        for _ in 0..<Int.random(in: 0...4, using: &generator) { if let outcome = outcome(shelf) { rest.append(outcome) } }
        if generator.chance(1, in: 2) { rest.append(.due) }
        if generator.chance(1, in: 2) { rest.append(feedback(shelf)) }
        if generator.chance(1, in: 20) { rest.append(.allow(.init(channel: "mail", recipient: "a@example.com"))) }
        if generator.chance(1, in: 3), let order = care(shelf) { rest.append(order) }
        if generator.chance(1, in: 3) { rest.append(.rescue(isStart: false)) }
        if generator.chance(1, in: 4) { rest.append(pause(at: now)) }
        let (raised, ended) = (troubles.randomElement(using: &generator) ?? "", troubles.randomElement(using: &generator) ?? "")
        if generator.chance(1, in: 8) { rest.append(.trouble(Trouble(key: raised, title: "t", text: "t", fix: "f"))) }
        if generator.chance(1, in: 8) { rest.append(.troubleOver(ended)) }
        return inputs + rest.shuffled(using: &generator)
    }

    /// What somebody of a department does about an incident, which may be over.
    ///
    /// Nobody ends a snooze: what is due by that is released with the next look at what is due.
    private mutating func care(_ shelf: Shelf) -> Input? {
        guard let message = shelf.latest(60).filter({ $0.incident != nil }).randomElement(using: &generator), let id = message.incident,
            let incident = shelf.incidents[id]
        else { return nil }
        let acts: [CareOrder.Act] = [.own("Anna"), .own("Ben"), .snooze(.seconds(60)), .snoozeUntilRestock]
        let asked = message.alerts.first.flatMap { shelf.alerts[$0] }.map { CareOrder.Asked(delivery: message.id, alert: $0.id, kind: $0.kind) }
        return .care(
            CareOrder(
                incident: id, level: incident.level, department: message.department, act: acts.randomElement(using: &generator) ?? .own("Anna"),
                asked: asked))
    }

    /// What somebody does with deliveries.
    private mutating func byHand() -> Input {
        let selection = DeliverySelection(states: Set(Delivery.State.allCases), limit: Int.random(in: 1...30, using: &generator))
        return generator.chance(1, in: 3) ? .cancel(selection) : .retry(selection)
    }

    /// What somebody does with a scope.
    private mutating func pause(at now: Date) -> Input {
        let scopes: [Pause.Scope] = [.all, .channel("mail"), .department("sales"), .address(Address(text: "mail:a@example.com"))]
        let scope = scopes.randomElement(using: &generator) ?? .all
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return .pause(Pause(scope: scope, origin: .hand, since: now, until: now.addingTimeInterval(60), reason: "budget"))
        default: return .resume(generator.chance(1, in: 2) ? nil : scope)
        }
    }

    mutating func slots() -> [String: Int] {
        ["mail": Int.random(in: 0...4, using: &generator), "chat": Int.random(in: 0...1, using: &generator), "hook": 4, "sms": 4]
    }
}
