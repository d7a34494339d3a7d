/// The page's few drawings, as SVG.
enum PagePictures {
    /// The bell for the browser's tab, percent-encoded for a data URL.
    static let icon =
        "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath fill='%23d97706' d='\(bellPath)'/%3E%3C/svg%3E"

    /// Symbols that the rest of the page refers to by name.
    static let symbols = """
        <svg class="symbols" aria-hidden="true">
        <symbol id="bell" viewBox="0 0 24 24"><path fill="currentColor" d="\(bellPath)"/></symbol>
        \(line("mail", "M3 6h18v12H3zM3 7l9 7 9-7"))
        \(line("chat", "M4 5h16v11h-9l-5 4v-4H4z"))
        \(line("sms", "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2"))
        \(line("webhook", "M9 8 5 12l4 4M15 8l4 4-4 4"))
        </svg>
        """

    private static let bellPath =
        "M12 2a1.5 1.5 0 0 0-1.5 1.5v.7A6 6 0 0 0 6 10v4.5l-2 3V19h16v-1.5l-2-3V10a6 6 0 0 0-4.5-5.8v-.7A1.5 1.5 0 0 0 12 2zM9.5 20.5a2.5 2.5 0 0 0 5 0z"

    private static func line(_ name: String, _ path: String) -> String {
        """
        <symbol id="\(name)" viewBox="0 0 24 24"><path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" \
        stroke-linejoin="round" d="\(path)"/></symbol>
        """
    }
}
