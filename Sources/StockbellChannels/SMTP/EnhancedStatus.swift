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
        let numbers = reply.text.prefix { $0 != " " }.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 3, let kind = numbers[0], [2, 4, 5].contains(kind), let subject = numbers[1], let detail = numbers[2] else {
            return nil
        }
        self.init(subject, detail)
    }
}
