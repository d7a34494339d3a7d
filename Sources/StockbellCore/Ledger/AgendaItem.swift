package import FoundationEssentials

/// A row of the agenda: what is due and has no delivery yet.
package struct AgendaItem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Look whether a source has gone quiet; the subject is its name.
        case quiet
    }

    /// One row a kind and subject.
    package struct Key: Hashable, Sendable, Comparable, CustomStringConvertible {
        package var kind: Kind
        package var subject: String

        package init(_ kind: Kind, _ subject: String) {
            self.kind = kind
            self.subject = subject
        }

        package var description: String { "\(kind.rawValue):\(subject)" }

        package static func < (left: Key, right: Key) -> Bool { (left.kind.rawValue, left.subject) < (right.kind.rawValue, right.subject) }
    }

    package var key: Key
    package var dueAt: Date

    package init(_ kind: Kind, _ subject: String, dueAt: Date) {
        key = Key(kind, subject)
        self.dueAt = dueAt
    }
}
