import StockbellCore

/// The page behind "unsubscribe" in a mail: one question, one button.
struct UnsubscribePage {
    let recipient: String
    let isGerman: Bool

    /// The form goes to the page's own address, with the words of RFC 8058.
    var question: String {
        page(
            words("No more of these mails?", "Keine dieser Mails mehr?"),
            """
            <p>\(words("They go to", "Sie gehen an")) <strong>\(HTMLText.escape(recipient))</strong>.</p>
            <form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">\
            <button>\(words("Unsubscribe", "Abbestellen"))</button></form>
            """)
    }

    var done: String {
        page(
            words("Done", "Erledigt"),
            "<p>\(HTMLText.escape(recipient)) \(words("gets no more of these mails.", "bekommt keine dieser Mails mehr."))</p>")
    }

    private func words(_ english: String, _ german: String) -> String { isGerman ? german : english }

    private func page(_ title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="\(isGerman ? "de" : "en")">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
        <meta name="referrer" content="no-referrer"><title>\(title)</title></head>
        <body>
        <h1>\(title)</h1>
        \(body)
        </body>
        </html>

        """
    }
}
