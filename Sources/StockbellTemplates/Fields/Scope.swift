import FoundationEssentials
import StockbellCore

/// What the fields of one letter, or of one row in it, speak about.
final class Scope: Sendable {
    enum Subject: Sendable {
        /// The letter as a whole: a summary, a test message.
        case letter
        case alert(Alert)
        /// A row of `digest.groups`.
        case group(DigestGroup)
        /// A row of `elsewhere.places`.
        case shelf(Elsewhere.Shelf)
        /// A row of `substitutes`.
        case item(Item)
        /// A row of `item.tags`.
        case tag(String)
    }

    /// What the layout of a mail surrounds.
    struct Page: Sendable {
        var subject: String
        var preview: String
        var footer: String
        /// HTML.
        var content: String
    }

    let subject: Subject
    let order: LetterOrder
    let wording: Wording
    let links: LetterLinks
    let version: String
    /// nil outside layout.html.
    let page: Page?
    /// Whether the item's name must say itself that the event is a test: in a list that has others, too.
    let marksTest: Bool
    /// In a row of a digest: whether it came since the last one.
    let isNew: Bool
    /// Whether the letter may say what it could do without; no: an SMS would need one more segment for it.
    let hasRoom: Bool

    init(
        _ subject: Subject, order: LetterOrder, wording: Wording, links: @escaping LetterLinks, version: String, page: Page? = nil,
        marksTest: Bool = false, isNew: Bool = false, hasRoom: Bool = true
    ) {
        self.subject = subject
        self.order = order
        self.wording = wording
        self.links = links
        self.version = version
        self.page = page
        self.marksTest = marksTest
        self.isNew = isNew
        self.hasRoom = hasRoom
    }

    var words: Words { wording.words }

    var alert: Alert? { if case .alert(let alert) = subject { alert } else { nil } }
    var group: DigestGroup? { if case .group(let group) = subject { group } else { nil } }
    var shelf: Elsewhere.Shelf? { if case .shelf(let shelf) = subject { shelf } else { nil } }
    var tag: String? { if case .tag(let tag) = subject { tag } else { nil } }
    /// nil for a trouble, which is about no item.
    var item: Item? {
        if case .item(let item) = subject { return item }
        return alert.flatMap { $0.trouble == nil ? $0.subject.item : nil }
    }
    /// What the catalogue says of the item; nil: nothing.
    var entry: Shared<CatalogueEntry>? { alert?.subject.catalogue }
    /// What the item is counted in; nil: pieces.
    var unit: String? { entry?.unit }
    /// nil where the alert is of all places.
    var place: Place? { shelf?.place ?? alert.flatMap { $0.isEverywhere ? nil : $0.subject.place } }

    /// A row about one of the letter's alerts.
    func row(_ alert: Alert, marksTest: Bool, isNew: Bool = false) -> Scope {
        var order = order
        order.alerts = [alert]
        return Scope(
            .alert(alert), order: order, wording: wording, links: links, version: version, marksTest: marksTest, isNew: isNew, hasRoom: hasRoom)
    }

    /// A row about another place of the item.
    func row(_ shelf: Elsewhere.Shelf) -> Scope {
        Scope(.shelf(shelf), order: order, wording: wording, links: links, version: version, hasRoom: hasRoom)
    }

    /// A row about something that the letter's alert names.
    func row(_ subject: Subject) -> Scope {
        Scope(subject, order: order, wording: wording, links: links, version: version, hasRoom: hasRoom)
    }

    /// The same letter with the necessary only.
    var cramped: Scope { Scope(subject, order: order, wording: wording, links: links, version: version, hasRoom: false) }

    /// The same letter inside its layout.
    func surrounding(_ page: Page) -> Scope {
        Scope(subject, order: order, wording: wording, links: links, version: version, page: page)
    }
}
