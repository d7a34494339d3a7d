import FoundationEssentials

/// Ids begin with the time at which they were made, so an age is a range of ids.
enum ULIDTime {
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 10

    /// The lowest id of that millisecond: all made before it are lower, all others are not (github.com/ulid/spec).
    static func lowest(at time: Date) -> String {
        let milliseconds = max(0, min(time.milliseconds, 281_474_976_710_655))
        let time = (0..<length).reversed().map { digits[Int(milliseconds >> (5 * Int64($0)) & 31)] }
        return String(decoding: time, as: UTF8.self) + String(repeating: "0", count: 16)
    }

    /// Above all ids of the same millisecond as this one, and below all later ones.
    static func end(of id: String) -> String { String(id.prefix(length)) + "~" }
}
