package import FoundationEssentials

/// Takes what far sides call back with: receipts of text messages, bounces of mail, answers of people.
package protocol FeedbackIntake: Sendable {
    /// Reads and commits one call; answers only after the commit.
    func take(_ call: FeedbackCall, channel: String, at now: Date) async -> FeedbackAnswer
}

/// The answers to a call to `/receipts/{channel}`.
package enum FeedbackAnswer: Hashable, Sendable {
    /// Written: 200 with what the far side wants to hear.
    case taken(FeedbackReading.Answer)
    /// Nobody knows that it comes from the far side: 403.
    case refused
    /// Not to be understood: 400.
    case nonsense
    /// No channel of that name, or one whose far side never calls back: 404.
    case unknownChannel
    /// Our own trouble: 503, so that it comes again.
    case unavailable
}
