import FoundationEssentials
import StockbellCore

/// The columns of a subject, in every table that has one.
enum SubjectColumns {
    static let names = [
        "source", "item", "place", "is_test", "aspect", "platform", "sku", "name", "parent", "place_name", "backorder_allowed", "tracked", "sellable",
        "fulfiller", "update_source", "product_ids", "reason", "warning_level", "said_by", "place_key",
    ]
    /// How many of them name the level.
    static let keyCount = 5

    static func bind(_ subject: Subject, to parameters: inout Parameters) {
        let (facts, key) = (subject.facts, subject.key)
        parameters.text(key.source)
        parameters.text(key.item)
        parameters.text(key.place)
        parameters.flag(key.isTest)
        parameters.value(key.aspect == .stock ? nil : key.aspect)
        parameters.text(subject.platform?.rawValue ?? "")
        parameters.text(subject.item.sku)
        parameters.text(subject.item.name)
        parameters.text(subject.item.parent)
        parameters.text(subject.place?.name)
        parameters.flag(facts.backorderAllowed)
        parameters.flag(facts.tracked)
        parameters.flag(facts.sellable)
        parameters.text(facts.fulfiller)
        parameters.text(facts.updateSource)
        parameters.text(facts.productIDs.isEmpty ? nil : JSONList(facts.productIDs).text)
        parameters.value(facts.reason)
        parameters.decimal(facts.warningLevel)
        // Where it is believed under another key than its own, these are its own.
        let own = subject.home.map { _ in [subject.source, subject.item.id] + (subject.place.map { [$0.id] } ?? []) }
        parameters.text(own.map { JSONList($0).text })
        parameters.text(subject.place?.key)
    }

    /// The platform is nil for a trouble, and where it is one that this program version does not know.
    static func read(_ columns: inout ColumnReader) -> Subject {
        let key = readKey(&columns)
        let platform: Platform? = columns.value()
        let (sku, name, parent, placeName) = (columns.optionalText(), columns.optionalText(), columns.optionalText(), columns.optionalText())
        var facts = StockFacts(
            backorderAllowed: columns.optionalFlag(), tracked: columns.optionalFlag(), sellable: columns.optionalFlag(),
            fulfiller: columns.optionalText(), updateSource: columns.optionalText(),
            productIDs: columns.optionalText().map(JSONList.strings(in:)) ?? [])
        facts.reason = columns.value()
        facts.warningLevel = columns.decimal()
        let own = columns.optionalText().map(JSONList.strings(in:))
        let placeKey = columns.optionalText()
        let place = own.map { $0.count > 2 ? $0[2] : nil } ?? key.place
        var subject = Subject(
            source: own?.first ?? key.source, platform: platform,
            item: Item(id: own.map { $0.count > 1 ? $0[1] : key.item } ?? key.item, sku: sku, name: name, parent: parent),
            place: place.map { Place(id: $0, name: placeName, key: placeKey) }, facts: facts, isTest: key.isTest)
        if own != nil { subject.home = key }
        return subject
    }

    /// The columns that name the level.
    static func readKey(_ columns: inout ColumnReader) -> LevelKey {
        LevelKey(
            source: columns.text(), item: columns.text(), place: columns.optionalText(), isTest: columns.flag(), aspect: columns.value() ?? .stock)
    }
}
