import StockbellCore

/// JSON laid out and coloured for reading.
///
/// Order, numbers and strings stay as they were sent.
enum JSONMarkup {
    /// Lays out a JSON text; anything that is not JSON comes out escaped all the same.
    static func html(_ json: String) -> String {
        var html = ""
        var depth = 0
        var rest = json.utf8[...]
        var afterOpening = false
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
                rest.removeFirst()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                html += (afterOpening ? line(depth) : "") + (byte == UInt8(ascii: "{") ? "{" : "[")
                depth += 1
                rest.removeFirst()
                afterOpening = true
                continue
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(depth - 1, 0)
                html += (afterOpening ? "" : line(depth)) + (byte == UInt8(ascii: "}") ? "}" : "]")
                rest.removeFirst()
            case UInt8(ascii: ","):
                html += "," + line(depth)
                rest.removeFirst()
            case UInt8(ascii: ":"):
                html += ": "
                rest.removeFirst()
            case UInt8(ascii: "\""):
                let string = takeString(&rest)
                let isKey = rest.first { $0 > 32 } == UInt8(ascii: ":")
                html += (afterOpening ? line(depth) : "") + span(isKey ? "key" : "string", string)
            default:
                let word = rest.prefix { !" \n\r\t{}[],:\"".utf8.contains($0) }
                rest = rest[word.endIndex...]
                html += (afterOpening ? line(depth) : "") + span("value", Substring(word))
            }
            afterOpening = false
        }
        return html
    }

    private static func takeString(_ rest: inout Substring.UTF8View) -> Substring {
        let all = rest
        rest.removeFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") { _ = rest.popFirst() }
        }
        return Substring(all[..<rest.startIndex])
    }

    private static func line(_ depth: Int) -> String {
        "\n" + String(repeating: "  ", count: min(depth, 40))
    }

    private static func span(_ name: String, _ text: Substring) -> String {
        "<span class=\"\(name)\">\(HTMLText.escape(text))</span>"
    }
}
