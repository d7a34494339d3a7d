import FoundationEssentials
import StockbellCore

/// Writes values as JSON.
enum PayloadValue {
    /// A value of its own type: numbers and yes or no as such, `null` where it is not known, all else as text.
    static func json(of entry: Entry, in scope: Scope) -> [UInt8] {
        if entry.field.kind == .markup { return quoted(scope.page?.content ?? "") }
        if entry.facet.isYesNo { return flag(entry.isKnown(in: scope)) }
        switch entry.field.value(scope) {
        case .yes(let yes): return flag(yes)
        case .number(let number) where entry.facet != .text: return self.number(number)
        case .money(let amount, _) where entry.facet == .raw: return self.number(amount)
        case .span(let seconds) where entry.facet == .hours: return self.number(Decimal(Int(min(max(seconds, 0), 1e11) / 3600)))
        case .unknown: return entry.isYesNo ? flag(false) : null
        default:
            let text = entry.text(in: scope)
            return text.isEmpty ? null : quoted(text)
        }
    }

    /// A text with its values.
    static func json(of stencil: Stencil, in scope: Scope, list: String?) -> [UInt8] {
        let recorder = Recorder()
        let skeleton = stencil.render(scope, recorder, inRowsOf: list)
        var values = recorder.slots.map { slot in
            let isLetter = slot.entry.field.kind == .markup
            return Value(isLetter ? slot.scope.page?.content ?? "" : slot.entry.text(in: slot.scope))
        }
        // Stockbell's own words begin with a capital where the text begins with them.
        if let first = Opening(values: values).number(in: skeleton), recorder.slots[first].entry.isPhrase(in: recorder.slots[first].scope) {
            values[first].text = Clean.capitalised(values[first].text)
        }
        return quoted(Filling(values: values).text(skeleton))
    }

    /// A text as JSON writes it (RFC 8259 section 7).
    static func quoted(_ text: String) -> [UInt8] {
        var bytes = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case 0x09: bytes += Array("\\t".utf8)
            case 0..<0x20: bytes += Array(((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
            default: bytes.append(byte)
            }
        }
        return bytes + [UInt8(ascii: "\"")]
    }

    private static let null = Array("null".utf8)

    private static func flag(_ flag: Bool) -> [UInt8] { Array((flag ? "true" : "false").utf8) }

    private static func number(_ number: Decimal) -> [UInt8] { number.isFinite ? Array(number.description.utf8) : null }
}
