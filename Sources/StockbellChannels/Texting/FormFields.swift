import StockbellCore

/// The fields of a query or of a form (`application/x-www-form-urlencoded`), in their order.
struct FormFields: Hashable, Sendable {
    /// Sorted by the bytes of the name, then of the value, as signatures want it.
    struct Field: Hashable, Sendable, Comparable {
        var name: String
        var value: String

        static func < (left: Self, right: Self) -> Bool {
            left.name == right.name
                ? left.value.utf8.lexicographicallyPrecedes(right.value.utf8) : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
        }
    }

    var all: [Field]

    init(_ all: [Field]) {
        self.all = all
    }

    /// Reads the query of a URL.
    ///
    /// Gateways append what they have to say to a URL that has a query already, and not all see that it has: a further `?` parts fields, too.
    init(query: String) {
        self.init(Array(query.utf8), separators: "&?")
    }

    /// Reads the body of a form.
    init(body: [UInt8]) {
        self.init(body, separators: "&")
    }

    /// Reads what a call says, wherever it says it: in its query, a form or a flat JSON object; our own fields are left out.
    init(_ call: FeedbackCall) {
        if call.method == "GET" {
            self.init(FormFields(query: call.query).all.filter { !CallbackURL.fields.contains($0.name) })
        } else if call.body.first(where: { !" \t\r\n".utf8.contains($0) }) == UInt8(ascii: "{") {
            self.init(JSONReply(call.body).fields)
        } else {
            self.init(body: call.body)
        }
    }

    private init(_ bytes: [UInt8], separators: String) {
        all = bytes.split { separators.utf8.contains($0) }.map { field in
            let pieces = field.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return Field(name: Self.decoded(pieces[0]), value: pieces.count > 1 ? Self.decoded(pieces[1]) : "")
        }
    }

    /// The value of the first field of that name; nil when there is none, or nothing in it.
    subscript(_ name: String) -> String? {
        all.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// The fields written as a form or a query.
    static func encode(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> String {
        let blanks = text.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        return PercentEncoding.decode(String(decoding: blanks, as: UTF8.self))
    }
}
