import FoundationEssentials
import StockbellCore

/// Reads what any sender of CloudEvents 1.0 says of stock in our own schema, `stock.changed`: structured, in batches, and in binary mode.
///
/// Source: CloudEvents 1.0 with its JSON Event Format and HTTP Protocol Binding.
struct CloudEventsAdapter: SourceAdapter {
    let settings: SourceSettings

    var tellingHeaders: [String] { CloudEvent.headers }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        let verification = Verifier(settings: settings).verify(request, signature: nil)
        guard verification == .genuine, CloudEventMode(request) == nil else { return verification }
        return .unsupported(reason: "its content type is neither JSON nor CloudEvents in JSON")
    }

    func handshake(_ request: SourceRequest) -> [Arrival.Header]? { CloudEventsHandshake.answer(request) }

    func decode(_ request: SourceRequest) -> Decoded {
        do throws(Unreadable) {
            switch CloudEventMode(request) {
            case .binary: return binary(request)
            case .batch:
                let parts = try JSONDocument(request.body).root.elements.map(structured)
                return .joined(parts, of: settings, nothing: ("CloudEvents batch", "it holds no event"))
            case .structured, nil: return structured(try JSONDocument(request.body).root)
            }
        } catch {
            return .quarantined(type: nil, reason: error.reason)
        }
    }

    private func binary(_ request: SourceRequest) -> Decoded {
        do throws(Unreadable) {
            return read(try CloudEvent(binary: request))
        } catch {
            return .quarantined(type: request.header("ce-type"), reason: error.reason)
        }
    }

    private func structured(_ value: JSONValue) -> Decoded {
        do throws(Unreadable) {
            return read(try CloudEvent(value))
        } catch {
            return .quarantined(type: CloudEvent.type(of: value), reason: error.reason)
        }
    }

    private func read(_ event: CloudEvent) -> Decoded {
        guard StockChangedReader.reads(event.type) else { return .ignored(type: event.type, reason: "only stock.changed is about stock") }
        do throws(Unreadable) {
            let reader = StockChangedReader(
                settings: settings, type: event.type, timestamp: event.time, sequence: event.sequence,
                // Source and id together name an event; the specification asks every sender for that.
                key: { .provider(event.source, event.id, String($0)) })
            return reader.read(try event.data())
        } catch {
            return .quarantined(type: event.type, reason: error.reason)
        }
    }
}
