import StockbellCore

/// What the paths of a mapping lead to in one body, for people.
enum MappingFindings {
    private static let longestValue = 60

    /// A line for each path: its name, the path, and the value as it is written; of several events the first is shown.
    static func lines(_ mapping: StockMapping, _ body: [UInt8]) -> [String] {
        guard let root = try? JSONDocument(body).root else { return [] }
        var lines: [String] = []
        var event: JSONValue? = root
        if let path = mapping.events {
            let events = root.all(at: path)
            lines.append("events (\(path.text)): \(events.map { "\($0.count) found; of the first:" } ?? "no list found")")
            event = events?.first
        }
        guard let event else { return lines }
        let mapped = MappedEvent(mapping: mapping, body: root, event: event)
        for field in StockMapping.Field.allCases {
            guard let path = mapping.paths[field] else { continue }
            lines.append(line(field.rawValue, path, mapped))
        }
        if let kinds = mapping.kinds { lines.append(line("kind", kinds.path, mapped)) }
        return lines
    }

    private static func line(_ name: String, _ path: JSONPath, _ event: MappedEvent) -> String {
        "\(name) (\(path.text)): \(event.value(at: path).map(written) ?? "not found")"
    }

    private static func written(_ value: JSONValue) -> String {
        switch value.node.kind {
        case .object: return "an object"
        case .array: return "a list"
        case .string:
            let text = String(decoding: value.document.utf8(value.node), as: UTF8.self)
            return String(text.prefix(longestValue)).debugDescription
        case .null, .boolean, .number:
            return String(decoding: value.document.bytes[value.node.start..<value.node.end].prefix(longestValue), as: UTF8.self)
        }
    }
}
