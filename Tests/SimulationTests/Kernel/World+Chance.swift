import FoundationEssentials

extension World {
    /// True once in so many times as the share says.
    func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &chance) < share }

    func seconds(_ range: ClosedRange<TimeInterval>) -> TimeInterval { TimeInterval.random(in: range, using: &chance) }

    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }

    func one<Element>(of elements: [Element]) -> Element { elements[number(0...elements.count - 1)] }
}
