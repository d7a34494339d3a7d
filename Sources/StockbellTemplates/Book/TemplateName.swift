import StockbellCore

/// What the name of a file in `templates/` says: `{department}/{kind}.{locale}.{class}.md`.
struct TemplateName: Hashable {
    enum Content: Hashable {
        case letter, partial, layout, words
        /// Not Stockbell's: a hidden file, a README.
        case foreign
    }

    /// Why a name means nothing; a fatal one would change messages if it were understood.
    struct Refusal: Error {
        var message: String
        var isFatal = false
    }

    private static let stems = LetterKind.allCases.map(\.rawValue)
    private static let ways = Set(ChannelSettings.Class.allCases.map(\.rawValue) + ChannelType.allCases.map(\.rawValue)).sorted()

    let content: Content
    private(set) var department: String?
    private(set) var locale: String?
    /// A channel's type or class.
    private(set) var way: String?

    /// - Parameters:
    ///   - departments: those whose folders are looked into.
    ///   - letters: the letters that rules have of their own.
    init(_ path: String, departments: [String], letters: [String] = []) throws(Refusal) {
        var folders = path.split(separator: "/").map(String.init)
        let name = folders.popLast() ?? ""
        if name.hasPrefix(".") || name.uppercased().hasPrefix("README") {
            content = .foreign
            return
        }
        guard folders.count <= 1 else { throw Refusal(message: "lies too deep: only folders named after departments are read") }
        if let folder = folders.first {
            guard departments.contains(folder) else {
                throw Refusal(message: "overrides nothing: there is no department \"\(folder)\"" + Nearest.hint(for: folder, in: departments))
            }
            department = folder
        }
        var parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let ending = parts.count > 1 ? parts.removeLast() : ""
        let stem = parts.removeFirst()
        if ending == "json" {
            if folders.isEmpty, let locale = LetterWords.locale(of: name) {
                content = .words
                self.locale = locale
                return
            }
            let isPayload = Self.stems.contains(stem)
            let message =
                isPayload
                ? "a form of JSON is named by \"body\" of a webhook in config.json, and lies elsewhere"
                : "overrides nothing: the name is not understood"
            throw Refusal(message: message, isFatal: isPayload)
        }
        switch (stem, ending) {
        case ("layout", "html"): content = .layout
        case (_, "md") where stem.hasPrefix("_") && stem.count > 1: content = .partial
        case (_, "md") where Self.stems.contains(stem) || letters.contains(stem): content = .letter
        default:
            let hint = ending == "md" ? Nearest.hint(for: stem, in: Self.stems + letters) : ""
            throw Refusal(message: "overrides nothing: the name is not understood" + hint)
        }
        if let last = parts.last, Self.ways.contains(last) {
            way = last
            parts.removeLast()
        }
        if let last = parts.popLast() {
            guard Self.isLocale(last) else {
                let hint = Nearest.hint(for: last, in: Self.ways)
                throw Refusal(message: "overrides nothing: \"\(last)\" is neither a language nor a class of channels" + hint)
            }
            locale = last
        }
        guard parts.isEmpty else { throw Refusal(message: "overrides nothing: the name is not understood; a language stands before the class") }
    }

    /// `de`, `de-AT`, `zh-Hant-TW`.
    private static func isLocale(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let language = parts.first, (2...3).contains(language.count), language.allSatisfy({ $0.isASCII && $0.isLowercase })
        else { return false }
        return parts.dropFirst().allSatisfy { (2...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    }
}
