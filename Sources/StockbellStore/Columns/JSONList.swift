import FoundationEssentials
import StockbellCore

/// A list as one statement argument: SQL reads it with `json_each`, so that a statement's text does not depend on how many there are.
struct JSONList {
    let text: String

    init(_ strings: some Sequence<String>) {
        let data = try? JSONEncoder().encode(Array(strings))
        text = data.map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    init(_ rows: some Sequence<Int64>) {
        text = "[\(rows.map(String.init).joined(separator: ","))]"
    }

    init<Subject>(_ ids: some Sequence<Identifier<Subject>>) {
        self.init(ids.lazy.map(\.string))
    }
}
