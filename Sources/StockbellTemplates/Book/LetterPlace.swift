import StockbellCore

/// For whom and by which way a letter is written: what its look-up depends on.
struct LetterPlace: Hashable, Sendable {
    /// The department in whose folder it is looked for.
    var department: String
    var locale: String
    /// The channel's type: `smtp`, `slack`.
    var type: String
    var `class`: ChannelSettings.Class

    init(department: String, locale: String, type: String, class: ChannelSettings.Class) {
        self.department = department
        self.locale = locale
        self.type = type
        self.class = `class`
    }

    /// - Parameter locale: nil: the department's.
    init(_ department: Department, locale: String? = nil, channel: ChannelSettings) {
        self.init(department: department.letterFolder, locale: locale ?? department.locale, type: channel.type, class: channel.class)
    }

    /// `de-AT`, `de`; best first.
    static func locales(of locale: String) -> [String] {
        var parts = locale.split { $0 == "-" || $0 == "_" }
        var locales: [String] = []
        while !parts.isEmpty {
            locales.append(parts.joined(separator: "-"))
            parts.removeLast()
        }
        return locales
    }

    /// The names under which a file is looked for, best first: without the class, then the locale, then the department.
    func candidates(_ stem: String, _ ending: String) -> [String] {
        var names: [String] = []
        for folder in ["\(department)/", ""] {
            for locale in Self.locales(of: locale).map({ ".\($0)" }) + [""] {
                for kind in [".\(type)", ".\(`class`.rawValue)", ""] { names.append("\(folder)\(stem)\(locale)\(kind).\(ending)") }
            }
        }
        return names
    }

    /// The built-in names: they know no departments and no types.
    func builtInCandidates(_ stem: String, _ ending: String) -> [String] {
        (Self.locales(of: locale).map { ".\($0)" } + [""]).flatMap { locale in
            [".\(`class`.rawValue)", ""].map { "\(stem)\(locale)\($0).\(ending)" }
        }
    }
}
