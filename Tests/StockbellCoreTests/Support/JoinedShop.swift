import FoundationEssentials
import StockbellCore

/// A web shop that follows a warehouse system; both know Hamburg, each by an id of its own, and the shop has a place that has no common name.
struct JoinedShop {
    var world: World

    /// - Parameters:
    ///   - rules: what the one department hears; nil: all stock alerts, by mail.
    ///   - isFollowing: whether the shop follows the warehouse system.
    ///   - patience: the shop's `mismatchAfter`.
    ///   - quietAfter: of the warehouse system.
    ///   - hours: of the department.
    init(
        _ rules: [Rule]? = nil, isFollowing: Bool = true, patience: Duration = .seconds(1800), quietAfter: SourceSettings.QuietAfter = .never,
        operators: [Address] = [], hours: OpeningHours? = nil
    ) throws {
        let mail = Address(text: "mail:buyers@example.com")
        let department = Department(
            name: "purchasing", locale: "en", timeZone: "UTC", hours: hours,
            rules: rules ?? [Rule(id: "purchasing/all", name: "all", on: AlertKind.stock, send: [mail])])
        var settings = try Settings.fixture(
            sources: [
                SourceSettings(name: "wms", platform: .enad, firstSight: .alert, quietAfter: quietAfter),
                SourceSettings(name: "web", platform: .enad, firstSight: .alert, follows: isFollowing ? "wms" : nil, mismatchAfter: patience),
            ], departments: [department], operators: operators)
        settings.places = [
            NamedPlace(key: "hamburg", name: "Hamburg", spots: [.init(source: "web", id: "2"), .init(source: "wms", id: "HAM")]),
            NamedPlace(key: "linz", name: "Linz", spots: [.init(source: "web", id: "3"), .init(source: "wms", id: "LNZ")]),
        ]
        world = World(settings)
    }

    /// The warehouse system says so many.
    @discardableResult mutating func wms(_ quantity: Decimal?, _ item: String = "A", at second: TimeInterval, place: String? = "HAM") throws
        -> EventRecord
    {
        try say("wms", quantity, item, second, place)
    }

    /// The shop says so many; its own ids of items are not the article numbers.
    @discardableResult mutating func web(_ quantity: Decimal?, _ item: String = "A", at second: TimeInterval, place: String? = "2") throws
        -> EventRecord
    {
        try say("web", quantity, item, second, place)
    }

    private mutating func say(_ source: String, _ quantity: Decimal?, _ item: String, _ second: TimeInterval, _ place: String?) throws -> EventRecord
    {
        var event = stockEvent(quantity == nil ? .removed : .level, item, quantity, at: second, source: source, place: place)
        if source == "web" { event.subject.item = Item(id: "id-\(item)", sku: item) }
        let record = try world.post(event, second: second)
        guard world.breaches.isEmpty else { throw BrokenLaw(breaches: world.breaches) }
        return record
    }

    mutating func silence(_ source: String, at second: TimeInterval) throws {
        world.now = .second(second)
        try world.apply(.trouble(Trouble(key: Trouble.key(source: source, .quiet), title: "\(source) is silent", text: "", fix: "")))
        guard world.breaches.isEmpty else { throw BrokenLaw(breaches: world.breaches) }
    }

    mutating func hear(_ source: String, at second: TimeInterval) throws {
        world.now = .second(second)
        try world.apply(.troubleOver(Trouble.key(source: source, .quiet)))
    }

    /// The alerts about stock, in order.
    var alerts: [Alert] { world.shelf.alerts.values.filter { $0.kind != .trouble }.sorted { $0.id < $1.id } }
    /// Each alert in a word: `out-of-stock wms@hamburg`.
    var told: [String] {
        alerts.map { "\($0.kind.rawValue)\($0.isOver ? " over" : "") \($0.subject.source)@\($0.subject.place?.key ?? $0.subject.place?.id ?? "")" }
    }
    /// Open incidents of stock, by what they are of.
    var open: [String] { world.shelf.incidents.values.filter { $0.isOpen }.compactMap { $0.level?.description }.sorted() }

    struct BrokenLaw: Error { var breaches: [String] }
}

extension Rule {
    static func wanting(_ name: String, _ on: Set<AlertKind>, across: Across = .place, where condition: Where = .always, _ addresses: String...)
        -> Rule
    {
        Rule(id: "purchasing/\(name)", name: name, on: on, where: condition, across: across, send: addresses.map { Address(text: $0) })
    }
}
