import StockbellCore

/// Names that commands are given, looked up; an unknown one is an error that names those there are.
extension Settings {
    func wanted(source name: String) throws -> SourceSettings {
        guard let source = source(name) else { throw Self.unknown("source", name, sources.map(\.name)) }
        return source
    }

    func wanted(channel name: String) throws -> ChannelSettings {
        guard let channel = channel(name) else { throw Self.unknown("channel", name, channels.map(\.name)) }
        return channel
    }

    /// The house itself is a department too: `otherwise` and `operator` messages are its.
    func wanted(department name: String) throws -> Department {
        guard let department = routing.department(name) else { throw Self.unknown("department", name, routing.departments.map(\.name)) }
        return department
    }

    private static func unknown(_ what: String, _ name: String, _ known: [String]) -> CommandFailure {
        let hint = Nearest.hint(for: name, in: known)
        return CommandFailure("There is no \(what) \"\(name)\"\(hint.isEmpty ? ";" : hint) config.json has \(known.joined(separator: ", ")).")
    }
}
