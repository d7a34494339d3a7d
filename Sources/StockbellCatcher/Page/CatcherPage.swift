import StockbellCore

/// The catcher's page: one document with its style, its script and its pictures in it.
struct CatcherPage {
    /// What to show, oldest first.
    var messages: [CaughtMessage]
    /// Where the same messages are as JSON, for the script that watches for new ones.
    var messagesPath: String
    /// A command that sends a first event, for somebody who sees the page empty; nil shows none.
    var firstCommand: String?
    /// Marks the page's own script, so that no other runs; new for every page.
    var nonce: String

    /// Beyond this the page would be slow; the JSON has all.
    private static let limit = 200
    /// So many mails are opened, so that a first look shows what they look like.
    private static let openMails = 3

    /// The whole document.
    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-\(nonce)'; \
        connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
        <link rel="icon" href="data:image/svg+xml,\(PagePictures.icon)">
        <title>Stockbell catcher</title>
        <style>\(PageStyle.css)</style>
        </head>
        <body data-messages="\(HTMLText.escape(messagesPath))">
        \(PagePictures.symbols)
        \(filters)
        <header><div class="bar">
        <div class="brand"><svg aria-hidden="true"><use href="#bell"/></svg><div><h1>Stockbell catcher</h1>\
        <p>Messages end here. Nobody else got them.</p></div></div>
        <span id="live" hidden><i></i><span>live</span></span>
        <nav aria-label="Filter">\(filterLabels)</nav>
        </div></header>
        <main id="feed">\(cards)</main>
        \(note)
        <script nonce="\(nonce)">\(PageScript.javaScript)</script>
        </body>
        </html>

        """
    }

    private var filters: String {
        (["all"] + CaughtMessage.Kind.allCases.map(\.rawValue)).map { name in
            "<input type=\"radio\" name=\"filter\" class=\"filter\" id=\"f-\(name)\"\(name == "all" ? " checked" : "")>"
        }.joined()
    }

    private var filterLabels: String {
        let kinds = CaughtMessage.Kind.allCases.map { kind in
            (kind.rawValue, kind.label, messages.count { $0.kind == kind })
        }
        return ([("all", "All", messages.count)] + kinds).map { name, label, count in
            "<label for=\"f-\(name)\">\(label) <b data-count=\"\(name)\">\(count)</b></label>"
        }.joined()
    }

    private var cards: String {
        guard !messages.isEmpty else { return empty }
        var openMails = Self.openMails
        return messages.suffix(Self.limit).reversed().map { message in
            let isOpen = message.kind == .mail && openMails > 0
            if isOpen { openMails -= 1 }
            return Card(message).html(isOpen: isOpen)
        }.joined()
    }

    private var empty: String {
        let command = firstCommand.map {
            """
            <p>Send a first event and watch this page:</p>
            <div class="command"><pre id="command">\(HTMLText.escape($0))</pre><button id="copy" type="button" hidden>Copy</button></div>
            """
        }
        return """
            <section class="empty" id="empty"><svg aria-hidden="true"><use href="#bell"/></svg>
            <h2>Nothing has rung yet</h2>
            <p>Mails, chat messages, texts and webhooks appear here the moment Stockbell sends them. No need to reload.</p>
            \(command ?? "")</section>
            """
    }

    private var note: String {
        guard messages.count > Self.limit else { return "" }
        let link = "<a href=\"\(HTMLText.escape(messagesPath))\">JSON</a>"
        return "<p class=\"note\">The newest \(Self.limit) of \(messages.count). All of them: \(link)</p>"
    }
}
