import Crypto
import FoundationEssentials

/// A mail as its signature sees it: header and body in the relaxed canonical form (RFC 6376 section 3.4), which servers on the way may not change.
struct DKIMMail {
    /// The fields from the top: the name in lower case, and the whole field without the line end.
    private let fields: [(name: String, canonical: [UInt8])]
    /// `bh`: SHA-256 of the body.
    let bodyHash: String

    /// Takes a mail whose lines end in CRLF.
    init(_ mail: [UInt8]) {
        let (header, body) = Self.divided(mail)
        fields = Self.fields(of: header).map { field in
            (String(decoding: field.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased().filter { $0 != " " }, Self.relaxed(field: field))
        }
        bodyHash = Data(SHA256.hash(data: Self.relaxed(body: body))).base64EncodedString()
    }

    /// How many fields of this name there are.
    func count(of name: String) -> Int { fields.count { $0.name == name } }

    /// What is signed: the named fields, each name's from the bottom up, none where there are no more, and the signature's own field, which lacks
    /// its value yet.
    func signed(_ names: [String], signature: String) -> [UInt8] {
        var left = fields
        var bytes: [UInt8] = []
        for name in names {
            guard let index = left.lastIndex(where: { $0.name == name }) else { continue }
            bytes += left.remove(at: index).canonical
            bytes += [0x0D, 0x0A]
        }
        return bytes + Self.relaxed(field: Array(signature.utf8)[...])
    }

    // MARK: - Canonical form

    private static func divided(_ mail: [UInt8]) -> (header: ArraySlice<UInt8>, body: ArraySlice<UInt8>) {
        var start = 0
        while start < mail.count, let end = mail[start...].firstIndex(of: 0x0A) {
            // An empty line, with or without its return.
            if end == start || end == start + 1 && mail[start] == 0x0D { return (mail[..<start], mail[(end + 1)...]) }
            start = end + 1
        }
        return (mail[...], [])
    }

    /// Each with its continuation lines.
    private static func fields(of header: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var fields: [ArraySlice<UInt8>] = []
        for line in header.split(separator: 0x0A) {
            if let last = fields.last, line.first.map(isBlank) ?? false {
                fields[fields.count - 1] = header[last.startIndex..<line.endIndex]
            } else {
                fields.append(line)
            }
        }
        return fields
    }

    /// Section 3.4.2.
    private static func relaxed(field: ArraySlice<UInt8>) -> [UInt8] {
        let colon = field.firstIndex(of: UInt8(ascii: ":")) ?? field.endIndex
        var name = field[..<colon].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        while name.last.map(isBlank) ?? false { name.removeLast() }
        let value = reduced(field[colon...].dropFirst().filter { $0 != 0x0D && $0 != 0x0A }[...])
        return name + [UInt8(ascii: ":")] + value.drop(while: isBlank)
    }

    /// Section 3.4.4.
    private static func relaxed(body: ArraySlice<UInt8>) -> [UInt8] {
        var canonical: [UInt8] = []
        canonical.reserveCapacity(body.count)
        var emptyLines = 0
        var lines = body.split(separator: 0x0A, omittingEmptySubsequences: false)
        // What stands behind the last line end is no line.
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        for line in lines {
            let reduced = reduced(line.last == 0x0D ? line.dropLast() : line)
            guard !reduced.isEmpty else {
                emptyLines += 1
                continue
            }
            for _ in 0..<emptyLines { canonical += [0x0D, 0x0A] }
            emptyLines = 0
            canonical += reduced
            canonical += [0x0D, 0x0A]
        }
        return canonical
    }

    /// Blanks as one, none at the end.
    private static func reduced(_ line: ArraySlice<UInt8>) -> [UInt8] {
        var reduced: [UInt8] = []
        reduced.reserveCapacity(line.count)
        for byte in line {
            if isBlank(byte) {
                if reduced.last != 0x20 { reduced.append(0x20) }
            } else {
                reduced.append(byte)
            }
        }
        if reduced.last == 0x20 { reduced.removeLast() }
        return reduced
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
