import FoundationEssentials
import StockbellCore

/// A mail as it is handed to a server (RFC 5322, RFC 2045–2047): a function of these values, so that a retry gives the same bytes.
///
/// 7-bit clean, because libcurl never announces 8BITMIME; CRLF line ends; no line begins with a dot.
struct MailMessage {
    /// What `Message-ID` says, without angle brackets; a receiver knows a repeat by it.
    var id: String
    /// An id that all mails of a thread refer to; nil: this one belongs to none.
    var thread: String?
    var date: Date
    var from: Mailbox
    var to: Mailbox
    var replyTo: Mailbox?
    var subject: String
    var isUrgent: Bool
    /// Further fields for people or filters: name and text.
    var fields: [(name: String, text: String)]
    /// How to get no more mail of this kind; nil: nothing is said of that.
    var list: List?
    var plain: String
    /// nil: the mail has a plain part only.
    var html: String?
    var attachments: [Message.Attachment] = []
    var pictures: [Message.Picture] = []

    /// A list that the recipient is on (RFC 2919, RFC 8058).
    struct List {
        /// `mail.shop.example`.
        var id: String
        /// URLs, the one that takes a POST first.
        var waysOut: [String]
    }

    /// The whole mail.
    ///
    /// - Throws: `ContentError` when a header field holds a control character or no address.
    func bytes() throws(ContentError) -> [UInt8] {
        var header = MailHeader()
        try header.add("Date", MailDate.text(date))
        try header.add("From", from)
        try header.add("To", to)
        if let replyTo { try header.add("Reply-To", replyTo) }
        try header.add("Message-ID", "<\(id)>")
        if let thread {
            try header.add("In-Reply-To", "<\(thread)>")
            try header.add("References", "<\(thread)>")
        }
        try header.add("Subject", text: subject)
        // Keeps out-of-office replies away (RFC 3834 section 5; Exchange listens to its own field only).
        try header.add("Auto-Submitted", "auto-generated")
        try header.add("X-Auto-Response-Suppress", "All")
        if let list {
            try header.add("List-Id", "<\(list.id)>")
            try header.add("List-Unsubscribe", list: list.waysOut.map { "<\($0)>" })
            try header.add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        }
        for field in fields { try header.add(field.name, text: field.text) }
        if isUrgent {
            try header.add("Importance", "high")
            try header.add("X-Priority", "1")
        }
        try header.add("MIME-Version", "1.0")
        var mail: [UInt8] = []
        // Most letters are nearly all ASCII: little grows.
        mail.reserveCapacity(1024 + header.text.utf8.count + (plain.utf8.count + (html?.utf8.count ?? 0)) * 9 / 8)
        mail += header.text.utf8
        addContent(to: &mail)
        return mail
    }

    /// Adds the content's own header fields, and the content.
    private func addContent(to mail: inout [UInt8]) {
        guard !attachments.isEmpty else { return addPage(to: &mail) }
        let boundary = boundary("=_m_")
        mail += "Content-Type: multipart/mixed;\r\n boundary=\"\(boundary)\"\r\n\r\n--\(boundary)\r\n".utf8
        addPage(to: &mail)
        for file in attachments {
            mail += "--\(boundary)\r\nContent-Disposition: attachment; filename=\"\(file.name)\"\r\n".utf8
            Self.add(file.text, type: file.type, to: &mail)
        }
        mail += "--\(boundary)--\r\n".utf8
    }

    /// The text, and the pictures that it shows.
    private func addPage(to mail: inout [UInt8]) {
        guard html != nil, !pictures.isEmpty else { return addText(to: &mail) }
        let boundary = boundary("=_r_")
        mail += "Content-Type: multipart/related; type=\"multipart/alternative\";\r\n boundary=\"\(boundary)\"\r\n\r\n--\(boundary)\r\n".utf8
        addText(to: &mail)
        for picture in pictures {
            mail += "--\(boundary)\r\nContent-Type: \(picture.type)\r\nContent-Transfer-Encoding: base64\r\n".utf8
            mail += "Content-ID: <\(picture.name)@\(host)>\r\nContent-Disposition: inline; filename=\"\(picture.file)\"\r\n\r\n".utf8
            mail +=
                Data(picture.bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]).utf8
            mail += "\r\n".utf8
        }
        mail += "--\(boundary)--\r\n".utf8
    }

    private func addText(to mail: inout [UInt8]) {
        guard let html else { return Self.add(plain, type: "text/plain", to: &mail) }
        let boundary = boundary("=_")
        mail += "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n--\(boundary)\r\n".utf8
        Self.add(plain, type: "text/plain", to: &mail)
        mail += "--\(boundary)\r\n".utf8
        Self.add(naming(pictures, in: html), type: "text/html", to: &mail)
        mail += "--\(boundary)--\r\n".utf8
    }

    private var host: String { id.split(separator: "@").last.map(String.init) ?? "" }

    /// A `Content-ID` has the form of an address (RFC 2392).
    private func naming(_ pictures: [Message.Picture], in html: String) -> String {
        pictures.reduce(html) { html, picture in
            ["\"", "'", ")"].reduce(html) { $0.replacing("cid:\(picture.name)\($1)", with: "cid:\(picture.name)@\(host)\($1)") }
        }
    }

    /// `=_` never comes up in quoted-printable, so no text can hold the boundary (RFC 2045 section 6.7).
    private func boundary(_ prefix: String) -> String { "\(prefix)\(id.prefix { $0 != "@" })" }

    private static func add(_ text: String, type: String, to mail: inout [UInt8]) {
        mail += "Content-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".utf8
        if text.isEmpty { mail += "\r\n".utf8 } else { QuotedPrintable.append(text, to: &mail) }
    }
}

extension Message.Picture {
    /// As a mail program saves it.
    fileprivate var file: String { "\(name).\(type.split(separator: "/").last ?? "")" }
}
