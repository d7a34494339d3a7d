/// What the next hop said when it took responsibility.
package struct Receipt: Hashable, Sendable, Codable {
    /// The far side's own id for the message; nil: it gave none.
    package var providerID: String?
    /// Its answer in short: "250 2.0.0 Ok: queued as 4Xq", "202 0: Accepted for delivery".
    package var answer: String
    /// How a later message can answer or change this one, in the adapter's own words; nil: none can.
    package var thread: String?
    /// How many segments a text message took; nil: it is none.
    package var segments: Int?
    /// Whether the far side may tell later what became of it, by its own id.
    package var isTracked = false

    package init(providerID: String? = nil, answer: String, thread: String? = nil, segments: Int? = nil) {
        self.providerID = providerID
        self.answer = String(answer.prefix(200))
        self.thread = thread
        self.segments = segments
    }
}
