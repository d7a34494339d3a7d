import FoundationEssentials
import JSON5
import StockbellCore

/// `event` of a case: what happens.
struct RouteEventSection: Section {
    var source: Found<String>?
    var sku: Found<String>?
    var item: Found<String>?
    var name: Found<String>?
    var place: Found<String>?
    var across: Found<Rule.Across>?
    var was: Found<Decimal>?
    var quantity: Found<Decimal>?
    var alert: Found<AlertKind>?
    var channel: Found<String>?
    var at: Found<WallTime>?
    var isTest: Found<Bool>?
    var fulfiller: Found<String>?
    var backorder: Found<Bool>?
    var tracked: Found<Bool>?
    var reason: Found<StockReason>?
    var category: Found<String>?
    var supplier: Found<String>?
    var buyer: Found<String>?
    var tags: Found<[String]>?
    var status: Found<CatalogueEntry.Status>?
    var price: Found<Decimal>?

    static let about = About("event", at: "", "What happens to an item; what the catalogue knows of it need not be said.")

    static let keys: [Key<Self>] = [
        Key("source", .sourceName, \.source, .optional, "The source that tells it.", example: "wms"),
        Key("sku", .text("a text"), \.sku, .optional, "The article number.", example: "TV-55"),
        Key("item", .text("a text"), \.item, .optional, "The platform's own id of the item.", example: "127"),
        Key("name", .text("a text"), \.name, .optional, "The item's name.", example: "LatteGo"),
        Key("place", .text("a text"), \.place, .optional, "Where it lies.", example: "hamburg"),
        Key("across", .choice("word"), \.across, .default("place"), "What the numbers are of.", example: "all-places"),
        Key("was", .amount, \.was, .optional, "How many there were; enough, where it is missing.", example: 3),
        Key("quantity", .amount, \.quantity, .optional, "How many there are.", example: 0),
        Key("alert", .choice("kind of alert"), \.alert, .optional, "What it amounts to, instead of numbers.", example: "out-of-stock"),
        Key("channel", .channelName, \.channel, .optional, "Of a trouble: the channel that is in trouble.", example: "mail"),
        Key("at", .localTime, \.at, .optional, "When, by the clocks of `defaults.timeZone`.", example: "2026-01-06T03:00"),
        Key("test", .flag, \.isTest, .default(false), "Whether the platform calls it a test.", example: true),
        Key("fulfiller", .text("a text"), \.fulfiller, .optional, "Who holds the stock.", example: "self"),
        Key("backorder", .flag, \.backorder, .optional, "Whether it can be ordered though there is none.", example: true),
        Key("tracked", .flag, \.tracked, .optional, "Whether the platform counts its stock.", example: true),
        Key("reason", .reason, \.reason, .optional, "Why there is none.", example: "seasonal"),
        Key("category", .text("a text"), \.category, .optional, "The item's category.", example: "Garden"),
        Key("supplier", .text("a text"), \.supplier, .optional, "Who supplies it.", example: "Groß & Söhne"),
        Key("buyer", .text("a text"), \.buyer, .optional, "Who buys it.", example: "anna"),
        Key("tags", .oneOrMany(.text("a text")), \.tags, .optional, "Its tags.", example: ["vip"]),
        Key("status", .choice("status"), \.status, .optional, "Whether the shop means to have it.", example: "active"),
        Key("price", .amount, \.price, .optional, "What customers pay.", example: 649),
    ]

    /// The event that the section says.
    func event(at place: Place, _ reading: inout Reading) -> RouteCase.Event {
        if alert?.value != .trouble, !reading.hasError(within: place) {
            if source == nil { reading.error("needs \"source\": which of \"sources\" tells it", at: place) }
            if sku == nil, item == nil { reading.error("needs \"sku\" or \"item\": what it is about", at: place) }
            if quantity == nil, alert == nil { reading.error("needs \"quantity\": how many there are, or \"alert\": what it amounts to", at: place) }
        }
        var event = RouteCase.Event()
        event.source = source?.value
        (event.sku, event.item, event.name) = (sku?.value, item?.value, name?.value)
        (event.place, event.isEverywhere) = (self.place?.value, across?.value == .allPlaces)
        (event.was, event.quantity, event.kind, event.channel) = (was?.value, quantity?.value, alert?.value, channel?.value)
        (event.at, event.isTest) = (at?.value, isTest?.value ?? false)
        event.facts = StockFacts(
            backorderAllowed: backorder?.value, tracked: tracked?.value, fulfiller: fulfiller?.value, reason: reason?.value)
        (event.entry.category, event.entry.supplier, event.entry.buyer) = (category?.value, supplier?.value, buyer?.value)
        (event.entry.tags, event.entry.status, event.entry.price) = (tags?.value ?? [], status?.value, price?.value)
        return event
    }
}
