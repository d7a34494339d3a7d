extension Shop {
    /// What came in and what became of it, oldest first.
    func events() async throws -> [EventRow] {
        try await Program.run("events", "--json", in: self).json()
    }

    /// The messages and what became of them.
    func deliveries() async throws -> [DeliveryRow] {
        try await Program.run("deliveries", "--json", in: self).json()
    }

    /// Whether all of it is accounted for.
    func audit() async throws -> AuditSheet {
        try await Program.run("audit", "--json", in: self).json()
    }
}
