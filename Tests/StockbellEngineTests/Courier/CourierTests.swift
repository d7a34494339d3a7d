import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

@Suite(.timeLimit(.minutes(1))) struct CourierTests {
    private let notes = Record<Input>()
    private let carrier = FakeCarrier { _ in .fine }
    private let renderer = FakeRenderer()

    private func courier(_ channel: ChannelSettings, _ renderer: FakeRenderer? = nil, routing: Routing = Routing()) -> Courier {
        Courier(
            channel: channel, carrier: carrier, renderer: renderer ?? self.renderer, routing: routing, log: .silent, now: { .second(9) },
            note: notes.add)
    }

    private func claimed(_ id: String, _ channel: String, trouble: Trouble? = nil) -> Claimed {
        let subject = Subject(source: "tills", platform: .enad, item: Item(id: "A"))
        let alert = Alert(
            id: Identifier("alert \(id)"), incident: Identifier("incident"), kind: trouble == nil ? .outOfStock : .trouble, subject: subject,
            from: .ok,
            to: .out, since: .start, trouble: trouble, decidedAt: .start)
        var delivery = Delivery(
            id: Identifier(id), alerts: [alert.id], incident: alert.incident, letter: LetterKind(alert.kind), department: "purchasing",
            rule: "purchasing/all", address: Address(channel: channel, recipient: "anna"), state: .sending, createdAt: .start, dueAt: .start)
        delivery.attempt = 3
        delivery.round = 1
        delivery.mayBeDuplicate = true
        return Claimed(delivery: delivery, alerts: [alert])
    }

    /// Runs a courier over what it is given, to its end.
    private func carry(_ claimed: [Claimed], by courier: Courier) async {
        courier.take(claimed)
        courier.stop()
        await courier.run()
    }

    private func attempt(_ id: String, _ channel: String) -> Input.Attempt {
        .init(delivery: Identifier(id), number: 3, channel: channel, level: claimed(id, channel).level)
    }

    @Test func eachDeliveryGivesOneOutcome() async throws {
        let courier = courier(try .mail())
        let ids = (0..<100).map { "\($0)" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await courier.run() }
            for id in ids { group.addTask { courier.take([claimed(id, "mail")]) } }
            try await notes.wait(for: 100)
            courier.stop()
        }
        #expect(Set(notes.values) == Set(ids.map { .outcome(attempt($0, "mail"), .fine) }))
        #expect(notes.values.count == 100)
    }

    @Test func aParcelCarriesWhatTheDeliverySays() async throws {
        await carry([claimed("1", "mail")], by: courier(try .mail()))
        let parcel = try #require(carrier.parcels.values.first)
        #expect(parcel.id.string == "1" && parcel.idempotencyKey == "1-1" && parcel.attempt == 3)
        #expect(parcel.recipient == "anna" && parcel.department == "purchasing" && parcel.incident?.string == "incident")
        #expect(parcel.createdAt == .start && parcel.attemptAt == .second(9) && parcel.mayBeDuplicate)
        #expect(!parcel.wasGreylisted)
    }

    @Test(arguments: [Failure.Reason.greylisted, .serverError]) func aParcelKnowsThatItWasGreylisted(_ reason: Failure.Reason) async throws {
        var again = claimed("1", "mail")
        again.delivery.failure = Failure(reason, "450 later")
        await carry([again], by: courier(try .mail()))
        #expect(try #require(carrier.parcels.values.first).wasGreylisted == (reason == .greylisted))
    }

    @Test func lettersAreRenderedAsOfTheFreezing() async throws {
        var frozen = claimed("1", "mail")
        frozen.delivery.frozenAt = .second(-60)
        await carry([frozen, claimed("2", "mail")], by: courier(try .mail()))
        #expect(renderer.orders.values.map(\.now) == [.second(-60), .second(9)])
    }

    @Test(arguments: [nil, Trouble(key: "k", title: "t", text: "t", fix: "f")]) func aWebhookGetsTheFacts(_ trouble: Trouble?) async throws {
        let claimed = claimed("1", "hook", trouble: trouble)
        await carry([claimed], by: courier(.hook()))
        #expect(carrier.parcels.values.map(\.content) == [.facts(claimed.alerts)])
        #expect(renderer.orders.values.isEmpty)
    }

    @Test func aFailingTemplateGivesTheBuiltInLetterAndATrouble() async throws {
        await carry([claimed("1", "mail")], by: courier(try .mail(), FakeRenderer(brokenTemplates: [.outOfStock])))
        #expect(carrier.parcels.values.first?.content.message?.preview == "built-in")
        guard case .trouble(let trouble) = notes.values.first else { throw FixtureError() }
        #expect(trouble.key == "template:out-of-stock.md" && trouble.text.contains("out-of-stock.md:3"))
        #expect(notes.values.dropFirst() == [.outcome(attempt("1", "mail"), .fine)])
    }

    @Test func aLetterThatCannotBeRenderedAtAllIsDeadNotLost() async throws {
        await carry([claimed("1", "mail"), claimed("2", "mail")], by: courier(try .mail(), FakeRenderer(brokenLetters: [.outOfStock])))
        #expect(carrier.parcels.values.isEmpty)
        let outcomes = notes.values.compactMap { note in
            if case .outcome(let attempt, .rejected(let failure, let suppress)) = note {
                (attempt.delivery.string, failure.reason, suppress)
            } else {
                nil
            }
        }
        #expect(outcomes.map(\.0) == ["1", "2"] && outcomes.allSatisfy { $0.1 == .render && !$0.2 })
    }

    @Test func aDepartmentThatIsGoneSpeaksTheHousesLanguage() async throws {
        let routing = Routing(houseLocale: "de", houseTimeZone: "Europe/Vienna")
        await carry([claimed("1", "mail")], by: courier(try .mail(), routing: routing))
        let department = try #require(renderer.orders.values.first?.department)
        #expect(department.name == "purchasing" && department.locale == "de" && department.timeZone == "Europe/Vienna")
    }

    @Test func noMoreAreUnderWayThanTheChannelAllows() async throws {
        carrier.answer { _ in nil }
        await carry((1...5).map { claimed("\($0)", "mail") }, by: courier(try .mail(width: 2)))
        #expect(carrier.parcels.values.map(\.id.string) == ["1", "2"])
        carrier.finish(Identifier("2"), .fine)
        carrier.finish(Identifier("1"), .fine)
        #expect(carrier.parcels.values.map(\.id.string) == ["1", "2", "3", "4"])
        for id in ["3", "4", "5"] { carrier.finish(Identifier(id), .fine) }
        #expect(carrier.underWay == 0 && notes.values.count == 5)
    }

    @Test func whatWaitsComesBackUnsentWhenTheFarSideAsksForPeace() async throws {
        carrier.answer { _ in nil }
        await carry((1...3).map { claimed("\($0)", "mail") }, by: courier(try .mail(width: 1)))
        let peace = Outcome.retry(Failure(.rateLimited, "429"), after: .seconds(30), scope: .channel)
        carrier.finish(Identifier("1"), peace)
        #expect(carrier.parcels.values.count == 1)
        #expect(notes.values == [("1", peace), ("2", .unsent), ("3", .unsent)].map { .outcome(attempt($0.0, "mail"), $0.1) })
    }

    @Test func atTheEndWhatHasNotGoneOutComesBackUnsent() async throws {
        carrier.answer { _ in nil }
        let courier = courier(try .mail(width: 1))
        await carry((1...2).map { claimed("\($0)", "mail") }, by: courier)
        courier.putBack()
        await carry([claimed("3", "mail")], by: courier)
        #expect(notes.values == ["2", "3"].map { .outcome(attempt($0, "mail"), .unsent) })
        carrier.finish(Identifier("1"), .fine)
        #expect(carrier.parcels.values.count == 1 && notes.values.last == .outcome(attempt("1", "mail"), .fine))
    }

    @Test func cancellationEndsIt() async throws {
        let courier = courier(.hook())
        let loop = Task { await courier.run() }
        loop.cancel()
        await loop.value
    }
}
