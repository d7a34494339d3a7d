import Synchronization

/// Remembers what a letter looks like for each set of answers that its sections can get, so that Mustache and cmark run once for each.
final class ShapeCache<Shape: Sendable>: Sendable {
    /// Beyond it all are forgotten: the answers of one letter rarely differ that much.
    private let limit: Int
    private let shapes = Mutex<[[Bool]: Shape]>([:])

    init(limit: Int = 64) {
        self.limit = limit
    }

    /// The shape for these answers, made if it is not known; two threads may make the same one.
    func shape(_ answers: [Bool], _ make: () -> Shape) -> Shape {
        if let known = shapes.withLock({ $0[answers] }) { return known }
        let made = make()
        shapes.withLock { shapes in
            if shapes.count >= limit { shapes.removeAll() }
            shapes[answers] = made
        }
        return made
    }

    var count: Int { shapes.withLock { $0.count } }
}
