import FoundationEssentials
import StockbellCore

/// What happened to some items, in its true order, and how a platform told it: late, twice, in another order.
///
/// Every statement has a time of its own; between them come changes without totals, which must not matter.
struct History {
    /// One body of one event.
    struct Post {
        var event: StockEvent
        var receivedAt: Date
    }

    let settings: Settings
    /// By level, every absolute statement in the order of its time.
    private(set) var truth: [LevelKey: [StockEvent]] = [:]
    /// What arrives, in the order in which it arrives.
    private(set) var posts: [Post] = []

    let firstSight: SourceSettings.FirstSight
    /// Whether each statement says what was before it.
    let tellsPrevious: Bool
    /// Whether some statements are words without a number.
    let mayDeclare: Bool
    private let mayBeRemoved: Bool
    private let mayRepeat: Bool
    private let longestDelay: TimeInterval
    private var generator: SeededGenerator

    init(seed: UInt64) throws {
        var chance = SeededGenerator(seed: seed)
        firstSight = SourceSettings.FirstSight.allCases.randomElement(using: &chance) ?? .alert
        tellsPrevious = chance.chance(1, in: 3)
        mayDeclare = chance.chance(1, in: 5)
        mayBeRemoved = chance.chance(1, in: 3)
        mayRepeat = chance.chance(2, in: 3)
        longestDelay = [0, 1, 60, 86_400, 1_000_000].randomElement(using: &chance) ?? 0
        settings = try .fixture(
            sources: [SourceSettings(name: "tills", platform: .enad, firstSight: firstSight)],
            low: [nil, 5, 5].randomElement(using: &chance) ?? nil, okAbove: [nil, nil, 8].randomElement(using: &chance) ?? nil,
            backAbove: [nil, nil, 2].randomElement(using: &chance) ?? nil, departments: [])
        generator = chance
        for place in 1...Int.random(in: 1...2, using: &generator) { tell(place: String(place)) }
        // Sorting keeps what comes at one moment in an order that chance has made.
        posts.shuffle(using: &generator)
        posts.sort { $0.receivedAt < $1.receivedAt }
    }

    var low: Decimal? { settings.thresholds.lines[0].low }
    var okAbove: Decimal? { settings.thresholds.lines[0].okAbove }
    var backAbove: Decimal? { settings.thresholds.lines[0].backAbove }

    private mutating func tell(place: String) {
        var (second, quantity): (TimeInterval, Decimal?) = (0, Decimal(Int.random(in: -1...12, using: &generator)))
        for index in 0..<Int.random(in: 1...8, using: &generator) {
            // A millisecond is the finest that is kept.
            second += [0.001, 0.5, 30, 61, 4000, 90_000].randomElement(using: &generator) ?? 1
            let event = statement(index, place, second, &quantity)
            truth[event.subject.key, default: []].append(event)
            for _ in 0..<(mayRepeat ? Int.random(in: 1...3, using: &generator) : 1) { post(event, second) }
            if generator.chance(1, in: 8) {
                let change = Decimal(Int.random(in: -3...3, using: &generator))
                post(stockEvent(.delta, delta: change, at: generator.chance(1, in: 2) ? second : nil, place: place), second)
            }
        }
    }

    private mutating func statement(_ index: Int, _ place: String, _ second: TimeInterval, _ quantity: inout Decimal?) -> StockEvent {
        let previous = quantity
        var kind = StockEvent.Kind.level
        if mayBeRemoved && generator.chance(1, in: 6) {
            (kind, quantity) = (.removed, nil)
        } else {
            let number = Decimal(Int.random(in: -2...24, using: &generator)) / 2
            quantity = generator.chance(1, in: 4) ? 0 : number
            if generator.chance(1, in: 5) { kind = quantity.map { $0 <= 0 } ?? false ? .declaredOut : .declaredLow }
            if mayDeclare && kind != .level { quantity = nil }
        }
        let digest = UInt8(index)
        return stockEvent(
            kind, "A", quantity, previous: tellsPrevious && kind != .removed ? previous : nil, at: second,
            sequence: generator.chance(1, in: 3) ? Int64(index) : nil, place: place,
            key: [DedupeKey(digest: [digest, UInt8(place) ?? 0], strength: .providerID), .print(digest), nil].randomElement(using: &generator) ?? nil)
    }

    private mutating func post(_ event: StockEvent, _ second: TimeInterval) {
        let delay = TimeInterval.random(in: 0...max(longestDelay, 0.001), using: &generator)
        posts.append(Post(event: event, receivedAt: .second(second + delay)))
    }
}
