/// How a chat service lets us in.
package enum ChatAccess: Hashable, Sendable {
    /// By a URL that is the secret: it has one place to post to, and nothing can be changed afterwards.
    case hook(Secret)
    /// By the token of a bot at a server's API.
    case bot(server: Secret, token: Secret)

    package var isHook: Bool {
        switch self {
        case .hook: true
        case .bot: false
        }
    }
}
