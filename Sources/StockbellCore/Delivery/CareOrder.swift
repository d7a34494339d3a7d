package import FoundationEssentials

/// What somebody of a department wants done about an incident, by a link of a message or by hand.
package struct CareOrder: Hashable, Sendable {
    package enum Act: Hashable, Sendable {
        /// That person has it from now on.
        case own(String)
        /// Nothing more of it for so long.
        case snooze(Duration)
        /// Nothing more of it until then.
        case snoozeUntil(Date)
        /// Nothing more of it until the item is there again.
        case snoozeUntilRestock
        /// The peace is over.
        case wake
    }

    /// The message whose link was followed, to be told again at the end of a snooze.
    package struct Asked: Hashable, Sendable {
        package var delivery: Delivery.ID
        package var alert: Alert.ID
        package var kind: AlertKind

        package init(delivery: Delivery.ID, alert: Alert.ID, kind: AlertKind) {
            self.delivery = delivery
            self.alert = alert
            self.kind = kind
        }
    }

    package var incident: Incident.ID
    /// The level that the incident is of; nil: a trouble.
    package var level: LevelKey?
    package var department: String
    package var act: Act
    /// Who wants it; nil: they did not say.
    package var by: String?
    /// nil: it was done by hand.
    package var asked: Asked?

    package init(incident: Incident.ID, level: LevelKey?, department: String, act: Act, by: String? = nil, asked: Asked? = nil) {
        self.incident = incident
        self.level = level
        self.department = department
        self.act = act
        self.by = by
        self.asked = asked
    }

    /// The most letters of a name.
    package static let longestName = 60

    /// A name as it is kept: one line, without blanks around it; nil: nothing is left of it.
    package static func name(_ text: String) -> String? {
        let line = text.unicodeScalars.map { $0.properties.generalCategory == .control || $0.properties.isWhitespace ? " " : Character($0) }
        let words = String(line).split(separator: " ").joined(separator: " ")
        return words.isEmpty ? nil : String(words.prefix(longestName))
    }
}
