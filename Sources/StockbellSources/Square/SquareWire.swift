import FoundationEssentials

/// A Square inventory event as it stands in the body; every key may be absent.
struct SquareWire {
    struct Count {
        let catalogObjectID: String?
        let locationID: String?
        let state: String?
        /// Sent as a text, with up to five decimals.
        let quantity: Decimal?
        let calculatedAt: Date?
        /// The way to it, for messages.
        let name: String

        init(_ count: JSONValue) throws(Unreadable) {
            catalogObjectID = try count["catalog_object_id"]?.told
            locationID = try count["location_id"]?.told
            state = try count["state"]?.told
            quantity = try count["quantity"]?.quantity
            calculatedAt = try count["calculated_at"]?.time
            name = count.name
        }
    }

    let eventID: String?
    let createdAt: Date?
    /// Each may be a `Count`; nil where there is no object: it was deleted.
    let counts: [JSONValue]?

    init(_ body: JSONValue) throws(Unreadable) {
        eventID = try body["event_id"]?.told
        createdAt = try body["created_at"]?.time
        guard let data = try body["data"] else { throw Unreadable(missing: ["data"]) }
        guard let object = try data["object"] else {
            counts = nil
            return
        }
        guard let elements = try object["inventory_counts"]?.elements else { throw Unreadable(missing: ["data.object.inventory_counts"]) }
        counts = elements
    }
}
