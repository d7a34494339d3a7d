import FoundationEssentials
import HeapModule

/// What happens when: steps by virtual time; those of one moment go in an order that the seed decides.
struct Timetable {
    private struct Entry: Comparable {
        var time: TimeInterval
        var tie: UInt64
        var step: () -> Void

        static func < (left: Self, right: Self) -> Bool { (left.time, left.tie) < (right.time, right.tie) }
        static func == (left: Self, right: Self) -> Bool { (left.time, left.tie) == (right.time, right.tie) }
    }

    private var heap = Heap<Entry>()

    mutating func add(at time: TimeInterval, tie: UInt64, _ step: @escaping () -> Void) {
        heap.insert(Entry(time: time, tie: tie, step: step))
    }

    /// The next step and its time; nil: nothing will ever happen again.
    mutating func next() -> (time: TimeInterval, step: () -> Void)? {
        heap.popMin().map { ($0.time, $0.step) }
    }
}
