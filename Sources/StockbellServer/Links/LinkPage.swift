import FoundationEssentials
import StockbellCore

/// The page of a link: what it is about, who has it, and buttons.
///
/// Works without a script, and on a phone.
struct LinkPage {
    let matter: LinkedMatter
    let words: LinkWords
    /// The name that this browser remembers.
    var name: String?
    /// What was just done.
    var done: LinkForm.Button?
    let now: Date

    var html: String {
        Self.document(words.language, title: title, [heading, notice, state, forms, why].joined(separator: "\n"))
    }

    private var title: String {
        guard let alert = matter.alert else { return words("Stockbell message", "Nachricht von Stockbell") }
        if let trouble = alert.trouble { return trouble.title }
        return alert.subject.item.displayName
    }

    private var isOpen: Bool { matter.incident?.isOpen ?? false }

    private var heading: String {
        guard let alert = matter.alert else { return "<h1>\(HTMLText.escape(title))</h1>" }
        let place = alert.trouble == nil && !alert.isEverywhere ? alert.subject.place.map { ", \($0.displayName)" } ?? "" : ""
        let sku = alert.trouble == nil && alert.subject.item.name != nil ? alert.subject.item.sku.map { " (\($0))" } ?? "" : ""
        let test = alert.subject.isTest ? "[TEST] " : ""
        let line = "\(test)\(words.kind(alert.kind))\(place), \(words("since", "seit")) \(words.time(alert.since))"
        return "<h1>\(HTMLText.escape(title))<small>\(HTMLText.escape(sku))</small></h1>\n<p class=\"kind\">\(HTMLText.escape(line))</p>"
    }

    private var notice: String {
        guard let done, isOpen else { return "" }
        let text =
            switch done {
            case .own: words("Done. Reminders stop for your department.", "Übernommen. Ihre Abteilung wird nicht mehr erinnert.")
            case .snooze, .restock:
                words("Done. Your department hears no more of it meanwhile.", "Erledigt. Ihre Abteilung hört solange nichts mehr davon.")
            case .wake: words("Done. Your department hears of it again.", "Erledigt. Ihre Abteilung hört wieder davon.")
            }
        return "<p class=\"done\" role=\"status\">\(HTMLText.escape(text))</p>"
    }

    private var state: String {
        guard let incident = matter.incident else { return "" }
        var lines: [String] = []
        if let closed = incident.closedAt {
            lines.append(
                words(
                    "It is over since \(words.time(closed)): nothing is left to do.",
                    "Es ist vorbei seit \(words.time(closed)): Nichts ist mehr zu tun."))
        }
        let own = matter.department.name
        for (department, care) in incident.cares.sorted(by: { ($0.key == own ? 0 : 1, $0.key) < ($1.key == own ? 0 : 1, $1.key) }) {
            guard let owner = care.owner else { continue }
            let who = department == own ? owner.name : "\(owner.name) (\(department))"
            lines.append(words("\(who) has it, since \(words.time(owner.at)).", "\(who) kümmert sich darum, seit \(words.time(owner.at))."))
        }
        if incident.isOpen, matter.care?.owner == nil {
            lines.append(words("Nobody in \(own) has it yet.", "In \(own) hat es noch niemand übernommen."))
        }
        if incident.isOpen, let snooze = matter.care?.snooze, snooze.holds(at: now) {
            let until =
                snooze.until.map { words("until \(words.time($0))", "bis \(words.time($0))") } ?? words("until the restock", "bis zum Wareneingang")
            let by = snooze.by.map { " (\($0))" } ?? ""
            lines.append(words("\(own) hears no more of it \(until)\(by).", "\(own) hört nichts mehr davon \(until)\(by)."))
        }
        return lines.map { "<p>\(HTMLText.escape($0))</p>" }.joined(separator: "\n")
    }

    private var forms: String {
        guard isOpen, matter.action != .explain else { return "" }
        let isSnoozed = matter.care?.snooze?.holds(at: now) ?? false
        let (own, peace) = (ownForm, isSnoozed ? button(.wake, words("Tell us again", "Wieder melden")) : snoozeForm)
        return matter.action == .snooze || matter.action == .snoozeUntilRestock ? peace + own : own + peace
    }

    private var ownForm: String {
        let label = matter.care?.owner == nil ? words("I'm on it", "Übernehmen") : words("I take it over", "Ich übernehme")
        let hint =
            matter.action == .assign
            ? words("Who takes care of it", "Wer kümmert sich darum?")
            : words("Your name, or who takes care of it", "Ihr Name, oder wer sich kümmert")
        return form(
            """
            <label>\(HTMLText.escape(hint))<input name="name" maxlength="\(CareOrder.longestName)" autocomplete="name" value="\(HTMLText.escape(name ?? ""))"></label>
            <label class="tick"><input type="checkbox" name="remember"\(name == nil ? "" : " checked")>\
            \(HTMLText.escape(words("Remember the name on this device", "Den Namen auf diesem Gerät merken")))</label>
            <button name="do" value="own" class="first">\(HTMLText.escape(label))</button>
            """)
    }

    private var snoozeForm: String {
        button(.snooze, words("Snooze 4 h", "4 Std. stumm")) + button(.restock, words("Snooze until restock", "Stumm bis Wareneingang"))
    }

    private func button(_ button: LinkForm.Button, _ label: String) -> String {
        form(
            """
            <input type="hidden" name="name" value="\(HTMLText.escape(name ?? ""))"><button name="do" value="\(button.rawValue)">\(HTMLText.escape(label))</button>
            """)
    }

    /// To the page's own address, wherever a proxy has put it.
    private func form(_ content: String) -> String { "<form method=\"post\">\(content)</form>\n" }

    private var why: String {
        let delivery = matter.delivery
        let prefix = delivery.department + "/"
        let rule = delivery.rule.hasPrefix(prefix) ? String(delivery.rule.dropFirst(prefix.count)) : delivery.rule
        var lines = [
            words(
                "Because the rule “\(rule)” of \(delivery.department) sends it to \(delivery.address).",
                "Weil die Regel „\(rule)“ der Abteilung \(delivery.department) das an \(delivery.address) sendet.")
        ]
        if let alert = matter.alert {
            if alert.trouble == nil {
                lines.append(
                    words(
                        "\(alert.subject.source) told it; decided at \(words.time(alert.decidedAt)).",
                        "\(alert.subject.source) hat es gemeldet, entschieden am \(words.time(alert.decidedAt))."))
            }
            if let low = alert.threshold.low { lines.append(words("The threshold was \(low).", "Die Meldegrenze war \(low).")) }
        }
        if let incident = matter.incident {
            lines.append(words("All about it: stockbell explain \(incident.id)", "Alles dazu: stockbell explain \(incident.id)"))
        }
        let open = matter.action == .explain ? " open" : ""
        let summary = words("Why did we get this?", "Warum haben wir das bekommen?")
        return "<details\(open)><summary>\(HTMLText.escape(summary))</summary>\(lines.map { "<p>\(HTMLText.escape($0))</p>" }.joined())</details>"
    }
}

extension LinkPage {
    /// A page that only says something: a link that leads nowhere any more.
    static func message(_ language: String = "en", _ title: String, _ text: String) -> String {
        document(language, title: title, "<h1>\(HTMLText.escape(title))</h1>\n<p>\(HTMLText.escape(text))</p>")
    }

    private static func document(_ language: String, title: String, _ body: String) -> String {
        """
        <!doctype html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="referrer" content="no-referrer">
        <title>\(HTMLText.escape(title))</title>
        <style>
        :root { color-scheme: light dark }
        body { margin: 0 auto; padding: 24px 16px; max-width: 32rem; font: 17px/1.5 system-ui, sans-serif }
        h1 { margin: 0; font-size: 1.4rem; line-height: 1.25; overflow-wrap: anywhere } small { font-weight: 400 }
        .kind { margin: 4px 0 16px; opacity: .8 } p { margin: 8px 0; overflow-wrap: anywhere } .done { font-weight: 600 }
        form { margin: 16px 0 0 } label { display: block; margin: 0 0 8px } .tick { font-size: .9rem }
        input:not([type=checkbox]) { display: block; width: 100%; box-sizing: border-box; padding: 12px; font: inherit; border: 1px solid #8888; border-radius: 8px }
        button { width: 100%; padding: 14px; font: inherit; border: 1px solid #8888; border-radius: 8px; background: transparent; color: inherit }
        .first { background: #c2630a; border-color: #c2630a; color: #fff; font-weight: 600 } details { margin-top: 24px; font-size: .9rem }
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }
}
