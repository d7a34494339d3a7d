/// A row that breaks the law.
package struct Breach: Hashable, Sendable, Codable, CustomStringConvertible {
    package var table: AuditedTable
    /// The row's id, as `explain` takes it where the table has such ids; else its number.
    package var id: String
    package var check: LawCheck
    /// For people: what is wrong and what follows from it, without the row's name.
    package var sentence: String

    package init(table: AuditedTable, id: String, check: LawCheck, sentence: String) {
        self.table = table
        self.id = id
        self.check = check
        self.sentence = sentence
    }

    package var description: String { "\(table.rawValue) \(id) \(sentence)" }
}
