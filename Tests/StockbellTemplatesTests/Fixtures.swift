import FoundationEssentials
import StockbellCore

@testable import StockbellTemplates

/// Central European time as the database has it for 2025 and 2026; UTC; nothing else.
struct FakeZones: ZoneRules {
    func offset(of zone: String, at instant: Date) -> Int? {
        switch zone {
        case "UTC": 0
        case "Europe/Berlin": (1_774_746_000..<1_792_890_000).contains(instant.timeIntervalSince1970) ? 7200 : 3600
        default: nil
        }
    }
}

enum Fixture {
    /// 2026-01-06 09:14 in Berlin.
    static let since = Date(timeIntervalSince1970: 1_767_687_240)
    static let surroundings = LetterBook.Surroundings(zones: FakeZones(), links: links, version: "0.1.0")

    static let links: LetterLinks = { link, order in
        guard link.page == .incident || link.page == .explain else { return nil }
        return link.isShort ? "https://s.example/i/4GQ7" : "https://stock.example/\(link.page.rawValue)/\(order.alerts.first?.id.string ?? "-")"
    }

    static let mail = ChannelSettings(
        name: "mail", kind: .smtp(SMTPSettings(host: "127.0.0.1", port: 25, security: .none, from: Mailbox("stock@example.com")!)))
    static let chat = ChannelSettings(name: "chat", kind: .slack(SlackSettings(url: Secret("https://hooks.example/x"))))
    static let sms = ChannelSettings(
        name: "sms", kind: .kannel(KannelSettings(url: Secret("http://127.0.0.1/"), username: "u", password: Secret("p"))),
        text: TextLimits(maxSegments: 2))
    static let channels = [mail, chat, sms]

    static func department(_ name: String = "purchasing", locale: String = "en", on kinds: Set<AlertKind> = AlertKind.stock) -> Department {
        let rule = Rule(id: "\(name)/VIP", name: "VIP", on: kinds, send: channels.map { Address(channel: $0.name, recipient: "x") })
        return Department(name: name, locale: locale, timeZone: "Europe/Berlin", rules: [rule])
    }

    static func routing(_ departments: Department...) -> Routing {
        Routing(departments: departments, otherwise: Address(channel: "mail", recipient: "ops@example.com"), operators: [Address(channel: "mail")])
    }

    /// Loading tries every letter; most tests can share one book, which never changes.
    private static let builtIn = Result { try loadWithWarnings([:]).book }

    static func load() throws -> LetterBook { try builtIn.get() }

    static func load(_ files: [String: String], _ routing: Routing? = nil) throws -> LetterBook {
        try loadWithWarnings(files, routing).book
    }

    static func loadWithWarnings(_ files: [String: String], _ routing: Routing? = nil) throws -> (book: LetterBook, warnings: [LetterError]) {
        let routing = routing ?? Self.routing(department(), department("einkauf", locale: "de"))
        return try LetterBook.load(folder: "templates", files: files, routing: routing, channels: channels, surroundings: surroundings)
    }

    static func order(
        _ kind: LetterKind, _ alerts: [Alert]? = nil, bare: Bool = false, locale: String = "en", department: String = "purchasing",
        channel: ChannelSettings = mail, after seconds: Double = 120
    ) -> LetterOrder {
        let department = Self.department(department, locale: locale)
        var order = LetterSamples.order(kind, bare: bare, department: department, rule: "\(department.name)/VIP", channel: channel, alerts: alerts)
        order.now = since.addingTimeInterval(seconds)
        return order
    }

    /// The errors that loading these files gives, as text.
    static func errors(_ files: [String: String], _ routing: Routing? = nil) -> [String] {
        do {
            _ = try load(files, routing)
            return []
        } catch {
            return (error as? LetterProblems)?.errors.map(\.description) ?? ["\(error)"]
        }
    }
}
