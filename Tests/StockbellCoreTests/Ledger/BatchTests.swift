import FoundationEssentials
import StockbellCore
import Testing

/// A batch gives what its inputs one by one give, to the last id.
@Suite struct BatchTests {
    @Test(arguments: 0..<24 as Range<UInt64>, [false, true])
    func givesWhatItsInputsGiveOneByOne(seed: UInt64, isJoined: Bool) throws {
        var story = Story(seed: seed, isJoined: isJoined)
        let settings = try isJoined ? Story.joined() : Story.settings()
        var (together, alone) = (World(settings), World(settings))
        for round in 0..<25 {
            together.now.addTimeInterval([1, 20, 150, 400].randomElement(using: &story.generator) ?? 1)
            together.slots = story.slots()
            (alone.now, alone.slots) = (together.now, together.slots)
            let inputs = story.batch(together.shelf, at: together.now, isFirst: round == 0)

            let result = try together.apply(inputs)
            var (verdicts, claimed): ([Arrival.Verdict?], [Claimed]) = ([], [])
            // What a claim gives up may be told on a channel whose claim comes after it: of one batch they all take what was there before.
            let claims = inputs.prefix { if case .claim = $0 { true } else { false } }
            for step in [Array(claims)].filter({ !$0.isEmpty }) + inputs.dropFirst(claims.count).map({ [$0] }) {
                let one = try alone.apply(step)
                verdicts += one.verdicts
                claimed += one.claimed
            }
            let place = Comment(rawValue: "seed \(seed), round \(round)")
            #expect(result.verdicts == verdicts, place)
            #expect(result.claimed == claimed, place)
            #expect(together.slots == alone.slots, place)
            #expect(together.ids == alone.ids, place)
            #expect(together.chance == alone.chance, place)
        }
        #expect(together.shelf.events == alone.shelf.events, "seed \(seed)")
        #expect(together.shelf.deliveries == alone.shelf.deliveries, "seed \(seed)")
        #expect(together.shelf == alone.shelf, "seed \(seed)")
    }

    /// The story must reach what it is told for; else the property above says little.
    @Test func theStoryMeetsEverything() throws {
        var (states, deliveries, kinds, reasons): (Set<EventRecord.State>, Set<Delivery.State>, Set<AlertKind>, Set<Suppression.Reason>) = (
            [], [], [], []
        )
        for seed in 0..<16 as Range<UInt64> {
            var story = Story(seed: seed)
            var world = World(try Story.settings())
            for round in 0..<25 {
                world.now.addTimeInterval([1, 20, 150, 400].randomElement(using: &story.generator) ?? 1)
                world.slots = story.slots()
                try world.apply(story.batch(world.shelf, at: world.now, isFirst: round == 0))
            }
            states.formUnion(world.shelf.events.map(\.state))
            deliveries.formUnion(world.shelf.deliveries.values.map(\.state))
            kinds.formUnion(world.kinds)
            reasons.formUnion(world.shelf.suppressions.map(\.reason))
        }
        #expect(states == Set(EventRecord.State.allCases))
        #expect(deliveries == Set(Delivery.State.allCases))
        #expect(kinds == AlertKind.stock.union([.trouble]))
        #expect(reasons == [.over, .testOnSMS, .channelRemoved, .snoozed])
    }

    @Test func theStoryOfJoinedSourcesMeetsWhatIsTheirs() throws {
        var (stood, aspects, reasons, closed): (Int, Set<LevelKey.Aspect>, Set<Suppression.Reason>, Set<Incident.Closed>) = (0, [], [], [])
        var ends = 0
        for seed in 0..<16 as Range<UInt64> {
            var story = Story(seed: seed, isJoined: true)
            var world = World(try Story.joined())
            for round in 0..<25 {
                world.now.addTimeInterval([1, 20, 150, 400].randomElement(using: &story.generator) ?? 1)
                world.slots = story.slots()
                try world.apply(story.batch(world.shelf, at: world.now, isFirst: round == 0))
            }
            let alerts = world.shelf.alerts.values
            stood += alerts.count { $0.standsInFor != nil }
            ends += alerts.count { $0.isOver }
            aspects.formUnion(alerts.map(\.subject.key.aspect))
            reasons.formUnion(world.shelf.suppressions.map(\.reason))
            closed.formUnion(world.shelf.incidents.values.compactMap(\.closed))
        }
        #expect(aspects == Set(LevelKey.Aspect.allCases))
        #expect(stood > 0 && ends > 0)
        #expect(reasons.contains(.saidOfPlace))
        #expect(closed.isSuperset(of: [.ok, .removed]))
    }
}
