/// Something in config.json that is wrong or looks so.
package struct Problem: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: String, Hashable, Sendable {
        /// Nothing starts with it.
        case error
        /// It works, though hardly as it was meant.
        case warning
    }

    package var severity: Severity
    /// The file as it was named by the caller; `.env` problems name that file.
    package var file: String
    /// The way to the value, `channels.ops.type`; empty for the text as a whole.
    package var path: String
    /// Counted from 1.
    package var line: Int
    /// Counted from 1, in Unicode scalars.
    package var column: Int
    /// What is wrong and what to do.
    ///
    /// Holds no secret and no value of a variable.
    package var message: String

    package init(severity: Severity = .error, file: String, path: String, line: Int, column: Int, message: String) {
        self.severity = severity
        self.file = file
        self.path = path
        self.line = line
        self.column = column
        self.message = message
    }

    /// One line, as compilers write theirs: `config.json:12:5: channels.ops.type: unknown type "smpt"; did you mean "smtp"?`.
    package var description: String {
        "\(file):\(line):\(column): \(severity == .warning ? "warning: " : "")\(path.isEmpty ? "" : "\(path): ")\(message)"
    }
}
