import JSON5

extension Node {
    /// Sixteen hexadecimal digits that stay the same however the value is laid out: 64-bit FNV-1a of its canonical JSON.
    ///
    /// It names rules that have no name among the few of one department. It proves nothing and keeps nobody out.
    var fingerprint: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in canonical.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// JSON with sorted keys and no blanks; variables stand as they are written.
    private var canonical: String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let number): return number.decimal.map { "\($0)" } ?? number.description
        case .string(let text): return JSON.quoted(text.value)
        case .array(let elements): return "[" + elements.map(\.canonical).joined(separator: ",") + "]"
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            return "{" + sorted.map { JSON.quoted($0.key) + ":" + $0.node.canonical }.joined(separator: ",") + "}"
        }
    }
}
