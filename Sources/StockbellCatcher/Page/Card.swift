import FoundationEssentials
import StockbellCore

/// One message on the page.
struct Card {
    private let message: CaughtMessage

    init(_ message: CaughtMessage) {
        self.message = message
    }

    /// The card as HTML.
    ///
    /// A mail that is not `isOpen` shows its subject and first words until somebody opens it.
    func html(isOpen: Bool) -> String {
        let content: String
        switch message.kind {
        case .mail: content = mail(isOpen: isOpen)
        case .chat: content = chat
        case .sms: content = sms
        case .webhook: content = webhook
        }
        return "<article class=\"card \(message.kind.rawValue)\" id=\"m\(message.id)\">\(content)</article>\n"
    }

    // MARK: Kinds

    private func mail(isOpen: Bool) -> String {
        let preview = (message.text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(160)
        let files = message.attachments.map { "<li>\(HTMLText.escape($0))</li>" }.joined()
        var views: [(String, String)] = []
        if let html = message.html { views.append(("Mail", frame(html))) }
        if let text = message.text { views.append(("Text", "<pre>\(HTMLText.escape(text))</pre>")) }
        views.append(("Source", source))
        return """
            <details\(isOpen ? " open" : "")><summary>\(head)\
            <h2>\(HTMLText.escape(message.subject ?? "(no subject)"))</h2><p class="preview">\(HTMLText.escape(preview))</p></summary>
            <div class="from">from \(HTMLText.escape(message.from ?? "nobody"))</div>
            \(files.isEmpty ? "" : "<ul class=\"files\">\(files)</ul>")\(tabs(views))\(links)</details>
            """
    }

    private var chat: String {
        let bubble = """
            <div class="bubble"><div class="avatar" aria-hidden="true"><svg><use href="#bell"/></svg></div>\
            <div class="said"><div class="who">Stockbell \(time)</div>\(SlackView.html(message.raw))</div></div>
            """
        return head + tabs([("Chat", bubble), ("Source", "<pre>\(JSONMarkup.html(message.raw))</pre>")])
    }

    private var sms: String {
        let sms = SMSText(message.text ?? "")
        let parts = sms.segments.map { "<span class=\"part\">\(HTMLText.escape($0))</span>" }.joined()
        let count = sms.segments.count
        let room = count == 1 ? sms.encoding.single : count * sms.encoding.part
        let facts = """
            <ul class="facts"><li>\(count) segment\(count == 1 ? "" : "s")</li><li>\(sms.encoding == .gsm7 ? "GSM-7" : "UCS-2")</li>\
            <li>\(sms.units) of \(room) characters</li></ul>
            """
        let bubble = """
            <div class="phone"><div class="who">\(HTMLText.escape(message.from ?? "the gateway's number"))</div><div class="text">\(parts)</div>\(facts)</div>
            """
        return head + tabs([("SMS", bubble), ("Source", source)]) + links
    }

    private var webhook: String {
        let subject = message.subject.map { "<h2>\(HTMLText.escape($0))</h2>" } ?? ""
        return head + subject + tabs([("Body", "<pre>\(JSONMarkup.html(message.text ?? ""))</pre>"), ("Source", source)])
    }

    // MARK: Parts

    /// Who told whom, and when.
    private var head: String {
        let to = message.to.map { " <span class=\"to\">to <b>\(HTMLText.escape($0))</b></span>" } ?? ""
        return """
            <div class="head"><span class="kind"><svg aria-hidden="true"><use href="#\(message.kind.rawValue)"/></svg>\(message.kind.label)</span> \
            <span class="channel">\(HTMLText.escape(message.channel))</span>\(to) \(time)</div>
            """
    }

    /// Coordinated time, until the script puts it into the reader's.
    private var time: String {
        let iso = message.receivedAt.formatted(.iso8601)
        return "<time datetime=\"\(iso)\">\(HTMLText.escape(iso.dropFirst(11).prefix(8)))</time>"
    }

    private var source: String { "<pre class=\"source\">\(HTMLText.escape(message.raw))</pre>" }

    /// A mail's HTML where it can do nothing: the empty `sandbox` takes scripts, forms, pop-ups and this page's origin away from it.
    ///
    /// A frame cannot tell its height without a script, so it is guessed from the plain part.
    private func frame(_ html: String) -> String {
        let lines = (message.text ?? "").split(separator: "\n").reduce(0) { $0 + 1 + $1.utf8.count / 70 }
        return """
            <iframe sandbox="" loading="lazy" referrerpolicy="no-referrer" title="\(HTMLText.escape(message.subject ?? "Mail"))" \
            style="--lines:\(min(max(lines, 4), 40))" srcdoc="\(HTMLText.escape(html))"></iframe>
            """
    }

    /// Links work here and not in the frame.
    private var links: String {
        guard !message.links.isEmpty else { return "" }
        let items = message.links.prefix(12).map { "<li>\(HTMLText.link($0.text, to: $0.url))</li>" }.joined()
        return "<ul class=\"links\" aria-label=\"Links in this message\">\(items)</ul>"
    }

    /// Views of one message, the first one shown; radio buttons and a style sheet do it, no script.
    private func tabs(_ views: [(name: String, html: String)]) -> String {
        let inputs = views.enumerated().map { index, view in
            let id = "v\(message.id)-\(index)"
            let checked = index == 0 ? " checked" : ""
            return "<input type=\"radio\" name=\"v\(message.id)\" id=\"\(id)\"\(checked)><label for=\"\(id)\">\(view.name)</label>"
        }
        return "<div class=\"views\">\(inputs.joined())\(views.map { "<section>\($0.html)</section>" }.joined())</div>"
    }
}

extension CaughtMessage.Kind {
    /// What the page calls it.
    var label: String {
        switch self {
        case .mail: "Mail"
        case .chat: "Chat"
        case .sms: "SMS"
        case .webhook: "Webhook"
        }
    }
}
