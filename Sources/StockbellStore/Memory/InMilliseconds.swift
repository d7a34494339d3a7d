import FoundationEssentials
import StockbellCore

// A store on disk keeps times to the millisecond; so that both decide alike, this one does the same.

extension Changes.KeptArrival {
    /// As it is kept.
    var inMilliseconds: Changes.KeptArrival {
        var kept = self
        kept.arrival.receivedAt = arrival.receivedAt.inMilliseconds
        return kept
    }
}

extension EventRecord {
    /// As it is kept.
    var inMilliseconds: EventRecord {
        var kept = self
        kept.receivedAt = receivedAt.inMilliseconds
        kept.occurredAt = occurredAt?.inMilliseconds
        return kept
    }
}

extension Level {
    /// As it is kept.
    var inMilliseconds: Level {
        var kept = self
        kept.since = since.inMilliseconds
        kept.asOf = asOf?.inMilliseconds
        kept.lastChange = lastChange.map { Level.Change(delta: $0.delta, receivedAt: $0.receivedAt.inMilliseconds) }
        return kept
    }
}

extension Alert {
    /// As it is kept.
    var inMilliseconds: Alert {
        var kept = self
        kept.since = since.inMilliseconds
        kept.decidedAt = decidedAt.inMilliseconds
        kept.duration = duration.map { TimeInterval(Int64(clampingMilliseconds: $0)) / 1000 }
        return kept
    }
}

extension Delivery {
    /// As it is kept.
    var inMilliseconds: Delivery {
        var kept = self
        kept.startedAt = startedAt.inMilliseconds
        kept.dueAt = dueAt.inMilliseconds
        kept.leaseUntil = leaseUntil?.inMilliseconds
        if let at = reported?.at { kept.reported?.at = at.inMilliseconds }
        return kept
    }
}

extension Awaited {
    /// As it is kept.
    var inMilliseconds: Awaited {
        var kept = self
        kept.occurredAt = occurredAt?.inMilliseconds
        kept.since = since.inMilliseconds
        kept.askAt = askAt.inMilliseconds
        kept.deadline = deadline?.inMilliseconds
        return kept
    }
}

extension SuppressedAddress {
    /// As it is kept.
    var inMilliseconds: SuppressedAddress {
        var kept = self
        kept.since = since.inMilliseconds
        return kept
    }
}

extension Silence {
    /// As a store keeps it.
    var inMilliseconds: Silence {
        var kept = self
        if case .until(let end) = span { kept.span = .until(end.inMilliseconds) }
        kept.since = since?.inMilliseconds
        return kept
    }
}

extension Pause {
    /// As it is kept.
    var inMilliseconds: Pause {
        var kept = self
        kept.since = since.inMilliseconds
        kept.until = until?.inMilliseconds
        kept.fullAt = fullAt?.inMilliseconds
        return kept
    }
}

extension Pulse {
    /// As it is kept.
    var inMilliseconds: Pulse {
        var kept = self
        (kept.firstAt, kept.lastAt) = (firstAt.inMilliseconds, lastAt.inMilliseconds)
        kept.pauses = pauses.mapValues { $0.rounded(.up) }
        if let since = skew?.since { kept.skew?.since = since.inMilliseconds }
        return kept
    }
}

extension AgendaItem {
    /// As it is kept.
    var inMilliseconds: AgendaItem {
        var kept = self
        kept.dueAt = dueAt.inMilliseconds
        return kept
    }
}
