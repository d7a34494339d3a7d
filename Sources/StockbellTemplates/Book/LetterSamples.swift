import FoundationEssentials
package import StockbellCore

/// Alerts that letters are tried with: one that knows everything, and one with only what the thinnest event tells.
package enum LetterSamples {
    /// 2026-01-06 08:14:00 UTC.
    private static let since = Date(timeIntervalSince1970: 1_767_687_240)

    /// An alert of that kind with all that any source tells.
    package static func full(_ kind: AlertKind) -> Alert {
        guard kind != .trouble else { return trouble }
        let levels: (from: Condition, to: Condition, quantity: Decimal, previous: Decimal) =
            switch kind {
            case .outOfStock, .trouble: (.low, .out, 0, 7)
            case .lowStock: (.ok, .low, 4, 13)
            case .backInStock: (.out, .ok, 60, 0)
            case .refilled: (.low, .ok, 60, 3)
            case .notConfirmed: (.out, .ok, 12, 12)
            case .mismatch: (.ok, .out, 12, 13)
            }
        var subject = Subject(
            source: "web-shop", platform: .bigcommerce,
            item: Item(id: "127", sku: "ESP-900", name: "Philips EP5447/90 LatteGo – Kaffeevollautomat", parent: "EP5447"),
            place: Place(id: "2", name: "Hamburg"),
            facts: StockFacts(
                backorderAllowed: false, tracked: true, sellable: true, fulfiller: "Hamburg", updateSource: "manual",
                reason: kind == .outOfStock ? StockReason(.synchronisation, isGuess: true) : nil))
        subject.catalogue = Shared(entry)
        let shelves = [
            Elsewhere.Shelf(place: Place(id: "3", name: "Leipzig"), quantity: 7, condition: .ok),
            Elsewhere.Shelf(place: Place(id: "4", name: "Linz"), quantity: nil, condition: .unknown),
        ]
        var alert = Alert(
            id: Identifier("01KE8TJ0M00000000000000001"), incident: Identifier("01KE8TJ0M000000000000004GQ"), kind: kind, subject: subject,
            from: levels.from, to: levels.to, quantity: levels.quantity, previous: levels.previous,
            threshold: Thresholds.Decision(low: 12, lowFrom: "thresholds[2]", okAbove: 15, okAboveFrom: "thresholds[2]"), since: since,
            duration: 50_400, elsewhere: Elsewhere(shelves: shelves), decidedAt: since.addingTimeInterval(120))
        guard kind == .mismatch else { return alert }
        (alert.threshold, alert.previous, alert.duration, alert.elsewhere) = (Thresholds.Decision(), nil, nil, nil)
        alert.other = OtherWord(source: "wms", platform: .mapping, quantity: 0, condition: .out)
        return alert
    }

    /// The end of a mismatch, with all that any source tells.
    private static var over: Alert {
        var over = full(.mismatch)
        (over.from, over.to, over.duration) = (.out, .ok, 50_400)
        over.other = OtherWord(source: "wms", platform: .mapping, quantity: 12, condition: .ok)
        return over
    }

    private static var entry: CatalogueEntry {
        var entry = CatalogueEntry(line: 40)
        (entry.sku, entry.category, entry.status, entry.tags) = ("ESP-900", "Electronics", .active, ["bestseller"])
        (entry.supplier, entry.supplierSKU, entry.leadTime, entry.buyer) = ("Groß & Söhne", "PH-5447", 9, "anna")
        (entry.price, entry.cost, entry.currency) = (649, 412, "EUR")
        (entry.url, entry.orderURL) = ("https://shop.example.com/ESP-900", "https://orders.example.com/PH-5447")
        (entry.expectedDate, entry.expectedQuantity) = (since.addingTimeInterval(7 * 86_400), 60)
        entry.substitutes = [.init(sku: "ESP-910", name: "Philips EP5441/50")]
        return entry
    }

    /// The alert as it would be, had the thinnest event (BigCommerce without a reading) told it: an id, no number, no name.
    package static func bare(_ alert: Alert) -> Alert {
        guard alert.trouble == nil else { return alert }
        var bare = alert
        bare.subject.item = Item(id: alert.subject.item.id)
        bare.subject.place = nil
        bare.subject.facts = StockFacts()
        bare.subject.catalogue = nil
        bare.from = .unknown
        bare.quantity = nil
        bare.previous = nil
        bare.threshold = Thresholds.Decision()
        bare.duration = nil
        bare.elsewhere = nil
        bare.isFirstSight = alert.kind != .mismatch
        // What a mismatch tells is what it is.
        if alert.kind == .mismatch { bare.from = alert.from }
        bare.other?.quantity = nil
        return bare
    }

    private static let trouble = Alert(
        id: Identifier("01KE8TJ0M00000000000000002"), incident: Identifier("01KE8TJ0M000000000000005TR"), kind: .trouble,
        subject: .none, from: .unknown, to: .unknown, since: since,
        trouble: Trouble(
            key: "channel:mail", title: "Mail is not accepted", text: "The server refuses the password (535 5.7.8).",
            fix: "Set the right password in config.json and reload."),
        decidedAt: since.addingTimeInterval(120))

    /// The alerts of a letter of that kind: two for a summary, none for a test message.
    package static func alerts(_ kind: LetterKind, bare isBare: Bool) -> [Alert] {
        let alerts: [Alert] =
            switch kind {
            case .outOfStock: [full(.outOfStock)]
            case .lowStock: [full(.lowStock)]
            case .backInStock, .restock: [full(.backInStock)]
            case .refilled: [full(.refilled)]
            case .over: [full(.notConfirmed)]
            case .mismatch: [full(.mismatch)]
            case .mismatchOver: [over]
            case .summary, .storm, .digest: [full(.outOfStock), full(.lowStock)]
            case .trouble: [full(.trouble)]
            case .reminder, .escalation: [full(.outOfStock)]
            case .test: []
            }
        return isBare ? alerts.map(bare) : alerts
    }

    /// The order that a sample is rendered by, two minutes after it happened.
    package static func order(
        _ kind: LetterKind, bare isBare: Bool, department: Department, rule: String, channel: ChannelSettings, alerts: [Alert]? = nil
    ) -> LetterOrder {
        var order = LetterOrder(
            kind: kind, alerts: alerts ?? Self.alerts(kind, bare: isBare), department: department, rule: rule, channel: channel,
            delivery: Identifier("01KE8TJ0M00000000000000003"), recipient: nil, now: since.addingTimeInterval(120))
        if kind == .digest {
            order.digest = LetterOrder.Gathered(since: since.addingTimeInterval(-86_400), group: isBare ? nil : .supplier, attachesCSV: false)
            if !isBare { order.told = [full(.backInStock), full(.lowStock)] }
        }
        return order
    }
}
