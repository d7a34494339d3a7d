/// A webhook as a platform has it.
package struct PlatformHook: Hashable, Sendable {
    package var id: String
    /// What it tells of.
    package var scope: String
    /// The URL that it posts to.
    package var destination: String
    /// False: the platform has switched it off.
    package var isActive: Bool

    package init(id: String, scope: String, destination: String, isActive: Bool) {
        self.id = id
        self.scope = scope
        self.destination = destination
        self.isActive = isActive
    }
}

/// What is to be done so that a platform tells a source everything.
package struct HookPlan: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
        case fine(PlatformHook)
        case revive(PlatformHook)
        case create(scope: String)
    }

    /// One for each scope that is wanted, in their order.
    package let steps: [Step]

    /// - Parameters:
    ///   - hooks: all that the platform has.
    ///   - scopes: what is wanted.
    ///   - destination: the source's URL.
    package init(_ hooks: [PlatformHook], scopes: [String], destination: String) {
        let ours = hooks.filter { $0.destination == destination }
        steps = scopes.map { scope in
            let found = ours.filter { $0.scope == scope }
            if let active = found.first(where: \.isActive) { return .fine(active) }
            return found.first.map { .revive($0) } ?? .create(scope: scope)
        }
    }

    /// Those that the platform has switched off.
    package var dead: [PlatformHook] {
        steps.compactMap { if case .revive(let hook) = $0 { hook } else { nil } }
    }
}
