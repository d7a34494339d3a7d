/// What the next hop said when it took responsibility.
package struct Receipt: Hashable, Sendable, Codable {
    /// The far side's own id for the message; nil: it gave none.
    package var providerID: String?
    /// Its answer in short: "250 2.0.0 Ok: queued as 4Xq", "202 0: Accepted for delivery".
    package var answer: String

    package init(providerID: String? = nil, answer: String) {
        self.providerID = providerID
        self.answer = String(answer.prefix(200))
    }
}
