import FoundationEssentials
import StockbellCore

/// A letter's alerts as a table that spreadsheet programs open (RFC 4180): UTF-8 with a byte order mark, without which Excel reads another encoding.
///
/// What divides the columns, and the decimals, is as the reader's language has it: a German Excel opens no commas.
enum CSVWriter {
    static func write(_ scope: Scope) -> String {
        let separator = scope.words(.csvSeparator)
        let new = ManyAlerts.worstFirst(scope, atMost: .max).map { row($0, scope, isNew: true) }
        let open = (scope.order.kind == .digest ? scope.order.told : []).map { row($0, scope, isNew: false) }
        let header = (0..<(Phrase.csvColumns.parts ?? 0)).map { scope.words.part($0, of: .csvColumns) }
        let lines = ([header] + new + open).map { row in row.map { quoted($0, separator) }.joined(separator: separator) }
        return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func row(_ alert: Alert, _ scope: Scope, isNew: Bool) -> [String] {
        let row = scope.row(alert, marksTest: true, isNew: isNew)
        func text(_ path: String) -> String { harmless(FieldList.entries[path]?.text(in: row) ?? "") }
        func number(_ number: Decimal?) -> String {
            number.map { $0.description.split(separator: ".").joined(separator: scope.words(.decimal)) } ?? ""
        }
        let entry = alert.subject.catalogue
        let sku = FieldList.entries["item.sku"].flatMap { $0.isKnown(in: row) ? $0.text(in: row) : nil }
        return [
            scope.words(isNew ? .csvNew : .csvOpen), text("kind.text"), harmless(sku ?? ""), text("item.name"),
            alert.isEverywhere || alert.subject.place == nil ? "" : text("place.name"), number(alert.quantity), number(alert.threshold.low),
            scope.wording.iso(alert.since), harmless(entry?.supplier ?? ""), harmless(entry?.supplierSKU ?? ""), harmless(entry?.category ?? ""),
            harmless(alert.subject.source),
        ]
    }

    /// A value that a spreadsheet would take for a formula gets an apostrophe before it: names come from outside.
    static func harmless(_ text: String) -> String {
        let line = Clean.line(text)
        guard let first = line.unicodeScalars.first, "=+-@\t\r|%".unicodeScalars.contains(first) || first.value == 0xFF1D else { return line }
        return "'" + line
    }

    /// In quotation marks where it has to be (RFC 4180 section 2).
    static func quoted(_ text: String, _ separator: String) -> String {
        guard text.contains(where: { $0 == "\"" || $0.isNewline }) || text.contains(separator) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
