extension Shape<String> {
    /// A currency by ISO 4217.
    static var currency: Shape {
        Shape("a currency such as \"EUR\"", schema: .text(matching: "^[A-Z]{3}$")) { text, _ throws(Complaint) in
            guard let currency = Currency(text.value) else { throw Complaint("\(text.quoted) is no currency; write three capital letters: \"EUR\"") }
            return currency.code
        }
    }

    /// A language with or without a region.
    ///
    /// One that Stockbell has no letters in is let pass with a warning: the shop may bring its own.
    static var locale: Shape {
        let builtIn = ["en", "de"]
        return Shape("a language such as \"de\" or \"de-AT\"", schema: .text(matching: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")) {
            text, reading throws(Complaint) in
            let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
            guard text.value.utf8.count <= 35, let language = parts.first, (2...3).contains(language.utf8.count),
                language.utf8.allSatisfy({ (97...122).contains($0) }),
                parts.dropFirst().allSatisfy({ (2...8).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
            else { throw Complaint("\(text.quoted) is no language; write \"en\", \"de\" or \"de-AT\"") }
            if !builtIn.contains(String(language)) {
                reading.warn("\(text.quoted) has no built-in letters (there are \"en\" and \"de\"); bring your own in templates/", at: text.place)
            }
            return text.value
        }
    }
}
