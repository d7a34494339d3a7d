import FoundationEssentials
import StockbellCore
import StockbellEngine
import Testing

@Suite struct EnricherMachineTests {
    private var machine = EnricherMachine(source: "web") { $0.hasPrefix("product:") ? "product" : "variant" }
    private var rows: [Awaited] = []

    private func row(
        _ item: String, place: String? = "1", since second: TimeInterval, declared: Condition? = nil, askAt: TimeInterval? = nil
    ) -> Awaited {
        Awaited(
            id: Identifier("\(item) \(place ?? "") \(second)"), key: LevelKey(source: "web", item: item, place: place), declared: declared,
            since: .second(second), askAt: .second(askAt ?? second))
    }

    private func said(_ item: String, place: String = "1", _ quantity: Decimal = 3) -> StockEvent {
        StockEvent(
            kind: .reading, type: "reading",
            subject: Subject(source: "web", platform: .bigcommerce, item: Item(id: item, parent: "7"), place: Place(id: place)), quantity: quantity)
    }

    private func page(_ statements: StockEvent..., isLast: Bool = true, left: Int = 100) -> Finding {
        Finding(.page(statements, isLast: isLast, body: [1]), quota: .init(left: left, most: 150, resetsAfter: .seconds(20)))
    }

    private func ask(_ items: String..., places: [String]? = ["1"], page: Int = 1) -> EnricherMachine.Action {
        .ask(Inquiry(source: "web", items: items, places: places, page: page))
    }

    @Test mutating func whatWaitsIsAskedForTogetherAfterASecond() {
        let rows = [row("A", since: 0), row("B", place: "2", since: 0.5), row("A", since: 0.7)]
        #expect(machine.handle(.waiting(rows), now: .second(0.9)) == [])
        #expect(machine.handle(.waiting(rows), now: .second(1)) == [ask("A", "B", places: ["1", "2"])])
        // One question at a time.
        #expect(machine.handle(.waiting(rows + [row("C", since: 0)]), now: .second(2)) == [])
    }

    @Test mutating func anAnswerIsNotedAndNotAskedForAgain() throws {
        let rows = [row("A", since: 0), row("B", since: 0)]
        let inquiry = Inquiry(source: "web", items: ["A", "B"], places: ["1"])
        _ = machine.handle(.waiting(rows), now: .second(1))
        let actions = machine.handle(.found(inquiry, page(said("A"), said("A", place: "2"))), now: .second(1.2))
        guard case .note(.reading(let reading)) = try #require(actions.first) else { return #expect(Bool(false), "\(actions)") }
        // What nobody asked for is left out; what was asked for and is not there is answered too.
        #expect(reading.statements.map(\.subject.key) == [rows[0].key] && reading.asked == [rows[0].key, rows[1].key])
        #expect(reading.sentAt == .second(1) && reading.statements[0].occurredAt == .second(1) && reading.body == [1])
        // The store may not have it yet.
        #expect(machine.handle(.waiting(rows), now: .second(2)) == [])
        // What came after the question is asked for.
        #expect(machine.handle(.waiting(rows + [row("A", since: 1)]), now: .second(3)) == [ask("A")])
        #expect(machine.counts.asked == 2 && machine.counts.answered == 1)
    }

    @Test mutating func aReadingThatWasNeverWrittenIsAskedForAnew() {
        let rows = [row("A", since: 0)]
        _ = machine.handle(.waiting(rows), now: .second(1))
        _ = machine.handle(.found(Inquiry(source: "web", items: ["A"], places: ["1"]), page(said("A"))), now: .second(2))
        #expect(machine.handle(.waiting(rows), now: .second(31)) == [])
        #expect(machine.handle(.waiting(rows), now: .second(32)) == [ask("A")])
    }

    @Test mutating func pagesAreFollowed() throws {
        let rows = [row("A", since: 0), row("B", since: 0)]
        _ = machine.handle(.waiting(rows), now: .second(1))
        let first = machine.handle(
            .found(Inquiry(source: "web", items: ["A", "B"], places: ["1"]), page(said("A"), isLast: false)), now: .second(2))
        #expect(first.count == 2 && first[1] == ask("A", "B", page: 2))
        let second = machine.handle(.found(Inquiry(source: "web", items: ["A", "B"], places: ["1"], page: 2), page(said("B"))), now: .second(3))
        let asked = (first + second).compactMap { action in if case .note(.reading(let reading)) = action { reading.asked } else { nil } }
        #expect(asked == [[rows[0].key], [rows[1].key]])
    }

    @Test mutating func manyItemsAreAskedForInParts() {
        let rows = (0..<600).map { row("\(1000 + $0)", since: TimeInterval($0) / 1000) }
        guard case .ask(let first)? = machine.handle(.waiting(rows), now: .second(0.7)).first else { return #expect(Bool(false)) }
        // A full question waits for no company, and what waited longest goes first.
        #expect(first.items.count == 250 && first.items.first == "1000")
        guard case .ask(let second)? = machine.handle(.found(first, page()), now: .second(1)).last else { return #expect(Bool(false)) }
        #expect(second.items.first == "1250")
    }

    @Test mutating func whatWasDeclaredGoesFirstAndKindsApart() {
        let rows = (0..<300).map { row("\(1000 + $0)", since: 0) } + [row("product:7", place: nil, since: 0, declared: .low)]
        #expect(machine.handle(.waiting(rows), now: .second(2)) == [ask("product:7", places: nil)])
        let inquiry = Inquiry(source: "web", items: ["product:7"])
        guard case .note(.reading(let reading))? = machine.handle(.found(inquiry, page(said("79"), said("80"))), now: .second(3)).first else {
            return #expect(Bool(false))
        }
        #expect(reading.statements.map(\.subject.item.id) == ["79", "80"] && reading.asked == [rows[300].key])
    }

    @Test mutating func aSecondLookHasItsTime() {
        let rows = [row("A", since: 0, askAt: 3)]
        #expect(machine.handle(.waiting(rows), now: .second(2.9)) == [])
        #expect(machine.handle(.waiting(rows), now: .second(3)) == [ask("A")])
    }

    // MARK: - Quotas and failures

    @Test mutating func aTenthOfTheQuotaIsLeftToOthers() {
        let rows = [row("A", since: 0), row("B", since: 1.5)]
        let inquiry = Inquiry(source: "web", items: ["A"], places: ["1"])
        _ = machine.handle(.waiting([rows[0]]), now: .second(1))
        _ = machine.handle(.found(inquiry, page(said("A"), left: 15)), now: .second(2))
        #expect(machine.handle(.waiting([rows[1]]), now: .second(21.9)) == [])
        #expect(machine.handle(.waiting([rows[1]]), now: .second(22)) == [ask("B")])
    }

    @Test(arguments: [(Finding.Quota(left: 0, most: 150, resetsAfter: .seconds(7)), 8.0), (nil, 2)] as [(Finding.Quota?, TimeInterval)])
    mutating func tooManyQuestionsWaitAsTold(_ quota: Finding.Quota?, _ until: TimeInterval) {
        let rows = [row("A", since: 0)]
        let inquiry = Inquiry(source: "web", items: ["A"], places: ["1"])
        _ = machine.handle(.waiting(rows), now: .second(1))
        #expect(machine.handle(.found(inquiry, Finding(.limited, quota: quota)), now: .second(1)) == [])
        #expect(machine.handle(.waiting(rows), now: .second(until - 0.1)) == [])
        #expect(machine.handle(.waiting(rows), now: .second(until)) == [ask("A")])
        #expect(machine.counts.limited == 1)
    }

    @Test mutating func failuresAreFollowedByLongerAndLongerPauses() {
        let rows = [row("A", since: 0)]
        let inquiry = Inquiry(source: "web", items: ["A"], places: ["1"])
        var now: TimeInterval = 1
        for pause in [1.0, 2, 4, 8, 16, 32, 60, 60] {
            #expect(machine.handle(.waiting(rows), now: .second(now)) == [ask("A")])
            #expect(machine.handle(.found(inquiry, Finding(.failed("HTTP 500"))), now: .second(now)) == [])
            #expect(machine.handle(.waiting(rows), now: .second(now + pause - 0.01)) == [])
            now += pause
        }
    }

    @Test mutating func aRefusedTokenIsATrouble() {
        let rows = [row("A", since: 0)]
        _ = machine.handle(.waiting(rows), now: .second(1))
        let inquiry = Inquiry(source: "web", items: ["A"], places: ["1"])
        let actions = machine.handle(.found(inquiry, Finding(.refused("HTTP 401"))), now: .second(1))
        guard case .note(.trouble(let trouble))? = actions.first else { return #expect(Bool(false), "\(actions)") }
        #expect(trouble.key == "reading:web" && trouble.text.contains("HTTP 401"))
        #expect(machine.handle(.waiting(rows), now: .second(30)) == [])
        #expect(machine.handle(.waiting(rows), now: .second(31)) == [ask("A")])
    }

    @Test mutating func aPlaceThatIsGoneIsAskedAroundAtOnce() {
        _ = machine.handle(.waiting([row("A", since: 0), row("B", place: "99", since: 0)]), now: .second(1))
        let inquiry = Inquiry(source: "web", items: ["A", "B"], places: ["1", "99"])
        #expect(machine.handle(.found(inquiry, Finding(.missing)), now: .second(2)) == [ask("A", "B", places: nil)])
    }

    @Test mutating func anItemThatSpoilsAQuestionIsFound() throws {
        let rows = ["A", "B", "C", "D"].map { row($0, since: 0) }
        var (open, answered) = (rows, [LevelKey]())
        var now: TimeInterval = 1
        while let action = machine.handle(.waiting(open), now: .second(now)).last, case .ask(var inquiry) = action {
            try #require(now < 20)
            while true {
                let finding = inquiry.items.contains("C") ? Finding(.invalid("HTTP 422")) : page()
                var next: Inquiry?
                for action in machine.handle(.found(inquiry, finding), now: .second(now)) {
                    switch action {
                    case .ask(let more): next = more
                    case .note(.reading(let reading)):
                        answered += reading.asked
                        #expect((reading.refusal == nil) == !reading.asked.contains(rows[2].key))
                    case .note: break
                    }
                }
                guard let next else { break }
                inquiry = next
            }
            open.removeAll { answered.contains($0.key) }
            now += 1
        }
        #expect(Set(answered) == Set(rows.map(\.key)))
    }

    // MARK: - Sweeps

    private func sweeping(_ page: Int) -> EnricherMachine.Action { .ask(Inquiry(source: "web", items: [], page: page, size: 100)) }

    @Test func everythingIsComparedPageByPage() throws {
        var machine = EnricherMachine(source: "web", sweep: 86_400)
        #expect(machine.handle(.waiting([]), now: .second(0)) == [])
        #expect(machine.handle(.waiting([]), now: .second(599)) == [])
        #expect(machine.handle(.waiting([]), now: .second(600)) == [sweeping(1)])
        let first = Inquiry(source: "web", items: [], page: 1, size: 100)
        let actions = machine.handle(.found(first, page(said("A"), isLast: false)), now: .second(601))
        guard case .note(.reading(let reading))? = actions.first else { return #expect(Bool(false), "\(actions)") }
        #expect(actions.count == 1 && reading.purpose == .sweep && reading.asked.isEmpty && reading.statements[0].occurredAt == .second(600))
        // What events wait for goes first.
        let rows = [row("B", since: 609)]
        #expect(machine.handle(.waiting(rows), now: .second(611)) == [ask("B")])
        let answered = machine.handle(.found(Inquiry(source: "web", items: ["B"], places: ["1"]), page(said("B"))), now: .second(612))
        #expect(answered.last == sweeping(2))
        _ = machine.handle(.found(Inquiry(source: "web", items: [], page: 2, size: 100), page(said("C"))), now: .second(613))
        #expect(machine.handle(.waiting([]), now: .second(613 + 86_399)) == [])
        #expect(machine.handle(.waiting([]), now: .second(613 + 86_400)) == [sweeping(1)])
    }

    @Test func aSweepWaitsWhereTheQuotaIsScarceOrThePlatformIsNotWell() throws {
        var machine = EnricherMachine(source: "web", sweep: 86_400)
        _ = machine.handle(.waiting([]), now: .second(0))
        _ = machine.handle(.waiting([]), now: .second(600))
        let first = Inquiry(source: "web", items: [], page: 1, size: 100)
        _ = machine.handle(.found(first, page(said("A"), isLast: false, left: 60)), now: .second(601))
        #expect(machine.handle(.waiting([]), now: .second(611)) == [])
        #expect(machine.handle(.waiting([]), now: .second(671)) == [sweeping(2)])
        _ = machine.handle(.found(Inquiry(source: "web", items: [], page: 2, size: 100), Finding(.failed("HTTP 500"))), now: .second(672))
        #expect(machine.handle(.waiting([]), now: .second(731)) == [])
        #expect(machine.handle(.waiting([]), now: .second(732)) == [sweeping(2)])
    }

    @Test mutating func anAnswerToNoQuestionFallsToTheGround() {
        #expect(machine.handle(.found(Inquiry(source: "web", items: ["A"]), page(said("A"))), now: .second(1)) == [])
    }
}
