import FoundationEssentials
import StockbellCore

extension FieldList {
    /// Of what, and where.
    static let itemFields: [Field] = [
        Field("item", .phrase, "Philips EP5447/90 LatteGo (ESP-900)") { text($0) },
        Field("item.text", .phrase, "name and article number; ESP-900; item 127", unknown: "never empty") { text($0) },
        Field("item.name", .text, "Philips EP5447/90 LatteGo", unknown: "prints the article number, else \"item 127\"; a section is skipped") {
            name($0)
        },
        Field("item.name.short", .text, "at most 24 characters", unknown: "as item.name") { scope in
            if let short = scope.entry?.shortName.flatMap(told) { return .text(Clean.shortened(Clean.line(testMark(scope) + short), to: 24)) }
            return switch name(scope) {
            case .text(let name): .text(Clean.shortened(Clean.line(name), to: 24))
            case .standIn(let name, let isPhrase): .standIn(Clean.shortened(Clean.line(name), to: 24), isPhrase: isPhrase)
            default: .unknown
            }
        },
        Field("item.sku", .text, "ESP-900", unknown: "prints the platform's id; a section is skipped") { scope in
            guard let item = scope.item else { return .unknown }
            return item.sku.flatMap(told).map { .text($0) } ?? .standIn(item.id)
        },
        Field("item.id", .text, "127") { .text($0.item?.id) },
        Field("item.parent", .text, "T-Shirt Basic") { .text($0.item?.parent) },
        Field("item.options", .text, "blue / M"),
        Field("item.category", .text, "Electronics") { .text($0.entry?.category) },
        Field("item.brand", .text, "Philips"),
        Field("item.buyer", .text, "anna") { .text($0.entry?.buyer) },
        Field("item.tags", .list, rows: ["name"]) { scope in .list((scope.entry?.tags ?? []).map { scope.row(.tag($0)) }) },
        Field("item.tags[].name", .text, "bestseller") { .text($0.tag) },
        Field("item.status", .text, "active") { .text($0.entry?.status?.rawValue) },
        Field("item.url", .link) { .link($0.entry?.url) },
        Field("item.image", .link) { .link($0.entry?.image) },
        Field("item.unit", .text, "pcs") { scope in
            scope.item.map { _ in .text(scope.unit ?? scope.words(.unitOther)) } ?? .unknown
        },
        Field("item.price", .money, "649,00 €") { .money($0.entry?.price, currency: $0.entry?.currency) },
        Field("item.cost", .money, "412,00 €") { .money($0.entry?.cost, currency: $0.entry?.currency) },
        Field("place", .text, "Hamburg", unknown: "skipped: the platform names no place, or it is of all places") {
            place($0)
        },
        Field("place.name", .text, "Hamburg; \"location 2\" when only a number is told") { place($0) },
        Field("place.id", .text, "2") { .text($0.place?.id) },
        Field("place.key", .text, "hamburg", unknown: "skipped: not one of `places`") { .text($0.place?.key) },
    ]

    private static func told(_ text: String) -> String? { Clean.line(text).isEmpty ? nil : text }

    private static func name(_ scope: Scope) -> FieldValue {
        guard let item = scope.item else { return .unknown }
        let mark = testMark(scope)
        if let name = item.name.flatMap(told) { return .text(mark + name) }
        if let sku = item.sku.flatMap(told) { return .standIn(mark + sku) }
        return .standIn(mark + scope.words(.item, ["id": item.id]), isPhrase: true)
    }

    private static func testMark(_ scope: Scope) -> String { scope.marksTest && scope.alert?.subject.isTest == true ? "[TEST] " : "" }

    private static func text(_ scope: Scope) -> FieldValue {
        switch name(scope) {
        case .text(let name): .text(scope.item?.sku.flatMap(told).map { scope.words(.itemSKU, ["name": name, "sku": $0]) } ?? name)
        case .standIn(let name, let isPhrase): isPhrase ? .phrase(name) : .text(name)
        default: .unknown
        }
    }

    private static func place(_ scope: Scope) -> FieldValue {
        guard let place = scope.place else { return .unknown }
        return ownName(of: place).map { .text($0) } ?? .phrase(name(of: place, in: scope))
    }

    /// The place's name, else "location 2".
    static func name(of place: Place, in scope: Scope) -> String { ownName(of: place) ?? scope.words(.place, ["id": place.id]) }

    /// The name, or an id that speaks for itself ("Hamburg", "WH-2"); nil: there is but a number, which needs a word.
    private static func ownName(of place: Place) -> String? {
        place.name.flatMap(told) ?? (place.id.contains(where: \.isLetter) ? told(place.id) : nil)
    }
}
