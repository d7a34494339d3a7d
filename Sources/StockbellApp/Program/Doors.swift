package import StockbellCore

extension Program {
    /// Where a running Stockbell can be reached and asked.
    package struct Doors: Sendable {
        let settings: Settings
        package let publicPort: Int
        package let adminPort: Int
        let hasCatcher: Bool
        package let records: any Records

        /// What the one who started it should know, a line each.
        package var lines: [String] {
            let main = Settings.Endpoint(host: settings.listen.host, port: publicPort)
            let admin = Settings.Endpoint(host: settings.admin.host, port: adminPort)
            var lines = settings.sources.map { "Events of \($0.name) (\($0.platform.name)): POST http://\(main)/events/\($0.name)" }
            lines.append("API for your own people: http://\(admin)/api/events, /api/deliveries")
            if hasCatcher {
                lines.append("Nothing leaves this machine: every message can be read at http://\(admin)/catcher")
                let unasked = settings.sources.filter { $0.isCutOff && $0.access != nil }.map(\.name)
                if !unasked.isEmpty { lines.append("So the platforms of \(unasked.joined(separator: ", ")) are not asked for readings either") }
                if admin.isLoopback {
                    lines.append("From another machine: ssh -L \(adminPort):127.0.0.1:\(adminPort) THIS-MACHINE, then the same address there")
                }
            }
            return lines
        }
    }
}
