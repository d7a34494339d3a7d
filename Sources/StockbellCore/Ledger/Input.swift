/// What may change anything: all that enters the clerk is one of these.
package enum Input: Hashable, Sendable {
    /// A genuine body and what it says.
    case arrival(Arrival, Decoded)
    /// What a platform's API said.
    case reading(StockReading)
    /// A body that is kept, and what it says today: of it is applied what was quarantined when it came, and no more.
    case reingest(Arrival, Decoded)
    /// What came of an attempt.
    case outcome(Attempt, Outcome)
    /// What a channel's far side called back with.
    case feedback(channel: String, [Feedback])
    /// Somebody wants an address to get no messages.
    case suppress(SuppressedAddress)
    /// Somebody wants an address to get its messages again.
    case allow(SuppressedAddress.Key)
    /// A channel has room for so many more messages.
    case claim(channel: String, slots: Int)
    /// What is held or gathering may be due.
    case due
    /// Deliveries whose courier is gone: those whose lease is over, or, at a start, all that are `sending`.
    ///
    /// Those that are spared are with couriers of this process: their outcomes come, however late.
    case rescue(isStart: Bool, sparing: Set<Delivery.ID> = [])
    /// Something is in trouble; told once until it is over.
    case trouble(Trouble)
    /// The trouble of that key is over.
    case troubleOver(String)
    /// Somebody wants what gave up, or was left unsent, tried again.
    case retry(DeliverySelection)
    /// Somebody wants what waits left unsent.
    case cancel(DeliverySelection)
    /// Somebody has an incident, or their department wants peace from it.
    case care(CareOrder)
    /// Nothing of a scope goes out from now on.
    case pause(Pause)
    /// What somebody paused goes on; nil: all of it.
    case resume(Pause.Scope?)
    /// Somebody wants quiet about some items, or an end of it at another time.
    case silence(Silence)
    /// What somebody silenced by that name is told again.
    case unsilence(String)
    /// The settings are others than before.
    case reloaded
    /// The store did not work: write a trifle of its own, to see whether it does again.
    case probe

    /// Names one attempt of one delivery, so that a late result falls to the ground.
    package struct Attempt: Hashable, Sendable {
        package var delivery: Delivery.ID
        package var number: Int
        package var channel: String
        /// The level that it speaks of, so that a retry is not made of what is no longer true; nil: a summary or a trouble.
        package var level: LevelKey?

        package init(delivery: Delivery.ID, number: Int, channel: String, level: LevelKey? = nil) {
            self.delivery = delivery
            self.number = number
            self.channel = channel
            self.level = level
        }
    }
}
