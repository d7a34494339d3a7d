import FoundationEssentials
import StockbellCore

/// What a webhook says: `{"type","timestamp","data"}`, the form that the Standard Webhooks specification recommends.
///
/// One alert: `type` is `stock.` and its kind, `timestamp` when it was decided, `data` its facts. Several: `stock.summary`, and
/// `data.alerts` has the facts of each, the worst first, as many as there is room for; `data.more` says how many others there are. None in a digest with
/// nothing new. A letter, such as a test of the channel: `stock.message` with its subject and text.
/// A body of the shop's own form goes as it is.
/// Keys keep their order and are all there; what is not known is `null`.
enum AlertFacts {
    static func body(of parcel: Parcel) throws(ContentError) -> [UInt8] {
        switch parcel.content {
        case .native(let body): return body
        case .facts(let alerts) where alerts.count == 1:
            let alert = alerts[0]
            return JSONText.object { json in
                json.add("type", text: "stock.\(alert.kind.rawValue)")
                json.add("timestamp", date: alert.decidedAt)
                json.object("data") { data in
                    data.add("department", text: parcel.department)
                    add(alert, to: &data)
                }
            }
        case .facts(let alerts):
            return JSONText.object { json in
                json.add("type", text: "stock.summary")
                json.add("timestamp", date: parcel.createdAt)
                json.object("data") { data in
                    data.add("department", text: parcel.department)
                    let objects = fitting(alerts)
                    data.add("alerts", objects: objects)
                    data.add("more", number: Decimal(alerts.count - objects.count))
                }
            }
        case .message(let message):
            return JSONText.object { json in
                json.add("type", text: "stock.message")
                json.add("timestamp", date: parcel.createdAt)
                json.object("data") { data in
                    data.add("department", text: parcel.department)
                    data.add("subject", text: message.subject)
                    data.add("text", text: message.plain.isEmpty ? message.sms : message.plain)
                    data.add("isUrgent", flag: message.isUrgent)
                }
            }
        }
    }

    /// Bytes of the alerts in a summary: the Standard Webhooks specification wants less than 20 kB of a whole body, and servers may refuse more.
    private static let mostBytes = 19_000

    /// As many as fit, the worst first, and one in any case.
    private static func fitting(_ alerts: [Alert]) -> [[UInt8]] {
        var objects: [[UInt8]] = []
        var left = mostBytes
        for alert in alerts.worstFirst {
            let object = JSONText.object { add(alert, to: &$0) }
            left -= object.count + 1
            guard left >= 0 || objects.isEmpty else { break }
            objects.append(object)
        }
        return objects
    }

    private static func add(_ alert: Alert, to json: inout JSONText) {
        json.add("alert", text: alert.id.string)
        json.add("incident", text: alert.incident.string)
        json.add("kind", text: alert.kind.rawValue)
        if let trouble = alert.trouble {
            // What a trouble is about is no item, so none of an item's keys are there.
            json.add("since", date: alert.since)
            json.object("trouble") { json in
                json.add("key", text: trouble.key)
                json.add("title", text: trouble.title)
                json.add("text", text: trouble.text)
                json.add("fix", text: trouble.fix)
            }
            return
        }
        json.add("source", text: alert.subject.source)
        json.add("platform", text: alert.subject.platform?.rawValue)
        json.object("item") { json in
            json.add("id", text: alert.subject.item.id)
            json.add("sku", text: alert.subject.item.sku)
            json.add("name", text: alert.subject.item.name)
            json.add("parent", text: alert.subject.item.parent)
        }
        json.add("across", text: (alert.isEverywhere ? Rule.Across.allPlaces : .place).rawValue)
        if let place = alert.subject.place { json.object("place") { add(place, to: &$0) } } else { json.addNull("place") }
        json.add("quantity", number: alert.quantity)
        json.add("previous", number: alert.previous)
        json.add("threshold", number: alert.threshold.low)
        json.add("from", text: alert.from.rawValue)
        json.add("to", text: alert.to.rawValue)
        json.add("since", date: alert.since)
        json.add("duration", seconds: alert.duration)
        add(alert.elsewhere, to: &json)
        if let other = alert.other { json.object("other") { add(other, to: &$0) } } else { json.addNull("other") }
        json.add("isOver", flag: alert.isOver)
        json.add("standsInFor", text: alert.standsInFor)
        json.object("facts") { add(alert.subject.facts, to: &$0) }
        if let entry = alert.subject.catalogue {
            json.object("catalogue") { add(entry.value, to: &$0) }
        } else {
            json.addNull("catalogue")
        }
        json.add("isFirstSight", flag: alert.isFirstSight)
        json.add("isTest", flag: alert.subject.isTest)
    }

    private static func add(_ place: Place, to json: inout JSONText) {
        json.add("id", text: place.id)
        json.add("name", text: place.name)
        json.add("key", text: place.key)
    }

    private static func add(_ other: OtherWord, to json: inout JSONText) {
        json.add("source", text: other.source)
        json.add("platform", text: other.platform?.rawValue)
        json.add("quantity", number: other.quantity)
        json.add("condition", text: other.condition.rawValue)
    }

    private static func add(_ elsewhere: Elsewhere?, to json: inout JSONText) {
        guard let elsewhere else { return json.addNull("elsewhere") }
        json.array("elsewhere", elsewhere.shelves) { shelf, json in
            json.object("place") { add(shelf.place, to: &$0) }
            json.add("quantity", number: shelf.quantity)
            json.add("condition", text: shelf.condition.rawValue)
        }
    }

    /// The names are those of the catalogue's columns; the platforms' ids stand in `item`.
    private static func add(_ entry: CatalogueEntry, to json: inout JSONText) {
        json.add("shortName", text: entry.shortName)
        json.add("category", text: entry.category)
        json.add("supplier", text: entry.supplier)
        json.add("supplierSKU", text: entry.supplierSKU)
        json.add("buyer", text: entry.buyer)
        json.add("price", number: entry.price)
        json.add("cost", number: entry.cost)
        json.add("currency", text: entry.currency)
        json.add("unit", text: entry.unit)
        json.add("packSize", number: entry.packSize)
        json.add("minOrder", number: entry.minOrder)
        json.add("leadTime", number: entry.leadTime)
        json.add("url", text: entry.url)
        json.add("orderURL", text: entry.orderURL)
        json.add("image", text: entry.image)
        json.add("substitutes", texts: entry.substitutes.map(\.sku))
        json.add("expectedDate", text: entry.expectedDate.map { String($0.formatted(.iso8601).prefix(10)) })
        json.add("expectedQuantity", number: entry.expectedQuantity)
        json.add("status", text: entry.status?.rawValue)
        json.add("tags", texts: entry.tags)
    }

    private static func add(_ facts: StockFacts, to json: inout JSONText) {
        json.add("backorderAllowed", flag: facts.backorderAllowed)
        json.add("tracked", flag: facts.tracked)
        json.add("sellable", flag: facts.sellable)
        json.add("fulfiller", text: facts.fulfiller)
        json.add("updateSource", text: facts.updateSource)
        json.add("productIDs", texts: facts.productIDs)
        guard let reason = facts.reason else { return json.addNull("reason") }
        json.object("reason") { json in
            json.add("cause", text: reason.cause.rawValue)
            json.add("isGuess", flag: reason.isGuess)
        }
    }
}
