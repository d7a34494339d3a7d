import FoundationEssentials

extension CloudEvent {
    /// The event's type alone, for events that cannot be read further.
    static func type(of value: JSONValue) -> String? {
        (try? value["type"])?.flatMap { try? $0.told }
    }

    /// Reads an event in its JSON form: the body of structured mode, an element of a batch.
    init(_ value: JSONValue) throws(Unreadable) {
        guard let type = try value["type"]?.told else { throw Unreadable(missing: ["type"]) }
        self.type = type
        guard let version = try value["specversion"]?.told, let id = try value["id"]?.told, let source = try value["source"]?.told else {
            throw Unreadable(
                missing: [
                    try value["specversion"]?.told == nil ? "specversion" : nil, try value["id"]?.told == nil ? "id" : nil,
                    try value["source"]?.told == nil ? "source" : nil,
                ].compactMap(\.self))
        }
        guard version == Self.version else { throw Unreadable("specversion is not \(Self.version)") }
        self.id = id
        self.source = source
        time = try value["time"]?.time
        sequence = try value["sequence"]?.told.flatMap { Int64($0) }
        contents = try Self.contents(value)
    }

    private static func contents(_ value: JSONValue) throws(Unreadable) -> Contents {
        let (data, base64) = (try value["data"], try value["data_base64"])
        if let data {
            guard base64 == nil else { throw Unreadable("both data and data_base64 are there") }
            return .json(data)
        }
        return base64.map(Contents.base64) ?? .none
    }
}
