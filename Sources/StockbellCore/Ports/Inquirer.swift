/// Asks one source's platform how much there is.
package protocol Inquirer: Sendable {
    /// Puts one question.
    ///
    /// Never throws: whatever goes wrong is a finding. It takes no longer than its own timeout.
    func ask(_ inquiry: Inquiry) async -> Finding
    /// What kind of item that is: those of two kinds cannot be asked for in one question.
    func kind(of item: String) -> String
}
