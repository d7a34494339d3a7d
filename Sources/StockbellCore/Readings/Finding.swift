/// What came of a question to a platform's API.
package struct Finding: Hashable, Sendable {
    /// What it answered, or why it did not.
    package enum Answer: Hashable, Sendable {
        /// A page, in our words, and whether there are more.
        case page([StockEvent], isLast: Bool, body: [UInt8])
        /// Too many questions.
        case limited
        /// The token is not good for it.
        case refused(String)
        /// There is no such thing: a place that is gone, or the store.
        case missing
        /// It cannot answer this question, now or later.
        case invalid(String)
        /// It may answer later.
        case failed(String)
    }

    /// How many questions it still answers.
    package struct Quota: Hashable, Sendable {
        package var left: Int
        package var most: Int
        /// Until there are `most` again.
        package var resetsAfter: Duration

        package init(left: Int, most: Int, resetsAfter: Duration) {
            self.left = left
            self.most = most
            self.resetsAfter = resetsAfter
        }
    }

    package var answer: Answer
    /// nil: it told none.
    package var quota: Quota?

    package init(_ answer: Answer, quota: Quota? = nil) {
        self.answer = answer
        self.quota = quota
    }
}
