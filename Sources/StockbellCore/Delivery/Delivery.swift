package import FoundationEssentials

/// One message on its way to one address: the stored unit.
package struct Delivery: Hashable, Sendable, Identifiable {
    package typealias ID = Identifier<Delivery>

    /// The fourth line of the law: every delivery is in one of these.
    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        /// Waits for its time.
        case held
        /// Waits for its time and takes more alerts until then.
        case gathering
        /// May go from `dueAt` on.
        case pending
        /// Under way; its lease says until when.
        case sending
        /// The next hop took responsibility.
        case delivered
        /// It left completely, but no answer came; what follows is the channel's `ifUnsure`.
        case unknown
        /// Will not be sent; `reason` says why.
        case suppressed
        /// Gave up; can be replayed.
        case dead

        package var isFinished: Bool {
            switch self {
            case .held, .gathering, .pending, .sending: false
            case .delivered, .unknown, .suppressed, .dead: true
            }
        }
    }

    /// In which count a message to an address is, for limits: tests never use up what the truth may need.
    package enum Tally: String, Hashable, Sendable, CaseIterable {
        case live, test
    }

    package var id: ID
    /// The alerts it carries; one, or many when it gathered.
    package var alerts: [Alert.ID]
    /// The incident whose lane it is in; nil for a summary, which has no lane.
    package var incident: Incident.ID?
    package var letter: LetterKind
    package var department: String
    /// `department/name` of the rule that wanted it.
    package var rule: String
    package var address: Address
    /// Whom an address by name means, as of when the message became due; nil: the address says itself where it goes.
    package var recipient: Recipient?
    /// The source whose first sights it gathers; nil otherwise.
    package var gathersFor: String?
    /// In which count it is, or whose overflow it tells; nil: its address has no limit, or it is of no stock.
    package var tally: Tally?
    /// The silence whose end it waited or waits for; nil: none.
    package var silence: String?
    /// The message that it reminds of, goes on from, or stands in for; nil: it is a first one.
    package var follows: ID?
    /// What it needs to go on by itself; nil: nothing is to follow.
    package var followUp: FollowUp?
    /// Of a digest: its shape as it was when it began, and its schedule by which it is found; nil otherwise.
    package var digest: Digest?
    /// What the address was not sent because this says more; nil: nothing.
    package var overtaken: Overtaken?
    package var state: State
    /// Counts tries, never reset: the guard against late results.
    package var attempt: Int
    /// 0, and one more for each replay by hand.
    package var round: Int
    package var createdAt: Date
    /// When this round began: at its birth, when what was held became due, or at a replay; the horizon counts from here.
    package var startedAt: Date
    /// Attempts of earlier rounds: a replay begins its schedule anew.
    package var earlierAttempts: Int
    /// Earliest time of the next step.
    package var dueAt: Date
    /// The moment as of which it is rendered, so that a retry gives the same bytes; nil before the first attempt.
    package var frozenAt: Date?
    /// Until when a claim is its node's; nil unless `sending`.
    package var leaseUntil: Date?
    package var finishedAt: Date?
    /// True after an attempt whose outcome is unknown: the next one may be a repeat.
    package var mayBeDuplicate: Bool
    /// For people: why it is suppressed, dead or waiting; nil: nothing to say.
    package var reason: String?
    /// The last failure; nil: none yet.
    package var failure: Failure?
    /// What the far side called it.
    package var receipt: Receipt?
    /// What the far side said of it since; nil: nothing, or it is tried anew.
    package var reported: Reported?

    package init(
        id: ID, alerts: [Alert.ID], incident: Incident.ID?, letter: LetterKind, department: String, rule: String, address: Address,
        gathersFor: String? = nil, tally: Tally? = nil, digest: Digest? = nil, overtaken: Overtaken? = nil, state: State, createdAt: Date,
        dueAt: Date
    ) {
        self.id = id
        self.alerts = alerts
        self.incident = incident
        self.letter = letter
        self.department = department
        self.rule = rule
        self.address = address
        self.gathersFor = gathersFor
        self.tally = tally
        self.digest = digest
        self.overtaken = overtaken
        self.state = state
        attempt = 0
        round = 0
        self.createdAt = createdAt
        startedAt = createdAt
        earlierAttempts = 0
        self.dueAt = dueAt
        mayBeDuplicate = false
    }

    /// What its channel needs to reach whom it is for; nil: the channel itself is the destination.
    package var sentTo: String? { recipient?.text ?? address.recipient }

    /// Its address and whom that means, where its own name does not say it: "sms:@buyer → ben".
    package var addressInWords: String {
        guard let recipient, recipient.person != address.name else { return address.description }
        return "\(address) → \(recipient.person)"
    }

    /// Whether it was taken and will never arrive, as the far side said since.
    package var isLost: Bool { state == .delivered && reported?.fate == .failed }

    /// Whether it was given up and may have arrived all the same, so that its text segments count.
    package var isGivenUpInDoubt: Bool { state == .unknown || state == .dead && mayBeDuplicate }

    /// Whether it is a summary that may still be changed: nobody has written it yet.
    package var isOpenSummary: Bool { incident == nil && (state == .gathering || state == .pending && frozenAt == nil) }

    /// Whether it waits to see whether what it tells lasts; what waits for an opening is in a count.
    package var isWaitingToSee: Bool { state == .held && tally == nil && follows == nil && AlertKind(rawValue: letter.rawValue) != nil }

    /// What far sides know it by in this round.
    package var key: DeliveryKey { DeliveryKey(id, round: round) }
}

extension Delivery {
    /// The kind of alert that it tells; nil: it is a summary, or says that something is over.
    package var tells: AlertKind? { followUp?.tells ?? (letter == .over ? .notConfirmed : AlertKind(rawValue: letter.rawValue)) }

    /// Whether it is told elsewhere if it cannot be delivered.
    package var mayFallBack: Bool { followUp?.fallback.isEmpty == false }

    /// Whether it is sent only if nobody has the incident.
    package var isFollowing: Bool { letter == .reminder || letter == .escalation }

    /// Whether later messages of its lane must wait for it while it is not finished; what follows another message waits for its own time.
    package var holdsLane: Bool { state != .gathering && !(state == .held && follows != nil) }

    /// Since when it waited for an opening before its first round; nil: it did not, or a replay by hand has begun anew.
    ///
    /// What waited to see whether it lasts is in no count.
    package var heldSince: Date? {
        round == 0 && tally != nil && silence == nil && !letter.isSummary && startedAt.timeIntervalSince(createdAt) >= 60 ? createdAt : nil
    }
}
