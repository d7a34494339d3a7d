import FoundationEssentials
import StockbellCore

/// The columns of a subject, in every table that has one.
enum SubjectColumns {
    static let names = [
        "source", "item", "place", "is_test", "platform", "sku", "name", "parent", "place_name", "backorder_allowed", "tracked", "sellable",
        "fulfiller", "update_source", "product_ids", "reason", "warning_level",
    ]

    static func bind(_ subject: Subject, to parameters: inout Parameters) {
        let facts = subject.facts
        parameters.text(subject.source)
        parameters.text(subject.item.id)
        parameters.text(subject.place?.id)
        parameters.flag(subject.isTest)
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
    }

    /// The platform is nil for a trouble, and where it is one that this program version does not know.
    static func read(_ columns: inout ColumnReader) -> Subject {
        let (source, item, place, isTest) = (columns.text(), columns.text(), columns.optionalText(), columns.flag())
        let platform: Platform? = columns.value()
        let (sku, name, parent, placeName) = (columns.optionalText(), columns.optionalText(), columns.optionalText(), columns.optionalText())
        var facts = StockFacts(
            backorderAllowed: columns.optionalFlag(), tracked: columns.optionalFlag(), sellable: columns.optionalFlag(),
            fulfiller: columns.optionalText(), updateSource: columns.optionalText(),
            productIDs: columns.optionalText().map(JSONList.strings(in:)) ?? [])
        facts.reason = columns.value()
        facts.warningLevel = columns.decimal()
        return Subject(
            source: source, platform: platform, item: Item(id: item, sku: sku, name: name, parent: parent),
            place: place.map { Place(id: $0, name: placeName) }, facts: facts, isTest: isTest)
    }
}
