import StockbellCore

extension Parcel {
    /// The letter that people's channels need.
    ///
    /// - Throws: `ContentError` when the parcel carries facts, which only a webhook takes.
    func letter() throws(ContentError) -> Message {
        guard case .message(let message) = content else {
            throw ContentError(.render, "the delivery carries facts, but this channel needs a letter")
        }
        return message
    }
}
