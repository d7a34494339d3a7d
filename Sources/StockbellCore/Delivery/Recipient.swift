/// Whom an address by name meant when its message became due.
package struct Recipient: Hashable, Sendable {
    package var person: String
    /// What the channel needs to reach them: a mail address, a telephone number.
    package var text: String

    package init(person: String, text: String) {
        self.person = person
        self.text = text
    }
}
