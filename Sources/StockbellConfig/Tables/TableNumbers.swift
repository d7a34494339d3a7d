import FoundationEssentials

/// How the numbers of a table are written: with which decimal mark, as its own cells tell.
struct TableNumbers {
    /// "," or ".".
    private let mark: Character
    /// Whether three digits behind the mark are a fraction for certain, as in JSON.
    private let isCertain: Bool

    /// Numbers as JSON has them.
    static let plain = TableNumbers(mark: ".", isCertain: true)

    private init(mark: Character, isCertain: Bool) {
        self.mark = mark
        self.isCertain = isCertain
    }

    /// Looks at cells that hold numbers: with both marks in one the last one is the decimal mark; else a comma anywhere is.
    init(sniffing cells: some Sequence<String>) {
        var hasComma = false
        for cell in cells {
            guard let comma = cell.utf8.lastIndex(of: UInt8(ascii: ",")) else { continue }
            hasComma = true
            if let point = cell.utf8.lastIndex(of: UInt8(ascii: ".")) {
                self.init(mark: comma > point ? "," : ".", isCertain: false)
                return
            }
        }
        self.init(mark: hasComma ? "," : ".", isCertain: false)
    }

    /// A number from 0 to a billion; nil: the cell is empty.
    ///
    /// - Parameter column: what the table calls it, for the complaint.
    func number(_ text: String, _ column: String) throws(Complaint) -> Decimal? {
        if text.isEmpty { return nil }
        var parts = text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        let groups = parts[0].split(separator: mark == "," ? "." : ",", omittingEmptySubsequences: false)
        let whole = Self.joined(groups)
        if let whole { parts[0] = whole[...] }
        let isDigits = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard isDigits, text.utf8.count <= 20, let value = Decimal(string: parts.joined(separator: ".")), value <= 1_000_000_000 else {
            throw Complaint("\(column): must be a number from 0 to a billion, found \(text.quoted)")
        }
        // "1.000" is a thousand in German and one in English, "1,000" the other way round.
        if !isCertain, groups.count == 1, parts.count == 2, parts[1].utf8.count == 3, parts[0] != "0", parts[0].utf8.count <= 3 {
            throw Complaint("\(column): \(text.quoted) may mean thousands; write \(parts.joined()), or \(text)0 if that is a fraction")
        }
        return value
    }

    /// An amount of money, with or without the mark of its currency: "649,00 €", "USD 5".
    ///
    /// - Returns: the amount, and the currency where the cell has it.
    func money(_ text: String, _ column: String) throws(Complaint) -> (amount: Decimal?, currency: String?) {
        let isPart: (Character) -> Bool = { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
        guard let first = text.firstIndex(where: isPart), let last = text.lastIndex(where: isPart) else {
            return (try number(text, column), nil)
        }
        let around = (String(text[..<first]) + String(text[text.index(after: last)...])).filter { !$0.isWhitespace }
        guard around.isEmpty || Self.currencies[around] != nil || Currency(around) != nil else { return (try number(text, column), nil) }
        return (try number(String(text[first...last]), column), Self.currencies[around] ?? Currency(around)?.code)
    }

    private static let currencies = ["€": "EUR", "$": "USD", "£": "GBP", "CHF": "CHF", "¥": "JPY", "zł": "PLN", "Kč": "CZK", "kr": "SEK"]

    /// Digits in groups of three behind the first; nil: they are not.
    private static func joined(_ groups: [Substring]) -> String? {
        guard groups.count > 1, (1...3).contains(groups[0].utf8.count), groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else { return nil }
        return groups.joined()
    }
}

/// A currency's code by ISO 4217: three capital letters.
struct Currency {
    let code: String

    /// nil: it is none.
    init?(_ text: String) {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        code = text
    }
}
