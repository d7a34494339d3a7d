import StockbellCore

/// A trouble that every language has words for; others keep the English ones that they came with.
struct TroubleKind {
    let title: Phrase
    let fix: Phrase
    /// What is in trouble: the channel, the address, the file, the source.
    let name: String

    /// nil: there are no words for it.
    init?(_ trouble: Trouble) {
        guard let colon = trouble.key.firstIndex(of: ":") else { return nil }
        switch trouble.key[..<colon] {
        case "channel": (title, fix) = (.troubleChannel, .troubleChannelFix)
        case "address": (title, fix) = (.troubleAddress, .troubleAddressFix)
        case "reading": (title, fix) = (.troubleReading, .troubleReadingFix)
        case "template": (title, fix) = (.troubleTemplate, .troubleTemplateFix)
        case "table": (title, fix) = (.troubleTable, .troubleTableFix)
        case "clock": (title, fix) = (.troubleClock, .troubleClockFix)
        case "source" where Trouble.isSilence(trouble.key): (title, fix) = (.troubleQuiet, .troubleQuietFix)
        default: return nil
        }
        let name = trouble.key[trouble.key.index(after: colon)...]
        self.name = String(Trouble.isSilence(trouble.key) ? name.prefix { $0 != ":" } : name)
    }
}
