import StockbellCore

/// The shop's template files and the built-in ones, found by the look-up chain.
struct LetterShelf: Sendable {
    /// What a look-up found.
    struct Find: Sendable {
        var taken: LetterSource
        /// Files that are there and were passed over, as errors name them.
        var passedOver: [String]
        /// Names that would have been taken, were they there.
        var better: [String]
    }

    /// As errors name it: `templates`.
    let folder: String
    /// Relative path → text.
    let files: [String: String]
    var pictures = LetterPictures()

    /// The first file of the chain; `stems` are tried one after the other, built-in letters last.
    func find(_ stems: [String], _ ending: String, for place: LetterPlace, builtInOnly: Bool = false) -> Find? {
        var taken: LetterSource?
        var passedOver: [String] = []
        var better: [String] = []
        func visit(_ name: String, _ text: String?) {
            if let text {
                if taken == nil { taken = LetterSource(name: name, text: text) } else { passedOver.append(name) }
            } else if taken == nil {
                better.append(name)
            }
        }
        if !builtInOnly {
            for name in stems.flatMap({ place.candidates($0, ending) }) { visit("\(folder)/\(name)", files[name]) }
        }
        for name in stems.flatMap({ place.builtInCandidates($0, ending) }) {
            if let text = BuiltIn.files[name] { visit("built-in/\(name)", text) }
        }
        return taken.map { Find(taken: $0, passedOver: passedOver, better: better) }
    }

    /// The names of all partials, for "did you mean".
    var partialNames: [String] {
        let names = (Array(files.keys) + BuiltIn.files.keys).compactMap { path -> String? in
            guard let file = path.split(separator: "/").last, file.hasPrefix("_") else { return nil }
            return file.dropFirst().split(separator: ".").first.map(String.init)
        }
        return Set(names).sorted()
    }
}
