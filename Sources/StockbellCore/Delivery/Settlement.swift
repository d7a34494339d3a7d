package import FoundationEssentials

/// The state change that follows an outcome; applied only where the delivery is still `sending` with the same attempt.
package struct Settlement: Hashable, Sendable {
    package var state: Delivery.State
    package var dueAt: Date
    package var failure: Failure?
    package var receipt: Receipt?
    /// Whether the far side may have taken it already; true stays true in the delivery.
    package var mayBeDuplicate: Bool
    /// False: it came back as it went, and its schedule does not count it.
    package var wasTried: Bool

    package init(
        state: Delivery.State, dueAt: Date, failure: Failure? = nil, receipt: Receipt? = nil, mayBeDuplicate: Bool = false, wasTried: Bool = true
    ) {
        self.state = state
        self.dueAt = dueAt
        self.failure = failure
        self.receipt = receipt
        self.mayBeDuplicate = mayBeDuplicate
        self.wasTried = wasTried
    }

    /// Writes the change into the delivery.
    package func apply(to delivery: inout Delivery, now: Date) {
        delivery.state = state
        delivery.dueAt = dueAt
        delivery.leaseUntil = nil
        guard wasTried else {
            delivery.earlierAttempts += 1
            // Nobody has seen it: it may be written anew.
            if delivery.attempt == delivery.earlierAttempts { delivery.frozenAt = nil }
            return
        }
        delivery.failure = failure ?? delivery.failure
        delivery.receipt = receipt ?? delivery.receipt
        // Once unsure, always unsure: a later success does not say that it was the only one.
        delivery.mayBeDuplicate = delivery.mayBeDuplicate || mayBeDuplicate
        delivery.reason = failure?.description
        if state.isFinished { delivery.finishedAt = now }
    }
}
