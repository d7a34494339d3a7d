/// How much a channel's far side called back with, since the start.
package struct FeedbackCounts: Hashable, Sendable {
    /// Reports, and what people wanted.
    package var taken = 0
    /// Reports among them of messages that are not known here.
    package var strays = 0

    package init() {}
}
