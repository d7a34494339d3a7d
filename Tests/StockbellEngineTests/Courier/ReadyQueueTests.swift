import StockbellCore
import StockbellEngine
import Testing

@Suite struct ReadyQueueTests {
    private static func peace(_ scope: Outcome.Scope) -> Outcome { .retry(Failure(.rateLimited, "429"), after: .seconds(9), scope: scope) }

    @Test func theNextGoesWhenOneComesBackInTheOrderOfTheirComing() {
        var queue = ReadyQueue<Int>(width: 2)
        #expect((1...5).map { queue.add($0, to: nil) } == [true, true, false, false, false])
        #expect((1...5).map { _ in queue.comesBack() } == [3, 4, 5, nil, nil])
        #expect(queue.add(6, to: nil) && queue.add(7, to: nil) && !queue.add(8, to: nil))
    }

    /// What goes back, by outcome, when 2 and 4 wait for ben, 3 for anna, and it is anna's message that came back.
    @Test(
        arguments: [
            (peace(.channel), [2, 3, 4]), (peace(.address), [3]), (peace(.message), []),
            (.retry(Failure(.serverError, "503"), after: nil, scope: .channel), [2, 3, 4]),
            (.retry(Failure(.serverError, "503"), after: nil, scope: .address), []),
            (.misconfigured(Failure(.authentication, "535")), [2, 3, 4]), (.unknown(Failure(.noAnswer, "?")), []),
            (.delivered(Receipt(answer: "250")), []),
        ] as [(Outcome, [Int])])
    func whatHadBetterNotFollowComesBack(_ outcome: Outcome, _ held: [Int]) {
        var queue = ReadyQueue<Int>(width: 1)
        for (cargo, recipient) in [(1, "anna"), (2, "ben"), (3, "anna"), (4, "ben")] { _ = queue.add(cargo, to: recipient) }
        #expect(queue.takeBack(outcome, to: "anna") == held)
        #expect(queue.comesBack() == [2, 3, 4].first { !held.contains($0) })
    }

    @Test func wherePeopleHaveNoAddressTheChannelIsTheAddress() {
        var queue = ReadyQueue<Int>(width: 1)
        for cargo in 1...3 { _ = queue.add(cargo, to: nil) }
        #expect(queue.takeBack(Self.peace(.address), to: nil) == [2, 3])
    }
}
