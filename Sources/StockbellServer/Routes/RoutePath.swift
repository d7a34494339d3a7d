/// What paths a route answers.
enum RoutePath: Hashable, Sendable {
    /// This path alone.
    case exact(String)
    /// One more segment below this path, which is the route's parameter: `under("/events")` takes "/events/web-shop".
    case under(String)

    /// The parameter as it stands in the path, "" for an exact path; nil when the path is not this one.
    ///
    /// One slash at the end is forgiven: people type it. Names and ids have no character that needs percent-encoding.
    func parameter(in path: String) -> String? {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        switch self {
        case .exact(let own):
            return path == own ? "" : nil
        case .under(let folder):
            guard path.hasPrefix(folder + "/") else { return nil }
            let rest = path.dropFirst(folder.count + 1)
            guard !rest.isEmpty, !rest.contains("/") else { return nil }
            return String(rest)
        }
    }
}
