package import FoundationEssentials

/// Reads what one channel's far side calls back with: receipts of text messages, bounces of mail, answers of people.
///
/// Pure.
package protocol FeedbackReader: Sendable {
    /// What a call says, if it is genuine; comparisons of what proves it take constant time.
    func read(_ call: FeedbackCall, now: Date) -> FeedbackReading
}

/// A request to `/receipts/{channel}` as it came.
package struct FeedbackCall: Hashable, Sendable {
    /// `GET` or `POST`.
    package var method: String
    /// What stands behind the `?`, as sent; empty: nothing.
    package var query: String
    package var headers: [Arrival.Header]
    package var body: [UInt8]

    package init(method: String, query: String = "", headers: [Arrival.Header] = [], body: [UInt8] = []) {
        self.method = method
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.isNamed(name) }?.value
    }
}

/// What a call to `/receipts/{channel}` is worth.
package enum FeedbackReading: Hashable, Sendable {
    /// Genuine; the answer is what the far side wants to hear, with status 200.
    case understood([Feedback], answer: Answer = .empty)
    /// Genuine, and a person's wish that we cannot follow: answered as if we could, since it would come no better again. The reason is for our log.
    case unheeded(reason: String, answer: Answer = .empty)
    /// Nobody knows that it comes from the far side: answered with 403. The reason is for our log only.
    case refused(reason: String)
    /// Genuine, and not to be understood: answered with 400. The reason is for our log only.
    case nonsense(reason: String)

    package struct Answer: Hashable, Sendable {
        package var contentType: String
        package var body: String

        package init(contentType: String, body: String) {
            self.contentType = contentType
            self.body = body
        }

        package static let empty = Answer(contentType: "text/plain; charset=utf-8", body: "")
    }
}
