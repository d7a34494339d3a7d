package import FoundationEssentials
package import StockbellCore

extension ClerkMachine {
    /// Bounds on what may wait.
    package struct Limits: Hashable, Sendable {
        /// The most inputs in one transaction.
        package var batch = 256
        /// The most arrivals that may wait; beyond it platforms are asked to come again.
        package var arrivals = 4096
        /// The most bytes of arrivals that may wait.
        package var bytes = 64 << 20
        /// How long inputs that nobody waits for may wait for others to share their commit, in seconds; 0: not at all.
        package var linger: TimeInterval = 0.002
        /// So many of them wait no longer.
        package var company = 64

        package init() {}
    }

    /// An input with the number under which somebody waits for its answer; nil: nobody does.
    package struct Waiting: Hashable, Sendable {
        package var ticket: UInt64?
        package var input: Input

        package init(ticket: UInt64?, input: Input) {
            self.ticket = ticket
            self.input = input
        }
    }

    /// What to do now.
    package enum Turn: Hashable, Sendable {
        case transact([Waiting], slots: [String: Int])
        /// Ask the store when there is something to do; then `planned`.
        case plan
        /// Nothing before that moment, or before the next input; nil: before the next input.
        case wait(until: Date?)
        /// All is written and nothing is under way.
        case finished
    }
}
