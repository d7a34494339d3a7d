package import FoundationEssentials

/// Writes letters: alerts become a message in a department's language.
package protocol Renderer: Sendable {
    /// Renders one delivery's content.
    ///
    /// - Throws: `LetterError` when a template cannot be rendered; the caller then asks for the built-in letter.
    func render(_ order: LetterOrder) throws -> Message

    /// Fills in the form that the order's channel has for its messages.
    ///
    /// - Returns: The body; nil: the channel has no form of its own.
    /// - Throws: `LetterError` when a letter that the form needs cannot be rendered.
    func payload(_ order: LetterOrder) throws -> [UInt8]?
}

extension Renderer {
    package func payload(_ order: LetterOrder) throws -> [UInt8]? { nil }
}

/// All that a message is a function of, but the template.
package struct LetterOrder: Sendable {
    package var kind: LetterKind
    /// What it tells; one, or many for a summary.
    package var alerts: [Alert]
    /// Of a storm: what was told one by one before; of a digest: what was told before and is open still.
    package var told: [Alert] = []
    /// nil: it is no digest.
    package var digest: Gathered?
    /// What the address was not sent because this says more; nil: nothing.
    package var overtaken: Overtaken?
    package var department: Department
    /// `department/name` of the rule that wanted it.
    package var rule: String
    package var channel: ChannelSettings
    package var delivery: Delivery.ID
    package var recipient: String?
    /// The moment that `.ago` counts to.
    package var now: Date
    package var mayBeDuplicate: Bool
    /// Since when it waited for its hour; nil: it did not.
    package var heldSince: Date?
    /// Who has the incident, those of the department itself first; as of `now`.
    package var owners: [Owner] = []
    /// Ignore the shop's templates: for when one of them failed.
    package var isBuiltInOnly: Bool

    /// Somebody who has the incident for a department.
    package struct Owner: Hashable, Sendable {
        package var department: String
        package var name: String
        package var since: Date

        package init(department: String, name: String, since: Date) {
            self.department = department
            self.name = name
            self.since = since
        }
    }

    /// What a digest says of itself.
    package struct Gathered: Hashable, Sendable {
        /// When it began to gather.
        package var since: Date
        package var group: Digest.Group?
        package var attachesCSV: Bool

        package init(since: Date, group: Digest.Group?, attachesCSV: Bool) {
            self.since = since
            self.group = group
            self.attachesCSV = attachesCSV
        }
    }

    package init(
        kind: LetterKind, alerts: [Alert], department: Department, rule: String, channel: ChannelSettings, delivery: Delivery.ID, recipient: String?,
        now: Date, mayBeDuplicate: Bool = false, heldSince: Date? = nil, isBuiltInOnly: Bool = false
    ) {
        self.kind = kind
        self.alerts = alerts
        self.department = department
        self.rule = rule
        self.channel = channel
        self.delivery = delivery
        self.recipient = recipient
        self.now = now
        self.mayBeDuplicate = mayBeDuplicate
        self.heldSince = heldSince
        self.isBuiltInOnly = isBuiltInOnly
    }
}

/// Why a letter could not be rendered, with the place in the template.
package struct LetterError: Error, Hashable, Sendable, CustomStringConvertible {
    package var file: String
    package var line: Int?
    package var message: String

    package init(file: String, line: Int? = nil, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)" }
}
