import StockbellCore

/// A text as a gateway is to send it: within the channel's limits, for one telephone.
struct TextMessage: Hashable, Sendable {
    private static let longestID = 128

    let number: PhoneNumber
    let text: SMSText
    /// Where the gateway can tell what became of it; nil: nowhere.
    let callback: String?
    /// By what a call of that URL is known: some gateways repeat the URL in their errors.
    let token: Secret?

    /// Makes it of a parcel's letter: its text for telephones, or its subject where it has none.
    ///
    /// Cut before it is handed over: gateways drop what is beyond their own limit, some without a word.
    ///
    /// - Throws: `ContentError` when there is no telephone number, no letter, or nothing to be read in it.
    init(_ parcel: Parcel, channel: ChannelSettings) throws(ContentError) {
        guard let recipient = parcel.recipient, let number = PhoneNumber(recipient) else {
            throw ContentError(.badAddress, "no telephone number in international form, such as +4915112345678")
        }
        let letter = try parcel.letter()
        let plain = SMSText.transliterated(Self.printable(letter.sms ?? letter.subject), foldingAccents: channel.text.transliterates)
        guard plain.contains(where: { !$0.isWhitespace }) else { throw ContentError(.refusedContent, "the text message is empty") }
        self.number = number
        text = SMSText(plain).capped(segments: channel.text.maxSegments)
        let callback = CallbackURL(channel)
        self.callback = callback?.url(for: parcel.key)
        token = callback?.secret(of: parcel.key)
    }

    /// The receipt of a gateway that took it.
    ///
    /// - Parameter segments: As the gateway counts them; nil, or nonsense: as we do.
    func receipt(id: String?, answer: String, segments: Int? = nil) -> Receipt {
        let counted = segments.flatMap { (1...255).contains($0) ? $0 : nil }
        return Receipt(providerID: id.flatMap(Self.plain), answer: answer, segments: counted ?? text.segments.count)
    }

    /// An id as it may be shown and looked up; nil: it holds what no id does.
    private static func plain(_ id: String) -> String? {
        let isPlain = id.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 32 && $0.value != 127 }
        return isPlain ? String(id.prefix(longestID)) : nil
    }

    /// Tabs become blanks later on; a line break is one character on telephones.
    private static func printable(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t" }
        return String(String.UnicodeScalarView(kept))
    }
}
