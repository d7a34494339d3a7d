import Curl

/// A status code of RFC 3463, such as the 5.1.1 in `550 5.1.1 no such user`; the class is left to the reply's own first digit.
struct EnhancedStatus: Hashable {
    var subject: Int
    var detail: Int

    init(_ subject: Int, _ detail: Int) {
        self.subject = subject
        self.detail = detail
    }

    /// Reads it from where RFC 2034 section 4 puts it, right behind the reply code; nil when there is none.
    init?(_ reply: SMTPReply) {
        guard let (_, status) = Self.read(reply.text.prefix { $0 != " " }) else { return nil }
        self = status
    }

    /// Class and status of a text such as `5.1.1`; nil: it is none.
    static func read(_ text: some StringProtocol) -> (class: Int, status: EnhancedStatus)? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, [2, 4, 5].contains(numbers[0]) else { return nil }
        return (numbers[0], EnhancedStatus(numbers[1], numbers[2]))
    }

    /// Whether it is about the sender's address or domain, which are the same in every mail: the address (RFC 3463 section 3.2), SPF, DKIM and the
    /// name of the machine (RFC 7372, with 7.26), a domain that takes no mail (RFC 7505), and what Gmail adds: 7.27 SPF, 7.29 TLS, 7.30 DKIM
    /// (support.google.com/a/answer/3726730); Microsoft's 7.515.
    var isOfTheSender: Bool {
        switch (subject, detail) {
        case (1, 7), (1, 8), (7, 20...27), (7, 29), (7, 30), (7, 515): true
        default: false
        }
    }

    /// Whether, where it is lasting, it says that nothing will ever reach the recipient: no such mailbox or domain, or a disabled one.
    var isOfTheRecipient: Bool {
        [.init(1, 1), .init(1, 2), .init(1, 3), .init(1, 6), .init(1, 10), .init(2, 1)].contains(self)
    }
}
