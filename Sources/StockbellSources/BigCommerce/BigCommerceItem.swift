/// How BigCommerce's variants and products are named here.
enum BigCommerceItem {
    private static let mark = "product:"

    /// A product without a variant; a variant's id is digits alone, so the two can never be taken for one another.
    static func id(product: String) -> String { mark + product }

    /// The product that an item is; nil: it is a variant.
    static func product(of item: String) -> String? { item.hasPrefix(mark) ? String(item.dropFirst(mark.count)) : nil }
}
