/// What the law asks of a row, by name: the part of a breach that programs can rely on.
package enum LawCheck: String, Hashable, Sendable, Codable, CaseIterable {
    /// A column holds what this program version has no word for.
    case unreadable
    /// No time of a row is after the store's own time.
    case clock

    // MARK: arrivals = decoded + duplicate + ignored + quarantined
    case arrivalWithoutEvents = "arrival-without-events"
    /// The verdict follows from the states of its events.
    case verdict

    // MARK: stock events = applied + duplicate + stale + ignored + waiting (and quarantined)
    case eventWithoutArrival = "event-without-arrival"
    /// The arrival leads to its event, and both are of one source.
    case eventNotOfArrival = "event-not-of-arrival"
    case eventWithoutReason = "event-without-reason"
    /// An event that waits for a reading is kept among what is to be asked for.
    case eventForgotten = "event-forgotten"
    /// An event and the alert that it made name each other; only an applied one makes an alert.
    case eventAlert = "event-alert"

    // MARK: alert × address = carried by a delivery + left out or suppressed
    case alertUnaccounted = "alert-unaccounted"
    /// An address of a department hears an alert once.
    case alertTwice = "alert-twice"
    /// An alert and the event that it is of name each other; a trouble is of none, and so is what follows from several levels.
    case alertEvent = "alert-event"
    /// An alert belongs to an incident, one of trouble to a trouble's.
    case alertIncident = "alert-incident"
    case suppressionWithoutAlert = "suppression-without-alert"

    // MARK: deliveries = held + gathering + pending + sending + delivered + unknown + suppressed + dead
    /// What is under way has a lease and an attempt, and nothing else has a lease.
    case lease
    /// What is finished says when, and nothing else does.
    case finished
    /// What was delivered has a receipt.
    case receipt
    /// What gave up, or whose outcome is unknown, has a failure.
    case failure
    /// What is suppressed, unknown or dead says why.
    case deliveryWithoutReason = "delivery-without-reason"
    /// Attempts and rounds count up from zero.
    case attempts
    /// A delivery carries alerts that exist, each once, all of its own incident.
    case carries
    /// A digest has a schedule, and nothing else has one.
    case digest
    /// What carries alerts of one incident belongs to it, and is found by it.
    case deliveryIncident = "delivery-incident"
    /// A reminder or an escalation names the message that it follows, and knows how to go on.
    case follows
    /// At most one message is under way in a lane.
    case lane
    /// A repeat of what may have arrived is marked, where the far side cannot tell.
    case mark

    // MARK: incidents and levels
    /// An incident is of a level that exists, or of a trouble; never of both.
    case incidentSubject = "incident-subject"
    /// While it is open something was told; once it is closed it says when and why, and nothing is told any more.
    case incidentState = "incident-state"
    /// A level names its open incident and no other; a trouble has one open incident.
    case openIncident = "open-incident"
    /// The condition follows from the quantity, or from the declaration.
    case condition
    /// What was told is not behind what is so.
    case told

    // MARK: what is due and has no delivery yet
    /// A row of the agenda is of something that is there, and of a time that comes.
    case agenda
}
