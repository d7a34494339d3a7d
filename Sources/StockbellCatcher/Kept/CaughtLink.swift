/// A web link in a message, with the words that lead to it.
package struct CaughtLink: Sendable, Hashable, Codable {
    /// The words of the link; the address itself where there are none.
    package let text: String
    /// The address, always http or https.
    package let url: String

    /// Makes a link; nil if the address is not for the web.
    package init?(text: String, url: String) {
        let lower = url.lowercased()
        guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { return nil }
        self.text = text.isEmpty ? url : text
        self.url = url
    }

    /// The links of a plain text.
    static func inText(_ text: String) -> [CaughtLink] {
        unique(
            text.split(whereSeparator: { $0.isWhitespace || "<>\"()[]|".contains($0) }).compactMap { word in
                var url = word
                while let last = url.last, ".,;:!?'".contains(last) { url.removeLast() }
                return CaughtLink(text: "", url: String(url))
            })
    }

    /// The links of an HTML mail that a person can click.
    static func inHTML(_ html: String) -> [CaughtLink] {
        let anchor = /<a\s[^>]*?href\s*=\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')[^>]*>(?<label>.*?)<\/a\s*>/.ignoresCase().dotMatchesNewlines()
        return unique(
            html.matches(of: anchor).compactMap { match in
                let url = match.output.double ?? match.output.single ?? ""
                let words = match.output.label.replacing(/<[^>]*>/, with: "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
                return CaughtLink(text: withoutEntities(words), url: withoutEntities(String(url)))
            })
    }

    private static func withoutEntities(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&nbsp;", with: " ").replacing("&amp;", with: "&")
    }

    private static func unique(_ links: [CaughtLink]) -> [CaughtLink] {
        var seen: Set<CaughtLink> = []
        return links.filter { seen.insert($0).inserted }
    }
}
