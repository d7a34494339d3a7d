import FoundationEssentials
package import StockbellCore

/// Reads bodies that are kept: as their platform's, but for those that a person posted in our own form.
package enum KeptBody {
    /// The header that marks a body in our own form; platforms' headers of that name are not kept.
    private static let formHeader = "stockbell-form"

    /// The headers of a body that holds levels as a list of `stock.changed`, whatever its source's platform.
    package static let levelsHeaders = [
        Arrival.Header(name: "content-type", value: "application/json"), Arrival.Header(name: formHeader, value: StockChangedReader.type),
    ]

    /// What a kept body says by today's decoders.
    package static func decode(_ arrival: Arrival, of settings: SourceSettings, zones: any ZoneRules) -> Decoded {
        let request = SourceRequest(headers: arrival.headers, body: arrival.body)
        guard request.header(formHeader) == StockChangedReader.type else {
            return SourceAdapters.adapter(for: settings, zones: zones).decode(request)
        }
        return levels(request.body, of: settings)
    }

    /// Reads a list of levels.
    ///
    /// The same level twice in a row is told once: a table that is posted each quarter of an hour says little that is new.
    package static func levels(_ body: [UInt8], of settings: SourceSettings) -> Decoded {
        do throws(Unreadable) {
            let reader = StockChangedReader(
                settings: settings, type: StockChangedReader.type, timestamp: nil, sequence: nil, key: { .fingerprint(String($0)) })
            guard case .events(let events) = reader.read(try JSONDocument(body).root) else {
                return .quarantined(type: StockChangedReader.type, reason: "holds no list of levels")
            }
            return .events(
                events.map { event in
                    var event = event
                    let time = event.occurredAt.map { "\($0.timeIntervalSince1970)" } ?? ""
                    event.dedupeKey = .fingerprint(
                        event.subject.item.id, event.subject.place?.id ?? "", event.quantity.map { "\($0)" } ?? "", time)
                    return event
                })
        } catch {
            return .quarantined(type: StockChangedReader.type, reason: error.reason)
        }
    }
}
