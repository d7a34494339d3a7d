import StockbellCore

extension LevelKey {
    /// The item, at whatever place.
    var itemKey: BookKeys.Item { BookKeys.Item(source: source, item: item, isTest: isTest) }
}
