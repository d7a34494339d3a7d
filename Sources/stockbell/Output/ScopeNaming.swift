import StockbellCore

/// Finds what somebody means to pause or resume.
struct ScopeNaming {
    /// `all`, or the name of a channel or a department.
    var name: String?
    var channel: String?
    var department: String?

    /// The scope that is meant; nil: nothing was named.
    ///
    /// - Parameter paused: what is paused now: it may be named although config.json no longer has it.
    func scope(_ settings: Settings, paused: [Pause] = []) throws -> Pause.Scope? {
        guard [name, channel, department].compactMap({ $0 }).count <= 1 else { throw CommandFailure("Name one thing at a time.") }
        let known = Set(paused.filter { $0.origin == .hand }.map(\.scope))
        if let channel { return known.contains(.channel(channel)) ? .channel(channel) : .channel(try settings.wanted(channel: channel).name) }
        if let department {
            return known.contains(.department(department)) ? .department(department) : .department(try settings.wanted(department: department).name)
        }
        guard let name else { return nil }
        if name == "all" { return .all }
        let isChannel = settings.channel(name) != nil || known.contains(.channel(name))
        let isDepartment = settings.routing.department(name) != nil || known.contains(.department(name))
        switch (isChannel, isDepartment) {
        case (true, true):
            throw CommandFailure("\(name) is a channel and a department: say --channel \(name) or --department \(name).")
        case (true, false): return .channel(name)
        case (false, true): return .department(name)
        case (false, false):
            let names = settings.channels.map(\.name) + settings.routing.departments.map(\.name)
            let list = (["all"] + names).joined(separator: ", ")
            let hint = Nearest.hint(for: name, in: names)
            throw CommandFailure("There is no channel or department \"\(name)\"\(hint.isEmpty ? "." : hint) Known are \(list).")
        }
    }
}
