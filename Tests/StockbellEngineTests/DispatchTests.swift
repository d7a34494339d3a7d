import FoundationEssentials
import StockbellCore
import StockbellEngine
import StockbellStore
import Testing

/// Clerk and couriers together: from the commit to the outcome, over crashes.
@Suite(.timeLimit(.minutes(1))) struct DispatchTests {
    // MARK: - Claims

    @Test func claimedAtBirthGoesOutWithoutAClaim() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            let parcel = try await carrier.parcels.wait(for: 1)[0]
            let birth = try #require(house.store.commits.last?.deliveries[parcel.id])
            #expect(birth.state == .sending && birth.attempt == 1)
            #expect(birth.leaseUntil == .second(120))
            carrier.finish(parcel.id, .fine)
            await house.settle()
        }
        #expect(house.store.transactions.values.allSatisfy { $0.keys.claims.isEmpty })
        #expect(house.store.commits.filter { !$0.deliveries.isEmpty }.count == 2)
    }

    @Test func aTextIsNeverBornUnderWay() async throws {
        let house = House(.fixture([.sms()], send: "sms:+4915112345678"))
        try await house.run { house in
            let carrier = try house.carrier("sms")
            await house.post("A", 0)
            let parcel = try await carrier.parcels.wait(for: 1)[0]
            #expect(house.store.commits.first { !$0.deliveries.isEmpty }?.deliveries[parcel.id]?.state == .pending)
            carrier.finish(parcel.id, .fine)
        }
        #expect(house.store.transactions.values.contains { $0.keys.claims["sms"] != nil })
        #expect(try await house.deliveries().map(\.state) == [.delivered])
    }

    @Test func noMoreAreUnderWayThanTheChannelIsWide() async throws {
        let house = House(.fixture([.hook(width: 3)], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            for item in 0..<8 { await house.post("\(item)", 0) }
            await house.settle()
            #expect(carrier.underWay == 3)
            for count in 3..<8 {
                carrier.finish(carrier.parcels.values[count - 3].id, .fine)
                try await carrier.parcels.wait(for: count + 1)
                await house.settle()
                #expect(carrier.underWay == 3)
            }
            for parcel in carrier.parcels.values { carrier.finish(parcel.id, .fine) }
        }
        #expect(try await house.deliveries().allSatisfy { $0.state == .delivered && $0.attempt == 1 })
    }

    // MARK: - Order and time

    /// Both are true in the end: it is back, and then it is above its threshold again.
    @Test func theSecondOfALaneWaitsForTheFirstsRetry() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            carrier.finish(try await carrier.parcels.wait(for: 1)[0].id, .fine)
            await house.settle()
            await house.post("A", 3)
            let first = try await carrier.parcels.wait(for: 2)[1].id
            await house.post("A", 20)
            await house.settle()
            carrier.finish(first, .later(30))
            await house.settle()
            #expect(carrier.parcels.values.count == 2)
            house.clock.advance(30)
            #expect(try await carrier.parcels.wait(for: 3)[2].id == first)
            await house.settle()
            #expect(carrier.parcels.values.count == 3)
            carrier.finish(first, .fine)
            let second = try await carrier.parcels.wait(for: 4)[3]
            #expect(second.id > first && second.attempt == 1)
            carrier.finish(second.id, .fine)
        }
        #expect(try await house.deliveries().map(\.letter) == [.outOfStock, .backInStock, .refilled])
        #expect(try await house.deliveries().allSatisfy { $0.state == .delivered })
    }

    /// What failed when its news was old makes way for what is so now.
    @Test func aRetryOfOldNewsMakesWayAtOnce() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            let old = try await carrier.parcels.wait(for: 1)[0].id
            await house.post("A", 20)
            carrier.finish(old, .later(30))
            let new = try await carrier.parcels.wait(for: 2)[1]
            #expect(new.id != old)
            carrier.finish(new.id, .fine)
        }
        #expect(try await house.deliveries().map(\.state) == [.suppressed, .delivered])
    }

    /// A wrong clock is set back by two hours: what is due at once, and is never claimed at birth, goes out all the same.
    @Test func aClockThatIsSetBackHoldsUpNoText() async throws {
        let house = House(.fixture([.sms()], send: "sms:+4915112345678"))
        try await house.run { house in
            let carrier = try house.carrier("sms")
            carrier.answer { _ in .fine }
            await house.post("A", 0)
            try await carrier.parcels.wait(for: 1)
            house.clock.advance(-7200)
            await house.post("B", 0)
            try await carrier.parcels.wait(for: 2)
        }
        #expect(try await house.deliveries().map(\.state) == [.delivered, .delivered])
    }

    @Test func aSlowLaneHoldsUpNoOther() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            await house.post("A", 0)
            let slow = try await carrier.parcels.wait(for: 1)[0].id
            await house.post("B", 0)
            let other = try await carrier.parcels.wait(for: 2)[1].id
            carrier.finish(other, .fine)
            carrier.finish(slow, .fine)
        }
        #expect(try await house.deliveries().allSatisfy { $0.state == .delivered })
    }

    @Test func aChannelThatWantsPeaceGetsIt() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            carrier.answer { _ in carrier.parcels.values.isEmpty ? .peace(60) : .fine }
            await house.post("A", 0)
            try await carrier.parcels.wait(for: 1)
            await house.settle()
            await house.post("B", 0)
            await house.settle()
            house.clock.advance(59)
            await house.settle()
            #expect(carrier.parcels.values.count == 1)
            house.clock.advance(1)
            try await carrier.parcels.wait(for: 3)
        }
        #expect(try await house.deliveries().allSatisfy { $0.state == .delivered })
    }

    @Test func aPauseThatTheFarSideAskedForIsKeptToTheSecond() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            carrier.answer { $0.attempt == 1 ? .later(120) : .fine }
            await house.post("A", 0)
            try await carrier.parcels.wait(for: 1)
            await house.settle()
            house.clock.advance(119)
            await house.settle()
            #expect(carrier.parcels.values.count == 1)
            house.clock.advance(1)
            let retry = try await carrier.parcels.wait(for: 2)[1]
            #expect(retry.attempt == 2 && retry.attemptAt == .second(120) && !retry.mayBeDuplicate)
        }
        #expect(try await house.deliveries().map(\.state) == [.delivered])
    }

    @Test func aDepartmentsPauseEndsOnTime() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            carrier.answer { _ in .fine }
            let department = house.settings.routing.departments[0].name
            house.clerk.note(
                .pause(Pause(scope: .department(department), origin: .hand, since: .start, until: .second(60), reason: "")))
            await house.post("A", 0)
            await house.settle()
            house.clock.advance(59)
            await house.settle()
            #expect(carrier.parcels.values.isEmpty)
            house.clock.advance(1)
            try await carrier.parcels.wait(for: 1)
        }
        #expect(try await house.deliveries().map(\.state) == [.delivered])
    }

    /// Another process lifts a pause that has no end; the clerk looks when it is told that somebody wrote.
    @Test func aPauseThatAnotherProcessLiftsIsNoticed() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        let pause = Pause(scope: .all, origin: .hand, since: .start, until: nil, reason: "")
        try await house.store.transact(BookKeys()) { $0.put(pause) }
        try await house.run { house in
            let carrier = try house.carrier("hook")
            carrier.answer { _ in .fine }
            await house.post("A", 0)
            await house.settle()
            house.clock.advance(100_000)
            await house.settle()
            #expect(carrier.parcels.values.isEmpty)
            try await house.store.transact(BookKeys()) { $0.lift(pause.key) }
            house.clerk.othersWrote()
            try await carrier.parcels.wait(for: 1)
        }
    }

    @Test func aClockThatStepsBackStopsNothingThatIsDueAtOnce() async throws {
        let house = House(.fixture([.hook()], send: "hook"))
        try await house.run { house in
            let carrier = try house.carrier("hook")
            carrier.answer { _ in .fine }
            await house.post("A", 0)
            house.clock.advance(-7200)
            await house.post("B", 0)
            #expect(try await carrier.parcels.wait(for: 2).count == 2)
        }
        #expect(try await house.deliveries().allSatisfy { $0.state == .delivered })
    }

    @Test func aRetryIsRenderedAsOfTheFirstAttempt() async throws {
        let house = House(.fixture([try .mail()], send: "mail:buyers@example.com"))
        try await house.run { house in
            let carrier = try house.carrier("mail")
            carrier.answer { $0.attempt == 1 ? .later(60) : .fine }
            await house.post("A", 0)
            try await carrier.parcels.wait(for: 1)
            await house.settle()
            house.clock.advance(60)
            let parcels = try await carrier.parcels.wait(for: 2)
            #expect(parcels[0].content == parcels[1].content)
            #expect(parcels.map(\.attemptAt) == [.start, .second(60)])
            #expect(parcels[0].idempotencyKey == parcels[1].idempotencyKey)
        }
        #expect(house.renderer.orders.values.map(\.now) == [.start, .start])
    }

    @Test func firstSightsGatherIntoOneSummary() async throws {
        let house = House(.fixture([try .mail()], send: "mail:buyers@example.com", firstSight: .summary))
        try await house.run { house in
            let carrier = try house.carrier("mail")
            carrier.answer { _ in .fine }
            for item in ["A", "B", "C"] { await house.post(item, 0) }
            await house.settle()
            #expect(carrier.parcels.values.isEmpty)
            house.clock.advance(120)
            try await carrier.parcels.wait(for: 1)
            await house.settle()
            #expect(carrier.parcels.values.count == 1)
        }
        #expect(house.renderer.orders.values.map(\.kind) == [.summary])
        #expect(house.renderer.orders.values.first?.alerts.count == 3)
    }

    // MARK: - Troubles

    @Test func aChannelThatNeedsSomebodyIsToldByAnotherOnceAndIsOverWhenItWorks() async throws {
        let house = House(.fixture([.hook(), .chat()], send: "hook", operators: ["chat"]))
        try await house.run { house in
            let (hook, chat) = (try house.carrier("hook"), try house.carrier("chat"))
            chat.answer { _ in .fine }
            hook.answer { _ in .wrong }
            for item in ["A", "B"] { await house.post(item, 0) }
            try await chat.parcels.wait(for: 1)
            await house.settle()
            #expect(chat.parcels.values.count == 1)
            hook.answer { _ in .fine }
            house.clock.advance(300)
            // One went to see, and when it got through the other followed; the second may have been held back from the first.
            try await hook.parcels.wait(for: 3)
            await house.settle()
            hook.answer { _ in .wrong }
            await house.post("C", 0)
            try await chat.parcels.wait(for: 2)
            hook.answer { _ in .fine }
        }
    }

    @Test func aTemplateThatFailsIsReplacedAndTold() async throws {
        let house = House(
            .fixture([try .mail(), .chat()], send: "mail:buyers@example.com", operators: ["chat"]),
            renderer: FakeRenderer(brokenTemplates: [.outOfStock]))
        try await house.run { house in
            for carrier in house.carriers.values { carrier.answer { _ in .fine } }
            await house.post("A", 0)
            await house.post("B", 0)
            await house.settle()
            let letters = try await house.carrier("mail").parcels.wait(for: 2)
            #expect(letters.allSatisfy { $0.content.message?.preview == "built-in" })
            let troubles = try await house.carrier("chat").parcels.wait(for: 1)
            #expect(troubles.map { $0.content.message?.subject } == ["trouble"])
        }
        #expect(try house.carrier("chat").parcels.values.count == 1)
    }

    @Test func aTemplateThatStillFailsAfterAStartIsToldAgain() async throws {
        let settings = Settings.fixture([try .mail(), .chat()], send: "mail:buyers@example.com", operators: ["chat"])
        let clock = ManualClock()
        let store = ScriptedStore(MemoryStore(now: { clock.now }))
        for item in ["A", "B"] {
            let house = House(settings, store: store, clock: clock, renderer: FakeRenderer(brokenTemplates: [.outOfStock]))
            try await house.run { house in
                for carrier in house.carriers.values { carrier.answer { _ in .fine } }
                await house.settle()
                await house.post(item, 0)
                await house.settle()
                try await house.carrier("chat").parcels.wait(for: 1)
            }
        }
    }

    // MARK: - Crashes

    /// What a crash between commit and sending leaves, and what the next start makes of it.
    @Test(arguments: [Crash.mail, .hook, .sms, .repeatedSMS]) func aStartTakesUpWhatACrashLeft(_ crash: Crash) async throws {
        let settings = Settings.fixture([try crash.channel], send: crash.address)
        let clock = ManualClock()
        let store = ScriptedStore(MemoryStore(now: { clock.now }))
        let before = House(settings, store: store, clock: clock)
        let sent = Record<Claimed>()
        // Killed after the commit: what it was about to send goes nowhere.
        let killed = Task { await before.clerk.run { claimed in claimed.forEach(sent.add) } }
        await before.post("A", 0)
        let lost = try await sent.wait(for: 1)[0].delivery
        killed.cancel()
        await killed.value
        #expect(try await before.deliveries().map(\.state) == [.sending])

        let after = House(settings, store: store, clock: clock)
        try await after.run { house in
            let carrier = try house.carrier(lost.address.channel)
            carrier.answer { _ in .fine }
            await house.settle()
            guard crash.isSentAgain else { return #expect(carrier.parcels.values.isEmpty) }
            let parcel = try await carrier.parcels.wait(for: 1)[0]
            #expect(parcel.id == lost.id && parcel.attempt == 2)
            #expect(parcel.mayBeDuplicate == crash.isMarked)
        }
        #expect(try await after.deliveries().map(\.state) == [crash.isSentAgain ? .delivered : .unknown])
    }

    enum Crash {
        case mail, hook, sms, repeatedSMS

        var channel: ChannelSettings {
            get throws {
                switch self {
                case .mail: try .mail()
                case .hook: .hook()
                case .sms: .sms()
                case .repeatedSMS: .sms(ifUnsure: .repeat)
                }
            }
        }

        var address: String {
            switch self {
            case .mail: "mail:buyers@example.com"
            case .hook: "hook"
            case .sms, .repeatedSMS: "sms:+4915112345678"
            }
        }

        var isSentAgain: Bool { self != .sms }
        /// A webhook's receiver recognises the repeat by its id.
        var isMarked: Bool { self == .mail || self == .repeatedSMS }
    }

    @Test func aCommandRescuesNothing() async throws {
        let settings = Settings.fixture([.hook()], send: "hook")
        let clock = ManualClock()
        let store = ScriptedStore(MemoryStore(now: { clock.now }))
        let server = House(settings, store: store, clock: clock)
        try await server.run { server in
            await server.post("A", 0)
            let parcel = try await server.carrier("hook").parcels.wait(for: 1)[0]
            clock.advance(1)
            let command = Clerk(
                store: store, ledger: Ledger(settings: settings), couriers: [:], isStart: false, log: .silent,
                clock: SteadyClock { clock.now }, sleep: { try await clock.sleep($0) })
            let loop = Task { await command.run { _ in } }
            _ = await command.take(.body("{}"), keeping: [], source: "tills", decoded: .level("B", 0), at: clock.now)
            command.stop()
            await loop.value
            #expect(try await server.deliveries().map(\.state) == [.sending, .pending])
            try server.carrier("hook").answer { _ in .fine }
            try server.carrier("hook").finish(parcel.id, .fine)
            await server.settle()
            server.clerk.othersWrote()
            try await server.carrier("hook").parcels.wait(for: 2)
        }
        #expect(try await server.deliveries().map(\.state) == [.delivered, .delivered])
    }

    @Test func aRemovedChannelsDeliveriesDieAndTheOperatorIsTold() async throws {
        let clock = ManualClock()
        let store = ScriptedStore(MemoryStore(now: { clock.now }))
        let before = House(.fixture([.hook(), .chat()], send: "hook", operators: ["chat"]), store: store, clock: clock)
        try await before.run { house in
            try house.carrier("hook").answer { _ in .later(3600) }
            for item in ["A", "B"] { await house.post(item, 0) }
            await house.settle()
        }
        #expect(try await before.deliveries().map(\.state) == [.pending, .pending])
        let after = House(.fixture([.chat()], send: "chat", operators: ["chat"]), store: store, clock: clock)
        try await after.run { house in
            try house.carrier("chat").answer { _ in .fine }
            await house.settle()
            clock.advance(3600)
            try await house.carrier("chat").parcels.wait(for: 1)
            await house.settle()
        }
        let deliveries = try await after.deliveries()
        #expect(deliveries.filter { $0.address.channel == "hook" }.allSatisfy { $0.state == .dead && $0.failure?.reason == .channelRemoved })
        #expect(deliveries.filter { $0.address.channel == "chat" }.map(\.letter) == [.trouble])
    }

    @Test func aStopDrains() async throws {
        let house = House(.fixture([.hook(width: 2), try .mail(width: 1)], send: "hook", "mail:buyers@example.com"))
        try await house.run { house in
            for carrier in house.carriers.values { carrier.answer { _ in .fine } }
            for item in 0..<20 { await house.post("\(item)", 0) }
        }
        let deliveries = try await house.deliveries()
        #expect(deliveries.count == 40)
        // What was not begun stays for the next start; nothing is left half done.
        #expect(deliveries.allSatisfy { $0.state == .delivered || $0.state == .pending })
    }
}

extension Parcel.Content {
    var message: Message? {
        if case .message(let message) = self { message } else { nil }
    }
}
