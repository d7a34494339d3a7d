import FoundationEssentials
import StockbellCore

/// Reads the messages of commercetools about inventory entries, in its platform format and as CloudEvents.
///
/// commercetools delivers to queues and event buses; whatever stands behind these posts the payloads here as they are.
/// Source: commercetools' API reference, Subscriptions, "Delivery payloads", and Messages, "Inventory".
struct CommercetoolsAdapter: SourceAdapter {
    private static let kinds: [String: StockEvent.Kind] = [
        "InventoryEntryCreated": .level,
        "InventoryEntryQuantitySet": .level,
        "InventoryEntryOutOfStock": .declaredOut,
        "InventoryEntrySafetyStock": .declaredLow,
        "InventoryEntryReorderPoint": .declaredLow,
        "InventoryEntryDeleted": .removed,
    ]

    let settings: SourceSettings

    var tellingHeaders: [String] { CloudEvent.headers }

    func verify(_ request: SourceRequest, now: Date) -> Verification {
        Verifier(settings: settings).verify(request, signature: nil)
    }

    func handshake(_ request: SourceRequest) -> [Arrival.Header]? { CloudEventsHandshake.answer(request) }

    func decode(_ request: SourceRequest) -> Decoded {
        do throws(Unreadable) {
            if CloudEventMode(request) == .binary { return read(try CloudEvent(binary: request).data(), nil) }
            let body = try JSONDocument(request.body).root
            guard body.node.kind == .array else { return payload(body) }
            return .joined(try body.elements.map(payload), of: settings, nothing: ("commercetools batch", "it holds no message"))
        } catch {
            return .quarantined(type: nil, reason: error.reason)
        }
    }

    /// A message as it is, or as the data of a CloudEvent.
    private func payload(_ value: JSONValue) -> Decoded {
        do throws(Unreadable) {
            guard try value["specversion"] != nil else { return read(value, nil) }
            let event = try CloudEvent(value)
            return read(try event.data(), event)
        } catch {
            return .quarantined(type: nil, reason: error.reason)
        }
    }

    private func read(_ message: JSONValue, _ envelope: CloudEvent?) -> Decoded {
        var type: String?
        do throws(Unreadable) {
            guard let notification = try message["notificationType"]?.told else { throw Unreadable(missing: ["notificationType"]) }
            type = notification
            guard notification == "Message" else {
                return .ignored(type: notification, reason: "it says only that a resource changed; subscribe to messages of inventory-entry")
            }
            let leftOut = try message["payloadNotIncluded"]?["payloadType"]?.told
            guard let name = try message["type"]?.told ?? leftOut else { throw Unreadable(missing: ["type"]) }
            type = name
            guard let kind = Self.kinds[name] else { return .ignored(type: name, reason: "commercetools tells no stock with it") }
            return .events([try event(kind, name, CommercetoolsWire(message), envelope)])
        } catch {
            return .quarantined(type: type, reason: error.reason)
        }
    }

    private func event(
        _ kind: StockEvent.Kind, _ type: String, _ wire: CommercetoolsWire, _ envelope: CloudEvent?
    ) throws(Unreadable) -> StockEvent {
        let stock = wire.entry ?? wire.stock
        guard let id = wire.id, let item = stock.sku ?? wire.resourceID.map({ "entry:\($0)" }) else {
            throw Unreadable(missing: [wire.id == nil ? "id" : nil, stock.sku == nil && wire.resourceID == nil ? "sku" : nil].compactMap(\.self))
        }
        let subject = Subject(
            source: settings.name, platform: .commercetools, item: Item(id: item, sku: stock.sku), place: stock.channel.map { Place(id: $0) })
        var event = StockEvent(
            kind: kind, type: type, subject: subject, dedupeKey: .provider(id, type), occurredAt: wire.createdAt ?? envelope?.time,
            sequence: wire.sequence ?? envelope?.sequence)
        if wire.isLeftOut {
            event.kind = .touched
            event.note = "the message was too large to be sent whole: needs a reading of the platform's API"
            return event
        }
        switch kind {
        case .removed: break
        // The message has no number, for it has only one meaning: quantityOnStock went to 0.
        case .declaredOut: event.quantity = 0
        default:
            // What is reserved cannot be sold.
            event.quantity = stock.available ?? stock.onStock
            event.previous = stock.available == nil ? stock.previousOnStock : stock.previousAvailable
            if event.quantity == nil { throw Unreadable(missing: [kind == .level ? "newQuantityOnStock" : "quantityOnStock"]) }
        }
        // It is not sent for an order, so somebody else wrote the number.
        return event.because(type == "InventoryEntryQuantitySet" ? StockReason(.synchronisation, isGuess: true) : nil)
    }
}
