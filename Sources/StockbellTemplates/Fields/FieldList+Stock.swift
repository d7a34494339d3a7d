import FoundationEssentials
import StockbellCore

extension FieldList {
    /// How many.
    static let stockFields: [Field] = [
        Field("quantity", .number, "4", unknown: "skipped: declared without a number; a real 0 prints 0, `.text` prints none") { scope in
            if let shelf = scope.shelf { return .number(shelf.quantity) }
            return .number(scope.alert?.quantity)
        },
        Field("previous", .number, "7") { .number($0.alert?.previous) },
        Field("sold", .number, "38"),
        Field("threshold", .number, "12") { .number($0.alert?.threshold.low) },
        Field("threshold.from", .text, "thresholds[2]") { .text($0.alert?.threshold.lowFrom) },
        Field("onHand", .number, "6"),
        Field("reserved", .number, "2"),
        Field("available", .number, "4"),
        Field("safety", .number, "2"),
    ]

    /// The item's other places.
    static let elsewhereFields: [Field] = [
        Field("elsewhere", .phrase, "Elsewhere: Leipzig 7, Linz not known.", unknown: "skipped: nothing is known of any other place") { scope in
            isKnown(scope.alert?.elsewhere) ? .phrase(phrase(scope)) : .unknown
        },
        Field("elsewhere.text", .phrase, "None elsewhere.", unknown: "never empty: \"Elsewhere: not known.\"") { .phrase(phrase($0)) },
        Field("elsewhere.total", .number, "7") { .number($0.alert?.elsewhere?.total) },
        Field("elsewhere.isKnown", .yesNo, "yes when every other place that was ever told of is known", unknown: "no") { scope in
            .yes(scope.alert?.elsewhere.map { $0.shelves.allSatisfy { $0.condition != .unknown } })
        },
        Field("elsewhere.isNone", .yesNo, "yes when every other place is known to be out", unknown: "no") { .yes($0.alert?.elsewhere?.isNone) },
        Field("elsewhere.places", .list, unknown: "no rows", rows: ["place", "quantity", "isKnown"]) { scope in
            .list((scope.alert?.elsewhere?.shelves ?? []).map { scope.row($0) })
        },
        Field("elsewhere.places[].isKnown", .yesNo, unknown: "no") { .yes($0.shelf.map { $0.condition != .unknown }) },
    ]

    /// The most places that the phrase names.
    private static let mostPlaces = 8

    private static func isKnown(_ elsewhere: Elsewhere?) -> Bool {
        elsewhere?.shelves.contains { $0.condition != .unknown || $0.quantity != nil } ?? false
    }

    private static func phrase(_ scope: Scope) -> String {
        guard let elsewhere = scope.alert?.elsewhere, isKnown(elsewhere) else { return scope.words(.elsewhereUnknown) }
        let isOfAll = scope.alert?.isEverywhere == true
        guard !elsewhere.isNone else { return scope.words(isOfAll ? .placesNone : .elsewhereNone) }
        var shelves = elsewhere.shelves
        if shelves.count > mostPlaces {
            // Where there is most is what the reader looks for.
            shelves = Array(shelves.sorted { ($0.quantity ?? 0) > ($1.quantity ?? 0) }.prefix(mostPlaces))
        }
        var parts = shelves.map { shelf in phrase(shelf, scope) }
        if elsewhere.shelves.count > shelves.count {
            parts.append(scope.words(.more, ["count": scope.wording.number(Decimal(elsewhere.shelves.count - shelves.count))]))
        }
        return scope.words(isOfAll ? .places : .elsewhere, ["places": parts.joined(separator: ", ")])
    }

    private static func phrase(_ shelf: Elsewhere.Shelf, _ scope: Scope) -> String {
        let place = Clean.shortened(Clean.line(name(of: shelf.place, in: scope)), to: 60)
        if let quantity = shelf.quantity { return scope.words(.shelf, ["place": place, "quantity": scope.wording.number(quantity)]) }
        let phrase: Phrase =
            switch shelf.condition {
            case .unknown: .shelfUnknown
            case .out: .shelfOut
            case .low: .shelfLow
            case .ok: .shelfOK
            }
        return scope.words(phrase, ["place": place])
    }
}
