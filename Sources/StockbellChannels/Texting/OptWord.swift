import StockbellCore

/// The words by which people end text messages, and begin them again: those that carriers of the US know, and German ones.
enum OptWord: Hashable {
    /// No more; with the word, as people see it.
    case out(String)
    case `in`(String)

    private static let out: Set = ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke", "stopp", "abmelden"]
    /// Not "yes": people say it to much else.
    private static let `in`: Set = ["start", "unstop"]
    /// Longer than any of the words with the blanks and marks that people put around them.
    private static let longest = 40

    /// The word that a text is, alone; nil: it is none, as most are.
    ///
    /// Case, blanks and punctuation make no difference: `Stop!`, `opt-out`.
    init?(_ text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        let word = text.lowercased().filter { $0.isLetter || $0.isNumber }
        if Self.out.contains(word) {
            self = .out(word.uppercased())
        } else if Self.in.contains(word) {
            self = .in(word.uppercased())
        } else {
            return nil
        }
    }

    private func feedback(of number: PhoneNumber) -> Feedback {
        switch self {
        case .out(let word): .optOut(recipient: number.description, because: "answered \"\(word)\"")
        case .in: .optIn(recipient: number.description)
        }
    }

    private var word: String {
        switch self {
        case .out(let word), .in(let word): word
        }
    }

    /// What a text from a telephone is worth.
    ///
    /// - Parameter form: How the gateway writes numbers; a wish of a number that cannot be understood is for somebody to heed by hand.
    static func reading(from number: String?, text: String?, _ form: NumberForm, answer: FeedbackReading.Answer = .empty) -> FeedbackReading {
        guard let number else { return .nonsense(reason: "a text from nobody") }
        guard let wish = OptWord(text ?? "") else { return .understood([], answer: answer) }
        guard let sender = form.read(number) else {
            let shown = Redaction()(String(number.prefix(longest)))
            return .unheeded(reason: "\(wish.word) came from \"\(shown)\", which is no number in international form", answer: answer)
        }
        return .understood([wish.feedback(of: sender)], answer: answer)
    }
}
