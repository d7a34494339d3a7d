/// What a far side says after it took a message.
package enum Feedback: Hashable, Sendable {
    /// What became of a message.
    case report(DeliveryReport)
    /// Somebody wants no more messages, or cannot get any: the recipient, as an address has it, and why.
    case optOut(recipient: String, because: String)
    /// The recipient of that message wants no more of them, and why.
    case optOutOf(Delivery.ID, because: String)
    /// Somebody wants messages again.
    case optIn(recipient: String)
}

/// What became of one message, by a far side's later word: a delivery receipt, a bounce.
package struct DeliveryReport: Hashable, Sendable {
    package enum Fate: String, Hashable, Sendable, CaseIterable {
        /// It is on its way, and known to be.
        case underWay = "under-way"
        /// The phone or the mailbox has it.
        case arrived
        /// It will never arrive.
        case failed
    }

    /// Which one, by our id, or by the far side's.
    package enum Subject: Hashable, Sendable {
        case delivery(DeliveryKey)
        case provider(String)
    }

    package var subject: Subject
    package var fate: Fate
    /// For people: what the far side said, without a secret.
    package var detail: String
    /// Why nothing is to be sent to this recipient any more; nil: it may be.
    package var suppresses: SuppressedAddress.Cause?

    package init(_ subject: Subject, _ fate: Fate, detail: String, suppresses: SuppressedAddress.Cause? = nil) {
        self.subject = subject
        self.fate = fate
        self.detail = String(detail.prefix(200))
        self.suppresses = suppresses
    }
}
