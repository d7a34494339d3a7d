import FoundationEssentials
package import StockbellCore

/// What a source makes of a sample body, in words, before anything is sent to it.
package struct SampleTrial: Hashable, Sendable {
    /// What each path of the mapping led to, then what the events say.
    package let lines: [String]
    /// Whether the whole body can be read.
    package let isUnderstood: Bool

    private static let mostEvents = 5

    package init(_ body: [UInt8], settings: SourceSettings, zones: any ZoneRules) {
        let decoded = SourceAdapters.adapter(for: settings, zones: zones).decode(
            SourceRequest(headers: SampleSigner.telling(type: nil, of: settings.platform), body: body))
        var lines = settings.mapping.map { MappingFindings.lines($0, body) } ?? []
        switch decoded {
        case .events(let events):
            lines += events.prefix(Self.mostEvents).map(Self.line)
            if events.count > Self.mostEvents { lines.append("… and \(events.count - Self.mostEvents) more") }
            isUnderstood = events.allSatisfy { $0.kind != .unreadable }
        case .ignored(let type, let reason):
            lines.append("\(type): ignored: \(reason)")
            isUnderstood = true
        case .quarantined(_, let reason):
            lines.append("cannot be understood: \(reason)")
            isUnderstood = false
        }
        self.lines = lines
    }

    private static func line(_ event: StockEvent) -> String {
        if event.kind == .unreadable { return "\(event.type): cannot be understood: \(event.note ?? "")" }
        let subject = event.subject
        let parts = [
            "item \(subject.item.id)", subject.item.sku.map { "sku \($0)" }, subject.item.name, subject.place.map { "at \($0.displayName)" },
            event.quantity.map { "quantity \($0)" }, event.delta.map { "changed by \($0)" }, event.previous.map { "before \($0)" },
            event.occurredAt.map { "on \($0.formatted(.iso8601))" }, event.dedupeKey?.strength == .providerID ? "with an id" : nil,
            subject.isTest ? "a test" : nil,
        ]
        return "\(event.type): \(event.kind.rawValue): " + parts.compactMap(\.self).joined(separator: ", ")
    }
}
