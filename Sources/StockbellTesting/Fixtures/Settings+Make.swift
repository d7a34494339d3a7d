import FoundationEssentials
package import StockbellCore

extension ChannelSettings {
    /// A channel of a class, with the defaults of its kind.
    package static func make(_ name: String, _ class: Class = .mail, concurrency: Int? = nil) -> ChannelSettings {
        let url = Secret("http://127.0.0.1:9/\(name)")
        let kind: Kind =
            switch `class` {
            case .mail:
                .smtp(SMTPSettings(host: "127.0.0.1", port: 9, security: .none, from: .stockbell))
            case .chat: .slack(SlackSettings(url: url))
            case .webhook: .webhook(WebhookSettings(url: url))
            case .sms: .kannel(KannelSettings(url: url, username: "stock", password: Secret("secret")))
            }
        return ChannelSettings(name: name, kind: kind, concurrency: concurrency)
    }
}

extension Mailbox {
    /// The sender of fixtures.
    package static var stockbell: Mailbox {
        guard let mailbox = Mailbox("Stockbell <stock@example.com>") else { preconditionFailure("a correct address is refused") }
        return mailbox
    }
}

extension Settings {
    /// A shop with the source `shop`, four channels, a threshold of 5, and two departments that want everything.
    package static func make(firstSight: SourceSettings.FirstSight = .summary) -> Settings {
        let everything = AlertKind.stock
        let purchasing = Department(
            name: "purchasing", locale: "en", timeZone: "UTC",
            rules: [
                Rule(id: "purchasing/all", name: "all", on: everything, send: [Address(text: "mail:buyers@example.com"), Address(text: "chat")])
            ])
        let warehouse = Department(
            name: "warehouse", locale: "de", timeZone: "Europe/Berlin",
            rules: [Rule(id: "warehouse/gone", name: "gone", on: [.outOfStock], send: [Address(text: "sms:+4915112345671"), Address(text: "hook")])])
        return Settings(
            listen: Endpoint(host: "127.0.0.1", port: 0), store: "stockbell.sqlite", admin: Endpoint(host: "127.0.0.1", port: 0),
            sources: [SourceSettings(name: "shop", platform: .bigcommerce, isUnsigned: true, firstSight: firstSight)],
            thresholds: Thresholds([Thresholds.Line(low: 5, okAbove: 7, origin: "thresholds[0]")]),
            channels: [.make("mail"), .make("chat", .chat), .make("sms", .sms), .make("hook", .webhook)],
            routing: Routing(
                departments: [purchasing, warehouse], otherwise: Address(text: "mail:ops@example.com"),
                operators: [Address(text: "mail:ops@example.com")]),
            folder: ".")
    }

    /// The same shop with a source `web` that follows `shop` where both name place 1, a department that hears of all places together, and one that hears
    /// where the two differ.
    package static func joined(firstSight: SourceSettings.FirstSight = .summary) -> Settings {
        var settings = make(firstSight: firstSight)
        settings.sources.append(
            SourceSettings(
                name: "web", platform: .enad, isUnsigned: true, firstSight: firstSight, follows: "shop", mismatchAfter: .seconds(20)))
        settings.places = [NamedPlace(key: "one", name: "One", spots: [.init(source: "shop", id: "1"), .init(source: "web", id: "1")])]
        let (board, mail) = (Address(text: "mail:board@example.com"), Address(text: "mail:buyers@example.com"))
        settings.routing.departments.append(
            Department(
                name: "board", locale: "en", timeZone: "UTC",
                rules: [
                    Rule(id: "board/gone", name: "gone", on: AlertKind.stock, across: .allPlaces, send: [board, mail]),
                    Rule(id: "board/differ", name: "differ", on: [.mismatch], send: [board, Address(text: "hook")]),
                ]))
        return settings
    }
}
