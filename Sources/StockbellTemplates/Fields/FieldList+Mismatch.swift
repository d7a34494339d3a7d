import FoundationEssentials
import StockbellCore

extension FieldList {
    /// What two sources tell of one shelf.
    static let mismatchFields: [Field] = [
        Field("source.says", .phrase, "12 pcs; in stock, where it told no number", unknown: "skipped: only a mismatch has two sides") { scope in
            guard let alert = scope.alert, let other = alert.other else { return .unknown }
            return .phrase(says(alert.quantity, isOut: (other.condition == .out) == alert.isOver, scope))
        },
        Field("other", .group) { $0.alert?.other == nil ? .unknown : .group },
        Field("other.source", .text, "wms") { .text($0.alert?.other?.source) },
        Field("other.platform", .text, "BigCommerce") { .text($0.alert?.other?.platform?.name) },
        Field("other.quantity", .number, "0", unknown: "skipped: it told no number") { .number($0.alert?.other?.quantity) },
        Field("other.says", .phrase, "none") { scope in
            guard let other = scope.alert?.other else { return .unknown }
            return .phrase(says(other.quantity, isOut: other.condition == .out, scope))
        },
        Field("other.isOut", .yesNo, "yes when there is none, and it can be sold all the same", unknown: "no") {
            .yes($0.alert?.other.map { $0.condition == .out })
        },
    ]

    private static func says(_ quantity: Decimal?, isOut: Bool, _ scope: Scope) -> String {
        quantity.map { scope.wording.count($0) } ?? scope.words(isOut ? .none : .saysInStock)
    }
}
