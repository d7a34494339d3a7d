import FoundationEssentials

extension Catcher {
    /// What is kept as one self-contained HTML page, newest first, that refreshes itself from `messagesPath`.
    ///
    /// `firstCommand` is the shell command shown while nothing has arrived, for example a curl line that posts a sample event; nil shows none.
    package func pageHTML(messagesPath: String = "/catcher/messages.json", firstCommand: String? = nil) -> String {
        CatcherPage(messages: messages, messagesPath: messagesPath, firstCommand: firstCommand, nonce: UUID().uuidString).html
    }
}
