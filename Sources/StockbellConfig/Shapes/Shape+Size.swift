extension Shape<Int64> {
    private static let units: [(name: String, bytes: Int64)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
    ]

    /// A number of bytes such as `10GiB`, between two others that are written alike.
    static func size(from smallest: String, to largest: String) -> Shape {
        let range = (bytes(smallest) ?? 0)...(bytes(largest) ?? 0)
        let pattern = "^[0-9]{1,6}(\(units.map(\.name).joined(separator: "|")))$"
        return Shape("a size such as \"500MiB\" or \"10GiB\"", schema: .text(matching: pattern)) { text, _ throws(Complaint) in
            guard let bytes = bytes(text.value) else {
                let names = units.map(\.name).joined(separator: ", ")
                throw Complaint("\(text.quoted) is no size; write \"500MiB\" or \"10GiB\", a whole number and one of \(names)")
            }
            guard range.contains(bytes) else { throw Complaint("\(text.quoted) is not from \"\(smallest)\" to \"\(largest)\"") }
            return bytes
        }
    }

    private static func bytes(_ text: String) -> Int64? {
        guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return nil }
        let digits = text.dropLast(unit.name.count)
        guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int64(digits) else { return nil }
        return count * unit.bytes
    }
}
