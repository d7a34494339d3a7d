/// How much a channel's far side called back with, since the start.
package struct FeedbackCounts: Hashable, Sendable {
    /// Reports, and what people wanted.
    package var taken = 0
    /// Reports among them of messages that are not known here.
    package var strays = 0
    /// What people wanted, and could not be followed.
    package var unheeded = 0
    /// Calls that nobody knows to come from the far side.
    package var refused = 0
    /// Calls that were genuine, and not to be understood.
    package var nonsense = 0

    package init() {}
}
