import FoundationEssentials
import StockbellCore

extension FieldList {
    /// What is sold, ordered and expected: what of it the catalogue has, and what nothing tells yet.
    static let planningFields: [Field] = [
        Field("sales", .group),
        Field("sales.perDay", .number, "4.5"),
        Field("sales.days", .number, "28"),
        Field("sales.lastSale", .time, "today at 08:55"),
        Field("timeToEmpty", .time, "Thu 8 Jan at 15:00"),
        Field("timeToEmpty.when", .phrase, "Thursday 15:00"),
        Field("timeToEmpty.days", .number, "2.3"),
        Field("lostPerDay", .money, "1.168 €"),
        Field("supplier", .text, "Groß & Söhne") { .text($0.entry?.supplier) },
        Field("supplier.name", .text, "Groß & Söhne") { .text($0.entry?.supplier) },
        Field("supplier.sku", .text, "PH-5447") { .text($0.entry?.supplierSKU) },
        Field("supplier.leadTime", .span, "9 days") { scope in
            scope.entry?.leadTime.map { .span(seconds(ofDays: $0)) } ?? .unknown
        },
        Field("supplier.orderURL", .link) { .link($0.entry?.orderURL) },
        Field("supplier.mail", .text, "orders@example.com"),
        Field("expected", .group) { $0.entry?.expectedDate == nil && $0.entry?.expectedQuantity == nil ? .unknown : .group },
        Field("expected.date", .time, "Tue 13 Jan") { scope in scope.entry?.expectedDate.map { .time($0) } ?? .unknown },
        Field("expected.quantity", .number, "60") { .number($0.entry?.expectedQuantity) },
        Field("expected.reference", .text, "PO-4711"),
        Field("suggested", .group),
        Field("suggested.quantity", .number, "60"),
        Field("suggested.cost", .money, "24.720 €"),
        Field("suggested.why", .phrase, "9 days lead + 14 days cover, pack of 6"),
        Field("substitutes", .list, unknown: "no rows", rows: ["item", "available"]) { scope in
            .list((scope.entry?.substitutes ?? []).map { scope.row(.item(Item(id: $0.sku, sku: $0.sku, name: $0.name))) })
        },
        Field("openOrders", .group),
        Field("openOrders.count", .number, "3"),
        Field("openOrders.text", .phrase, "3 open orders"),
        Field("waiting", .group),
        Field("waiting.count", .number, "212"),
        Field("waiting.text", .phrase, "212 waiting"),
    ]

    /// To the day, as a lead time is told.
    private static func seconds(ofDays days: Decimal) -> TimeInterval { (Double(days.description) ?? 0) * 86_400 }
}
