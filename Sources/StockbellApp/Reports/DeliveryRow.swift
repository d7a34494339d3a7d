import FoundationEssentials
package import StockbellCore

/// One delivery as `--json` and the API give it.
package struct DeliveryRow: Encodable {
    var id: String
    var address: String
    var channel: String
    var recipient: String?
    /// Whom an address by name means; nil: the address says itself where it goes.
    var person: String?
    /// What the channel was given, or would be, to reach them.
    var sentTo: String?
    var department: String
    var rule: String
    var type: String
    var state: String
    var reason: String?
    var alerts: [String]
    /// The delivery that it reminds of, goes on from, or stands in for; nil: it is a first one.
    var follows: String?
    var attempt: Int
    /// 0, and one more for each replay by hand.
    var round: Int
    var mayBeDuplicate: Bool
    var answer: String?
    /// What the far side called it; nil: it gave no name.
    var providerID: String?
    /// Segments of a text message.
    var segments: Int?
    /// What the far side said of it since; nil: nothing.
    var reported: Reported?
    var createdAt: Date
    var dueAt: Date
    var finishedAt: Date?
    /// What holds it back; nil: nothing does, or it was not asked.
    var paused: String?

    struct Reported: Encodable {
        /// `under-way`, `arrived` or `failed`.
        var fate: String
        var detail: String
        var at: Date
    }

    package init(_ delivery: Delivery) {
        id = delivery.id.string
        address = delivery.address.description
        channel = delivery.address.channel
        recipient = delivery.address.recipient
        person = delivery.recipient?.person
        sentTo = delivery.sentTo
        department = delivery.department
        rule = delivery.rule
        type = delivery.letter.rawValue
        state = delivery.state.rawValue
        reason = delivery.reason
        alerts = delivery.alerts.map(\.string)
        follows = delivery.follows?.string
        attempt = delivery.attempt
        round = delivery.round
        mayBeDuplicate = delivery.mayBeDuplicate
        answer = delivery.receipt?.answer
        providerID = delivery.receipt?.providerID
        segments = delivery.receipt?.segments
        reported = delivery.reported.map { Reported(fate: $0.fate.rawValue, detail: $0.detail, at: $0.at) }
        createdAt = delivery.createdAt
        dueAt = delivery.dueAt
        finishedAt = delivery.finishedAt
    }

    /// - Parameter pause: what holds it back now.
    package init(_ delivery: Delivery, pause: Pause?) {
        self.init(delivery)
        paused = pause?.sentence
    }
}
