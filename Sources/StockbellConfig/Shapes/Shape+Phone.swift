extension Shape<String> {
    /// What phones show as the sender of a text: a number of at most 15 digits, or at most 11 letters, digits and blanks with a letter among them.
    static var smsSender: Shape {
        Shape("a number or a short name") { text, _ throws(Complaint) in try sender(text) }
    }

    /// The same at a service on the Internet, where a number has its country; short codes, of at most six digits, have none.
    static var hostedSender: Shape {
        Shape("a number with its +, or a short name") { text, _ throws(Complaint) in
            let sender = try sender(text)
            guard sender.utf8.count <= 6 || !sender.utf8.allSatisfy({ (48...57).contains($0) }) else {
                throw Complaint("\(text.quoted) lacks its country; write it in international form, such as \"+4915100000000\"")
            }
            return sender
        }
    }

    private static func sender(_ text: Text) throws(Complaint) -> String {
        let digits = text.value.hasPrefix("+") ? text.value.dropFirst() : text.value[...]
        let isNumber = (3...15).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
        let isName =
            (1...11).contains(text.value.utf8.count) && text.value.contains { $0.isLetter }
            && text.value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || " _-&".contains($0)) }
        guard isNumber || isName else {
            throw Complaint("\(text.quoted) is no sender that phones show: at most 15 digits, or at most 11 letters and digits")
        }
        return text.value
    }
}
