import StockbellCore

/// The words by which people end text messages, and begin them again: those that carriers of the US know, and German ones.
enum OptWord {
    private static let out: Set = ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke", "stopp", "abmelden"]
    /// Not "yes": people say it to much else.
    private static let `in`: Set = ["start", "unstop"]
    /// Longer than any of the words with the blanks and marks that people put around them.
    private static let longest = 40

    /// What a text from a telephone wants; nil when it is none of the words, alone.
    ///
    /// Case, blanks and punctuation make no difference: `Stop!`, `opt-out`.
    static func feedback(from number: String, text: String) -> Feedback? {
        guard let recipient = PhoneNumber(gateway: number)?.description, text.utf8.count <= longest else { return nil }
        let word = text.lowercased().filter { $0.isLetter || $0.isNumber }
        if out.contains(word) { return .optOut(recipient: recipient, because: "answered \"\(word.uppercased())\"") }
        return `in`.contains(word) ? .optIn(recipient: recipient) : nil
    }

    /// What a text from a telephone is worth; most are none of the words.
    static func reading(from number: String?, text: String?, answer: FeedbackReading.Answer = .empty) -> FeedbackReading {
        guard let number else { return .nonsense(reason: "a text from nobody") }
        return .understood(feedback(from: number, text: text ?? "").map { [$0] } ?? [], answer: answer)
    }
}

extension PhoneNumber {
    /// Reads a number as gateways write it: international, with `+`, with `00`, or with neither.
    init?(gateway text: String) {
        let bare = text.drop { $0 == " " || $0 == "+" }
        self.init("+" + (bare.hasPrefix("00") ? bare.dropFirst(2) : bare))
    }
}
