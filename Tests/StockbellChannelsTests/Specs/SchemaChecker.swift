import Foundation

/// Checks a value against what JSON Schema, OpenAPI and Google's discovery documents have in common.
struct SchemaChecker {
    /// Where `$ref` leads: a pointer (`#/components/schemas/X`), or a bare name in `schemas`.
    let root: [String: Any]
    let refusesUnknown: Bool

    func mistakes(in value: Any, by schema: [String: Any], at place: String) -> [String] {
        guard let schema = resolved(schema) else { return ["\(place): the schema leads nowhere"] }
        if value is NSNull, schema["nullable"] as? Bool == true { return [] }
        var mistakes = type(of: value, by: schema, at: place) + choices(value, by: schema, at: place)
        switch value {
        case let object as [String: Any]: mistakes += members(of: object, by: schema, at: place)
        case let array as [Any]: mistakes += elements(of: array, by: schema, at: place)
        case let text as String: mistakes += bounds(text.unicodeScalars.count, "Length", by: schema, at: place) + pattern(text, by: schema, at: place)
        case let number as NSNumber where !number.isFlag: mistakes += range(number.doubleValue, by: schema, at: place)
        default: break
        }
        return mistakes
    }

    private func resolved(_ schema: [String: Any]) -> [String: Any]? {
        guard let reference = schema["$ref"] as? String else { return schema }
        let path = reference.hasPrefix("#/") ? reference.dropFirst(2).split(separator: "/").map(String.init) : ["schemas", reference]
        var found: Any? = root
        for key in path { found = (found as? [String: Any])?[key.replacing("~1", with: "/").replacing("~0", with: "~")] }
        return (found as? [String: Any]).flatMap(resolved)
    }

    private func type(of value: Any, by schema: [String: Any], at place: String) -> [String] {
        guard let wanted = (schema["type"] as? [String]) ?? (schema["type"] as? String).map({ [$0] }), !wanted.contains("any") else { return [] }
        let kind = Self.kind(of: value)
        let isMeant = wanted.contains(kind) || kind == "integer" && wanted.contains("number")
        return isMeant ? [] : ["\(place): is \(kind), not \(wanted.joined(separator: " or "))"]
    }

    private static func kind(of value: Any) -> String {
        switch value {
        case is NSNull: "null"
        case let number as NSNumber: number.isFlag ? "boolean" : number.doubleValue == number.doubleValue.rounded() ? "integer" : "number"
        case is String: "string"
        case is [Any]: "array"
        default: "object"
        }
    }

    private func choices(_ value: Any, by schema: [String: Any], at place: String) -> [String] {
        var mistakes: [String] = []
        if let allowed = schema["enum"] as? [Any], !allowed.contains(where: { Self.isSame($0, value) }) {
            mistakes.append("\(place): is not one of \(allowed)")
        }
        if let constant = schema["const"], !Self.isSame(constant, value) { mistakes.append("\(place): is not \(constant)") }
        for part in schema["allOf"] as? [[String: Any]] ?? [] { mistakes += self.mistakes(in: value, by: part, at: place) }
        for key in ["anyOf", "oneOf"] {
            guard let parts = schema[key] as? [[String: Any]] else { continue }
            let tried = parts.map { self.mistakes(in: value, by: $0, at: place) }
            // The nearest miss says most.
            if !tried.contains(where: \.isEmpty) { mistakes += tried.min { $0.count < $1.count } ?? ["\(place): \(key) of nothing"] }
        }
        return mistakes
    }

    private static func isSame(_ left: Any, _ right: Any) -> Bool {
        switch (left, right) {
        case (let left as String, let right as String): left == right
        case (let left as NSNumber, let right as NSNumber): left == right && left.isFlag == right.isFlag
        default: left is NSNull && right is NSNull
        }
    }

    private func members(of object: [String: Any], by schema: [String: Any], at place: String) -> [String] {
        var mistakes = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }.map { "\(place): lacks \($0)" }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        let isClosed = schema["additionalProperties"] as? Bool == false || refusesUnknown && !properties.isEmpty && schema["allOf"] == nil
        for (key, value) in object {
            let inner = "\(place).\(key)"
            if let property = properties[key] as? [String: Any] {
                mistakes += self.mistakes(in: value, by: property, at: inner)
            } else if let further = schema["additionalProperties"] as? [String: Any] {
                mistakes += self.mistakes(in: value, by: further, at: inner)
            } else if isClosed {
                mistakes.append("\(inner): is unknown")
            }
        }
        return mistakes
    }

    private func elements(of array: [Any], by schema: [String: Any], at place: String) -> [String] {
        let mistakes = bounds(array.count, "Items", by: schema, at: place)
        guard let items = schema["items"] as? [String: Any] else { return mistakes }
        return mistakes + array.enumerated().flatMap { self.mistakes(in: $1, by: items, at: "\(place)[\($0)]") }
    }

    private func bounds(_ count: Int, _ word: String, by schema: [String: Any], at place: String) -> [String] {
        if let least = schema["min\(word)"] as? Int, count < least { return ["\(place): has \(count), fewer than \(least)"] }
        if let most = schema["max\(word)"] as? Int, count > most { return ["\(place): has \(count), more than \(most)"] }
        return []
    }

    private func range(_ number: Double, by schema: [String: Any], at place: String) -> [String] {
        let bound = { (key: String) in (schema[key] as? Double) ?? (schema[key] as? Int).map(Double.init) }
        if let least = bound("minimum"), number < least { return ["\(place): is less than \(least)"] }
        if let most = bound("maximum"), number > most { return ["\(place): is more than \(most)"] }
        return []
    }

    private func pattern(_ text: String, by schema: [String: Any], at place: String) -> [String] {
        guard let pattern = schema["pattern"] as? String, let regex = try? NSRegularExpression(pattern: pattern) else { return [] }
        let whole = NSRange(text.startIndex..., in: text)
        return regex.firstMatch(in: text, range: whole) == nil ? ["\(place): does not match \(pattern)"] : []
    }
}

extension NSNumber {
    /// Whether it was true or false in the text, not a number.
    fileprivate var isFlag: Bool { ["c", "B"].contains(String(cString: objCType)) }
}
