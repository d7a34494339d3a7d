import FoundationEssentials
import StockbellCore

/// The message that a workflow posts: an Adaptive Card in its envelope.
struct TeamsCard: Encodable {
    private struct Attachment: Encodable {
        let contentType = "application/vnd.microsoft.card.adaptive"
        var content: Content

        private enum CodingKeys: String, CodingKey { case contentType, content }
    }

    private struct Content: Encodable {
        let schema = "http://adaptivecards.io/schemas/adaptive-card.json"
        let type = "AdaptiveCard"
        /// Teams on phones knows no later one.
        let version = "1.4"
        let msteams = ["width": "Full"]
        var fallbackText: String
        var body: [TeamsElement]

        private enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case type, version, msteams, fallbackText, body
        }
    }

    /// Teams takes 28 KB, and says nothing of what is larger: the workflow fails after it has said 202.
    static let mostBytes = 25_000

    let type = "message"
    private var attachments: [Attachment]

    private enum CodingKeys: String, CodingKey { case type, attachments }

    /// Writes a letter.
    ///
    /// - Throws: `ContentError` when it says nothing at all.
    init(_ letter: Message) throws(ContentError) {
        let title = [Document.Inline.text(letter.subject.isEmpty ? letter.plain : letter.subject)].fitting(400) {
            MarkdownText.write($0, .commonMark)
        }
        let packing = Packing<TeamsElement>(
            [DocumentLine](letter, step: "\u{2003}"), limit: Self.mostBytes - 1500, ellipsis: 100, weight: Self.weight
        ) { line, limit in TeamsText.element(line, limit: min(limit - 150, 4000)) }
        var body = packing.pieces
        if packing.isCut { body.append(.text(runs: [.init(text: "…")], isParagraph: false)) }
        body += packing.end.map { [$0] } ?? []
        guard !body.isEmpty, !title.allSatisfy(\.isWhitespace) else { throw ContentError(.refusedContent, "the letter is empty") }
        attachments = [Attachment(content: Content(fallbackText: title, body: Self.joined(body)))]
    }

    /// Facts in a row are one set.
    private static func joined(_ elements: [TeamsElement]) -> [TeamsElement] {
        elements.reduce(into: []) { joined, element in
            if case .facts(let more) = element, case .facts(let facts)? = joined.last {
                joined[joined.count - 1] = .facts(facts + more)
            } else {
                joined.append(element)
            }
        }
    }

    /// The bytes of an element, with its comma.
    private static func weight(_ element: TeamsElement) -> Int {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return ((try? encoder.encode(element))?.count ?? mostBytes) + 1
    }
}
