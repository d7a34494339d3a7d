/// Where in a body of any form what is found: `mapping` of a source in config.json.
package struct StockMapping: Hashable, Sendable {
    /// What a path can lead to.
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case item, sku, name, parent, place, placeName, quantity, previous, id, occurredAt, sequence, isTest, reason
    }

    /// What an event's kind can be said to mean.
    package enum Statement: String, Hashable, Sendable, CaseIterable {
        /// The quantity is so many, or changed by so many.
        case level, change
        /// There is none, or little; a quantity may be told or not.
        case out, low
        /// The stock record is gone.
        case removed
        case ignored
    }

    /// The word that says what an event is.
    package struct Kinds: Hashable, Sendable {
        /// Stands for any word that is not listed.
        package static let other = "*"

        package var path: JSONPath
        package var values: [String: Statement]

        package init(path: JSONPath, values: [String: Statement]) {
            self.path = path
            self.values = values
        }
    }

    /// A header with HMAC-SHA256 over the raw body by the source's secret.
    package struct Signature: Hashable, Sendable {
        package enum Form: String, Hashable, Sendable, CaseIterable {
            case hex, base64
        }

        package var header: String
        package var form: Form

        package init(header: String, form: Form) {
            self.header = header
            self.form = form
        }
    }

    /// The events of a body; nil: it is one event.
    package var events: JSONPath?
    package var paths: [Field: JSONPath]
    /// nil: every event is a level.
    package var kinds: Kinds?
    /// nil: bodies are not signed.
    package var signature: Signature?
    /// Where the times are at home that name no zone; nil: in UTC.
    package var timeZone: String?

    package init(
        events: JSONPath? = nil, paths: [Field: JSONPath], kinds: Kinds? = nil, signature: Signature? = nil, timeZone: String? = nil
    ) {
        self.events = events
        self.paths = paths
        self.kinds = kinds
        self.signature = signature
        self.timeZone = timeZone
    }
}
