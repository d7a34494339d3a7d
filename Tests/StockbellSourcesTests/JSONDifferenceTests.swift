import FoundationEssentials
import Testing

@testable import StockbellSources

/// The reader beside Foundation's, over texts made by chance, whole and broken: both take the same texts, and find the same in them.
///
/// Where the two differ on purpose the reader names its reason: keys given twice, nesting deeper than 64 levels, numbers that a Decimal would
/// round, and encodings other than UTF-8, all of which Foundation lets through; and it takes some commas that nothing follows, but no half of a
/// surrogate pair.
@Suite struct JSONDifferenceTests {
    /// Every value that a text holds, so that nothing in it goes unread.
    private enum Tree: Equatable, Decodable {
        case null
        case flag(Bool)
        case number(Decimal)
        case text(String)
        case list([Tree])
        case members([String: Tree])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? container.decode(Decimal.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let list = try? container.decode([Tree].self) {
                self = .list(list)
            } else {
                self = .members(try container.decode([String: Tree].self))
            }
        }

        init(_ value: JSONValue) throws {
            let document = value.document
            let text = String(decoding: document.utf8(value.node), as: UTF8.self)
            switch value.node.kind {
            case .null: self = .null
            case .boolean: self = .flag(try value.flag)
            case .number: self = .number(try value.quantity)
            case .string: self = .text(text)
            case .array: self = .list(try value.elements.map { try Tree($0) })
            case .object:
                var members: [String: Tree] = [:]
                var key = value.index + 1
                while key < value.node.next {
                    let name = String(decoding: document.utf8(document.nodes[key]), as: UTF8.self)
                    members[name] = try Tree(JSONValue(document: document, index: key + 1))
                    key = document.nodes[key + 1].next
                }
                self = .members(members)
            }
        }
    }

    private static let meant = ["is given twice", "is nested deeper than 64 levels", "or too large an exponent", "the body is not UTF-8"]

    /// Whether both took it; nil where they differ on purpose.
    @discardableResult
    private func compare(_ bytes: [UInt8]) -> Bool? {
        let theirs = try? JSONDecoder().decode(Tree.self, from: Data(bytes))
        let shown = Comment(rawValue: String(decoding: bytes, as: UTF8.self).debugDescription)
        do {
            let ours = try Tree(JSONDocument(bytes).root)
            if theirs == nil, shown.rawValue.contains("\\ud") { return nil }
            #expect(theirs == ours, shown)
            return true
        } catch let error as Unreadable {
            if Self.meant.contains(where: error.reason.hasSuffix) { return nil }
            #expect(error.reason == "the body is no valid JSON")
            #expect(theirs == nil || theirs == (try? Tree(JSONDocument(Self.withoutLastCommas(bytes)).root)), shown)
        } catch {
            Issue.record(error)
        }
        return false
    }

    /// The text without each comma that stands before a closing bracket.
    private static func withoutLastCommas(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var comma: Int?
        var (isText, isEscape) = (false, false)
        for byte in bytes {
            if !isText, let index = comma, "]}".utf8.contains(byte) { kept.remove(at: index) }
            if isText || !" \n\r\t".utf8.contains(byte) { comma = !isText && byte == UInt8(ascii: ",") ? kept.count : nil }
            if byte == UInt8(ascii: "\""), !isEscape { isText.toggle() }
            isEscape = isText && byte == UInt8(ascii: "\\") && !isEscape
            kept.append(byte)
        }
        return kept
    }

    private static let pieces = [
        "a", "é", "😀", " ", "/", "\\\"", "\\\\", "\\/", "\\b", "\\n", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\u{7F}", "\u{2028}", "\\u0000", "]",
        "{",
    ]
    private static let numbers = [
        "0", "-0", "7", "-12", "0.5", "-0.25", "10.500", "1e3", "1E+3", "12e-4", "9007199254740993", "18446744073709551616", "1e60", "0.10",
        "99999999999999999999999999999999999999", "123456789012345678.12345678901234567",
    ]
    private static let scraps = [
        "\\", "\"", "\\u", "\\ud83d", "\\ude00", "{", "}", "[", "]", ",", ":", "null", "tru", "-", "+", ".", "e", "0", "01", "\u{0}", "\n", "\u{1}",
        "\u{FEFF}",
        "//", "'", "NaN", "\u{A0}",
    ]

    private func space(_ chance: inout Chance) -> String {
        ["", "", "", " ", "\n", "\t", "\r\n  "].randomElement(using: &chance) ?? ""
    }

    private func quoted(_ chance: inout Chance) -> String {
        "\"" + (0..<Int.random(in: 0...5, using: &chance)).map { _ in Self.pieces.randomElement(using: &chance) ?? "" }.joined() + "\""
    }

    private func value(_ depth: Int, _ chance: inout Chance) -> String {
        let space = space(&chance)
        let count = Int.random(in: 0...4, using: &chance)
        switch Int.random(in: 0..<(depth > 4 ? 4 : 8), using: &chance) {
        case 0: return space + (["null", "true", "false"].randomElement(using: &chance) ?? "") + space
        case 1: return space + (Self.numbers.randomElement(using: &chance) ?? "") + space
        case 2, 3: return space + quoted(&chance) + space
        case 4, 5: return space + "[" + (count == 0 ? space : (0..<count).map { _ in value(depth + 1, &chance) }.joined(separator: ",")) + "]" + space
        default:
            // Of a key given twice Foundation leaves one value unread, whatever is wrong in it; so each key begins with a letter of its own.
            let members = (0..<count).map {
                "\(space)\"\(["w", "x", "y", "z"][$0])\(quoted(&chance).dropFirst())\(space):\(value(depth + 1, &chance))"
            }
            return space + "{" + (count == 0 ? space : members.joined(separator: ",")) + "}" + space
        }
    }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func wholeTextsAreTakenByBothAlike(seed: UInt64) {
        var chance = Chance(state: seed)
        let taken = (0..<500).map { _ in compare(Array(value(0, &chance).utf8)) }
        #expect(!taken.contains(false))
        #expect(taken.count { $0 == true } > 400)
    }

    @Test(arguments: [UInt64(5), 6, 7, 8])
    func brokenTextsAreRefusedByBothAlike(seed: UInt64) {
        var chance = Chance(state: seed)
        let taken = (0..<1500).map { _ in
            var bytes = Array(value(0, &chance).utf8)
            for _ in 0..<Int.random(in: 1...2, using: &chance) { mutate(&bytes, &chance) }
            return compare(bytes)
        }
        #expect(taken.count { $0 == false } > 500)
        #expect(taken.count { $0 == true } > 50)
    }

    private func mutate(_ bytes: inout [UInt8], _ chance: inout Chance) {
        let position = Int.random(in: 0...bytes.count, using: &chance)
        let end = min(bytes.count, position + Int.random(in: 0...3, using: &chance))
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: bytes.removeSubrange(position..<end)
        case 1: bytes.replaceSubrange(position..<end, with: Array((Self.scraps.randomElement(using: &chance) ?? "").utf8))
        case 2: bytes.insert(contentsOf: bytes[position..<end], at: position)
        case 3 where position < bytes.count: bytes[position] = UInt8.random(in: 0...255, using: &chance)
        default: bytes.insert(UInt8.random(in: 1...127, using: &chance), at: position)
        }
    }

    @Test(arguments: [
        "\u{FEFF}{}", "\u{FEFF} 1", " \u{FEFF}1", "\u{FEFF}", "\u{FEFF}\u{FEFF}1", "\"\u{FEFF}\"", "null", "5", "\"x\"", "\"\\u0000\"", "\"\u{7F}\"",
    ])
    func marksAndFragmentsAreTakenByBothAlike(text: String) {
        compare(Array(text.utf8))
    }
}
