import StockbellCore

/// What a page of a link sends back: `application/x-www-form-urlencoded`.
struct LinkForm: Hashable {
    /// The buttons; the raw value is the button's.
    enum Button: String, CaseIterable {
        case own, snooze, restock, wake
    }

    static let maximumBytes = 4096

    var button: Button?
    /// As it is kept; nil: none was given.
    var name: String?
    var remembers: Bool

    init(_ body: some Collection<UInt8>) {
        var values: [String: String] = [:]
        for pair in body.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            values[Self.text(parts[0])] = parts.count > 1 ? Self.text(parts[1]) : ""
        }
        button = values["do"].flatMap(Button.init)
        name = values["name"].flatMap(CareOrder.name)
        remembers = values["remember"] != nil
    }

    /// A value as text: `+` is a blank, `%41` a byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var decoded: [UInt8] = []
        var rest = Array(bytes)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                decoded.append(value)
                rest = rest.dropFirst(2)
            } else {
                decoded.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// A text for a cookie or a form: all but letters and digits as bytes.
    static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                return String(UnicodeScalar(byte))
            default: return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
