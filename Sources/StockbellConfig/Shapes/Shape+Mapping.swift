import JSON5
import StockbellCore

extension Shape<JSONPath> {
    /// A path to one value.
    static var pathToOne: Shape {
        Shape("a path such as \"$.stock.available\"", schema: schema) { text, _ throws(Complaint) in
            let path = try path(text)
            guard !path.isPlural else {
                throw Complaint("\(text.quoted) leads to several values; [*] belongs into \"events\" alone, then write \"@…\" here")
            }
            return path
        }
    }

    /// A path to each element of a list in the body.
    static var pathToMany: Shape {
        Shape("a path such as \"$.items[*]\"", schema: schema) { text, _ throws(Complaint) in
            let path = try path(text)
            guard path.isPlural, path.root == .body else {
                throw Complaint("\(text.quoted) names no list from the body's root; write [*] behind the list, such as \"$.items[*]\"")
            }
            return path
        }
    }

    private static var schema: JSON { .text(matching: "^[$@]") }

    private static func path(_ text: Text) throws(Complaint) -> JSONPath {
        do throws(JSONPath.Mistake) {
            return try JSONPath(text.value)
        } catch {
            throw Complaint("\(text.quoted) is no path: it \(error.reason)")
        }
    }
}

extension Shape<[String: StockMapping.Statement]> {
    /// The words of a platform, each with what it says of stock.
    static var statements: Shape {
        let statement = Shape<StockMapping.Statement>.choice("word")
        let words = "an object of words, { \"stock.updated\": \"level\" }"
        let schema: JSON = ["type": "object", "minProperties": 1, "additionalProperties": statement.schema]
        return Shape(words, schema: schema) { written, reading in
            guard case .object(let members) = written.node.value, !members.isEmpty else {
                reading.error("must be \(words)", at: written.place)
                return nil
            }
            var values: Value = [:]
            for member in members { values[member.key] = statement.read(written.member(member), &reading) }
            return values
        }
    }
}

extension Shape<String> {
    /// The name of an HTTP header.
    static var headerName: Shape {
        Shape("the name of a header", schema: .text(matching: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$")) { text, _ throws(Complaint) in
            guard (1...64).contains(text.value.utf8.count), text.value.utf8.allSatisfy(\.isTokenPart) else {
                throw Complaint("is no name of a header: letters, digits and hyphens, at most 64")
            }
            return text.value
        }
    }
}
