/// A phrase, divided at its parameters (`{name}`).
struct Pattern: Sendable {
    private struct Parameter: Sendable {
        /// The words before it.
        var before: String
        var name: String
    }

    private var parameters: [Parameter] = []
    /// The words behind the last parameter.
    private var end: String

    init(_ text: String) {
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            parameters.append(Parameter(before: String(rest[..<open]), name: String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        end = String(rest)
    }

    /// What the parameters are called, in order.
    var names: [String] { parameters.map(\.name) }

    /// The phrase with these values; a parameter without one stands as it is written.
    func filled(_ values: KeyValuePairs<String, String>) -> String {
        var result = ""
        for parameter in parameters {
            result += parameter.before
            result += values.first { $0.key == parameter.name }?.value ?? "{\(parameter.name)}"
        }
        return result + end
    }
}
