/// A column of the catalogue that Stockbell reads; the raw value is its name where the shop names no other.
enum CatalogueColumn: String, CaseIterable, Sendable {
    case sku, item, name, shortName, category, supplier, supplierSKU, buyer, price, cost, currency, unit, packSize, minOrder, leadTime, url, orderURL
    case image, substitutes, expectedDate, expectedQuantity, status, tags, reason, low, okAbove

    static let numbers: [CatalogueColumn] = [.price, .cost, .packSize, .minOrder, .leadTime, .expectedQuantity, .low, .okAbove]

    /// What a German shop may call it.
    var example: String {
        switch self {
        case .sku: "Artikelnummer"
        case .item: "Shop-ID"
        case .name: "Bezeichnung"
        case .shortName: "Kurzname"
        case .category: "Warengruppe"
        case .supplier: "Lieferant"
        case .supplierSKU: "Bestellnummer"
        case .buyer: "Einkäufer"
        case .price: "VK"
        case .cost: "EK"
        case .currency: "Währung"
        case .unit: "Einheit"
        case .packSize: "VPE"
        case .minOrder: "Mindestmenge"
        case .leadTime: "Lieferzeit"
        case .url: "Link"
        case .orderURL: "Bestell-Link"
        case .image: "Bild"
        case .substitutes: "Ersatz"
        case .expectedDate: "Liefertermin"
        case .expectedQuantity: "Bestellt"
        case .status: "Status"
        case .tags: "Merkmale"
        case .reason: "Grund"
        case .low: "Meldebestand"
        case .okAbove: "Wieder gut ab"
        }
    }

    /// What it holds, for the README and for editors.
    var sentence: String {
        switch self {
        case .sku: "The article number, as platforms tell it."
        case .item: "A platform's own id, `127`, or of one source `web-shop:127`; several with `|` between them."
        case .name: "What the item is called; goes before the platform's name."
        case .shortName: "The name where there is little room, as in an SMS."
        case .category: "What kind of thing it is."
        case .supplier: "Who supplies it."
        case .supplierSKU: "The supplier's article number."
        case .buyer: "Who buys it."
        case .price: "What customers pay."
        case .cost: "What the shop pays."
        case .currency: "Of price and cost, `EUR`; `defaults.currency` where it is missing."
        case .unit: "What it is counted in: `kg`."
        case .packSize: "How many are in a pack."
        case .minOrder: "The least that can be ordered."
        case .leadTime: "Days until an order arrives."
        case .url: "Its page in the shop."
        case .orderURL: "Where to order it."
        case .image: "The address of a picture."
        case .substitutes: "Article numbers of what can be sold in its place, with `|` between them."
        case .expectedDate: "When more comes: `2026-01-13` or `13.01.2026`."
        case .expectedQuantity: "How many come."
        case .status: "`active`, `seasonal` or `discontinued`; the last two are why there is none, when there is none."
        case .tags: "Words of your own, with `|` between them: `vip|promo`."
        case .reason: "Why there is none, when there is none: `sold-out`, `seasonal`, `count-reset`, `error-correction`, `synchronisation`."
        case .low: "At this quantity or below, the item is low."
        case .okAbove: "An item that was told to be low is well again above this."
        }
    }
}
