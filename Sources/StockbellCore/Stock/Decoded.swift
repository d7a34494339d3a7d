/// What a source's decoder made of a body.
package enum Decoded: Hashable, Sendable {
    /// 1…n stock events, in the order they stand in the body.
    case events([StockEvent])
    /// Genuine, but nothing that Stockbell acts on; `type` is the platform's own name for it.
    case ignored(type: String, reason: String)
    /// Genuine, but not to be understood: kept for a later look.
    case quarantined(type: String?, reason: String)
}
