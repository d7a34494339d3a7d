/// A named set of items, by their article numbers.
package struct ItemList: Hashable, Sendable {
    package let name: String
    /// The file that it stands in, as config.json has it; nil: it stands in config.json itself.
    package let file: String?
    /// The patterns as they are written, each once.
    package let entries: [String]
    /// In small letters.
    private let skus: Set<String>
    private let patterns: [Glob]

    /// Makes a list of patterns as `Glob` reads them; those that are no more than an article number are found at once, however many there are.
    package init(name: String, file: String? = nil, _ entries: [String]) {
        self.name = name
        self.file = file
        var seen: Set<String> = []
        self.entries = entries.filter { seen.insert($0.lowercased()).inserted }
        skus = seen.filter { !Self.isPattern($0) }
        patterns = self.entries.filter(Self.isPattern).map { Glob($0) }
    }

    /// Whether an article number is on the list, whatever the case of its letters.
    package func holds(_ sku: String) -> Bool {
        skus.contains(sku.lowercased()) || patterns.contains { $0.matches(sku) }
    }

    private static func isPattern(_ entry: String) -> Bool { entry.utf8.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "\\") } }
}

extension ItemList: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, file, entries
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name), file: try container.decodeIfPresent(String.self, forKey: .file),
            try container.decode([String].self, forKey: .entries))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(file, forKey: .file)
        try container.encode(entries, forKey: .entries)
    }
}
