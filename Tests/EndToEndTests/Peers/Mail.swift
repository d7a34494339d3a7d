import Foundation

/// A mail as a mail program reads it: parsed by Python's email package, which is strict about standards.
struct Mail: Decodable, Sendable {
    var defects: [String]
    var headers: [String]
    var type: String
    var messageID: String
    var from: String
    var to: String
    var subject: String
    var plain: String
    var html: String

    private static let program = """
        import email, email.policy, json, sys
        with open(sys.argv[1], 'rb') as file:
            mail = email.message_from_binary_file(file, policy=email.policy.default)
        parts = list(mail.walk())
        defects = [defect for part in parts for defect in part.defects]
        defects += [defect for part in parts for header in part.values() for defect in header.defects]
        plain, html = mail.get_body(('plain',)), mail.get_body(('html',))
        print(json.dumps({
            'defects': [repr(defect) for defect in defects], 'headers': [name.lower() for name in mail.keys()],
            'type': mail.get_content_type(), 'messageID': mail['message-id'], 'from': str(mail['from']), 'to': str(mail['to']),
            'subject': str(mail['subject']), 'plain': plain.get_content(), 'html': html.get_content()}))
        """

    /// Reads a file of a Maildir.
    static func read(_ file: String) async throws -> Mail {
        try JSONDecoder().decode(Mail.self, from: Data(try await Tool.python(program, file).utf8))
    }
}
