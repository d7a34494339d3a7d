/// config.schema.json: what editors complete, explain and mark.
///
/// Made of the declarations that the reader reads by. It knows nothing of what one value demands of another.
package enum ConfigSchema {
    /// The schema (JSON Schema, draft 7) as the text of a file.
    package static func json() -> String {
        var definitions = ConfigKeys.sections.dropFirst().map { JSON.Member(key: $0.about.name, value: schema(of: $0)) }
        definitions.append(JSON.Member(key: "channel", value: Shape<ChannelSection>.schema))
        let head: JSON = ["$schema": "http://json-schema.org/draft-07/schema#", "title": "Stockbell's config.json"]
        let top = schema(of: SectionFacts(TopSection.self))
        return head.with(top).with(["definitions": .object(definitions)]).lines() + "\n"
    }

    private static func schema(of section: SectionFacts) -> JSON {
        let keys = section.keys.filter(\.isBuilt)
        let properties = JSON.object(keys.map { JSON.Member(key: $0.name, value: schema(of: $0)) })
        let required = keys.filter { $0.standing == .required }.map { JSON.string($0.name) }
        let object: JSON = [
            "description": .string(section.about.sentence), "type": "object", "properties": properties, "additionalProperties": false,
        ]
        return required.isEmpty ? object : object.with(["required": .array(required)])
    }

    private static func schema(of key: KeyFacts) -> JSON {
        var schema: JSON = ["description": .string(key.sentence)]
        if key.standing == .ignored { return schema.with(["type": "string"]) }
        if case .default(let value) = key.standing { schema = schema.with(["default": value]) }
        if let example = key.example { schema = schema.with(["examples": [example]]) }
        // In draft 7 a $ref hides what stands beside it.
        if case .object(let members) = key.schema, members.contains(where: { $0.key == "$ref" }) { return schema.with(["allOf": [key.schema]]) }
        return schema.with(key.schema)
    }
}
