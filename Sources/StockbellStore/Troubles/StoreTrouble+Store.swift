import StockbellCore

extension StoreTrouble {
    /// The store was closed.
    static func closed() -> StoreTrouble {
        StoreTrouble(.other, "the store is closed")
    }
}
