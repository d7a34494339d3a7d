/// A rendered letter, ready for one class of channel.
package struct Message: Hashable, Sendable {
    /// One line without control characters: mail subject, title in chat.
    package var subject: String
    /// The line that mail programs show beside the subject; nil: none.
    package var preview: String?
    /// The whole text for a phone; nil where the letter has none and the channel is no SMS gateway.
    package var sms: String?
    package var replyTo: Mailbox?
    package var isUrgent: Bool
    package var body: Document
    /// A complete HTML page, for mail; nil for the other classes.
    package var html: String?
    /// The plain part of a mail, wrapped by nobody: lines end where the letter's do.
    package var plain: String
    /// Files that go with it; only mail takes any.
    package var attachments: [Attachment] = []
    /// Pictures that `html` shows by `cid:` and their names.
    package var pictures: [Picture] = []

    /// A picture inside a mail.
    package struct Picture: Hashable, Sendable {
        /// ASCII letters, digits, `.` and `-` only.
        package var name: String
        /// `image/png`.
        package var type: String
        package var bytes: [UInt8]

        package init(name: String, type: String, bytes: [UInt8]) {
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    /// A text file.
    package struct Attachment: Hashable, Sendable {
        /// ASCII letters, digits, `.` and `-` only.
        package var name: String
        /// `text/csv`.
        package var type: String
        package var text: String

        package init(name: String, type: String, text: String) {
            self.name = name
            self.type = type
            self.text = text
        }
    }

    package init(
        subject: String, preview: String? = nil, sms: String? = nil, replyTo: Mailbox? = nil, isUrgent: Bool = false, body: Document = .init(),
        html: String? = nil, plain: String = ""
    ) {
        self.subject = subject
        self.preview = preview
        self.sms = sms
        self.replyTo = replyTo
        self.isUrgent = isUrgent
        self.body = body
        self.html = html
        self.plain = plain
    }
}
