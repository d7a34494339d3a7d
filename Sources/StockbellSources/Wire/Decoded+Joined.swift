import StockbellCore

extension Decoded {
    /// What a body says that holds several statements, each of them read by itself.
    ///
    /// One that cannot be understood takes nothing from the others: it is quarantined alone. Statements that are not about stock leave no trace
    /// beside stock events.
    ///
    /// - Parameter nothing: what a body without any statement is called, as a type and a reason.
    static func joined(_ parts: [Decoded], of settings: SourceSettings, nothing: (type: String, reason: String)) -> Decoded {
        var events: [StockEvent] = []
        var spoilt: [Decoded] = []
        var ignored: Decoded?
        for part in parts {
            switch part {
            case .events(let more): events += more
            case .quarantined(let type, let reason):
                spoilt.append(part)
                let subject = Subject(source: settings.name, platform: settings.platform, item: Item(id: ""))
                events.append(StockEvent(kind: .unreadable, type: type ?? settings.platform.name, subject: subject, note: reason))
            case .ignored: ignored = ignored ?? part
            }
        }
        if spoilt.count == events.count, let first = spoilt.first {
            guard case .quarantined(let type, let reason) = first, spoilt.count > 1 else { return first }
            return .quarantined(type: type, reason: "\(reason); and \(spoilt.count - 1) more")
        }
        if events.isEmpty { return ignored ?? .ignored(type: nothing.type, reason: nothing.reason) }
        return .events(events)
    }
}
