package import FoundationEssentials
package import StockbellCore

/// What is to be said of one captured payload: how Stockbell reads it, and what about it is odd.
///
/// Pure; sends and stores nothing.
package struct Diagnosis: Hashable, Sendable {
    package var verification: Verification
    package var decoded: Decoded
    /// Sentences, each with the path of what it speaks of; empty: nothing is odd.
    package var oddities: [String]

    /// Looks at a request as the source's adapter does, and closer.
    ///
    /// - Parameter now: when it was captured: what proves its age counts from there.
    package init(_ request: SourceRequest, settings: SourceSettings, zones: any ZoneRules, now: Date) {
        let adapter = SourceAdapters.adapter(for: settings, zones: zones)
        verification = adapter.verify(request, now: now)
        decoded = adapter.decode(request)
        let times = (try? JSONDocument(request.body)).map(PayloadTimes.init)
        oddities = times?.oddities(now: now) ?? []
        if case .events(let events) = decoded { oddities += events.filter { $0.kind != .unreadable }.flatMap { Self.oddities(of: $0) } }
    }

    private static func oddities(of event: StockEvent) -> [String] {
        let name = event.subject.item.displayName
        var oddities: [String] = []
        if event.occurredAt == nil, event.kind != .ignored {
            oddities.append("\(name): it says no time that can be believed, so what comes late cannot be told from what is new")
        }
        if event.dedupeKey == nil, event.kind != .ignored {
            oddities.append("\(name): nothing in it tells a repeat from a second change")
        }
        if event.subject.place == nil { oddities.append("\(name): it names no place") }
        if let quantity = event.quantity, quantity < 0 {
            oddities.append("\(name): the quantity is \(quantity): sold before it came; it counts as out")
        }
        return oddities
    }
}
