package import StockbellCore

/// Knows one type of channel: what to send for a parcel, and what an answer means.
///
/// Pure; it does no I/O.
package protocol ChannelAdapter: Sendable {
    /// The next step for a parcel, after the exchanges of this attempt so far; empty at its beginning.
    ///
    /// The same parcel and exchanges always give the same step, so a retry sends the same bytes, but for what depends on the attempt itself.
    /// A carrier ends an attempt that wants more than four requests.
    ///
    /// - Throws: `ContentError` when something in the parcel must not be sent.
    func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step
}
