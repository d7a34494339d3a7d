import FoundationEssentials
package import StockbellCore

/// Finds what a link of a message is about, and has done what its page's button asks for.
package struct LinkDesk: Sendable {
    let signer: LinkSigner
    let records: any Records
    /// What counts now.
    let routing: @Sendable () -> Routing
    let zones: any ZoneRules
    /// Has the clerk write it; false: it cannot be written now.
    let order: @Sendable (CareOrder) async -> Bool

    /// Messages of one second among which a short link is looked for.
    private static let mostOfASecond = 5000

    package init(
        signer: LinkSigner, records: any Records, routing: @escaping @Sendable () -> Routing, zones: any ZoneRules,
        order: @escaping @Sendable (CareOrder) async -> Bool
    ) {
        self.signer = signer
        self.records = records
        self.routing = routing
        self.zones = zones
        self.order = order
    }

    /// What a link leads to.
    enum Finding: Sendable {
        /// Nobody here made it.
        case forged
        /// It is too old, or what it is about is kept no longer.
        case expired
        case found(LinkedMatter)
    }

    /// - Parameter path: the folder of the link's page.
    func find(_ text: String, path: String, now: Date) async throws -> Finding {
        let (token, known) = try await read(text, path)
        guard let token else { return .forged }
        guard !LinkToken.isExpired(token.delivery, at: now) else { return .expired }
        let stored = try await known == nil ? records.deliveries(beginning: token.delivery.string, limit: 1).first : known
        guard let delivery = stored else { return .expired }
        let routing = routing()
        let department =
            routing.department(delivery.department)
            ?? Department(name: delivery.department, locale: routing.houseLocale, timeZone: routing.houseTimeZone, rules: [])
        var matter = LinkedMatter(action: token.action, delivery: delivery, department: department)
        guard let id = token.incident ?? delivery.incident else { return .found(matter) }
        guard let incident = try await records.incidents([id]).first else { return .expired }
        matter.incident = incident
        matter.alert = try await records.alerts(delivery.alerts).filter { $0.incident == id }.max { $0.decidedAt < $1.decidedAt }
        return .found(matter)
    }

    private func read(_ text: String, _ path: String) async throws -> (token: LinkToken?, delivery: Delivery?) {
        guard path == LinkToken.Action.incident.path, let beginning = signer.beginning(ofShort: text) else {
            return (signer.token(text, path: path), nil)
        }
        let candidates = try await records.deliveries(beginning: beginning, limit: Self.mostOfASecond)
        guard let delivery = candidates.first(where: { signer.isShort(text, of: $0.id) }) else { return (nil, nil) }
        return (LinkToken(.incident, incident: delivery.incident, delivery: delivery.id), delivery)
    }

    /// The same matter as it is now.
    func again(_ matter: LinkedMatter) async throws -> LinkedMatter {
        var matter = matter
        if let id = matter.incident?.id { matter.incident = try await records.incidents([id]).first }
        return matter
    }
}
