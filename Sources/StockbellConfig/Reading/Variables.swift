import JSON5
import StockbellCore

/// What `${NAME}` and `${file:…}` stand for.
struct Variables {
    let environment: [String: String]
    let dotEnv: [String: String]
    let folder: String
    /// The file's own name, for messages.
    let file: String
    let readFile: (String) throws -> String

    static let longestFile = 65_536

    /// A string's value with every variable replaced, or a complaint for each that cannot be.
    struct Expansion {
        var value = ""
        var isExpanded = false
        var complaints: [String] = []
    }

    /// Replaces variables.
    ///
    /// What a variable holds is taken as it is, dollars included.
    ///
    /// A dollar that was written as an escape (`\$`, `\u0024`) or behind a backslash of the text (`\\$`) is a plain one.
    func expand(_ text: StringText) -> Expansion {
        var expansion = Expansion()
        let scalars = Array(text.value.unicodeScalars)
        var plain = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let isVariable = scalars[index] == "$" && index + 1 < scalars.count && scalars[index + 1] == "{"
            if isVariable, index > 0, scalars[index - 1] == "\\" {
                plain.removeLast()
            } else if isVariable, !text.escaped.contains(index) {
                expansion.value += String(plain)
                plain = String.UnicodeScalarView()
                guard let end = scalars[index...].firstIndex(of: "}") else {
                    expansion.complaints.append("\"${\" has no \"}\"; write \"\\${\" for a plain one")
                    return expansion
                }
                var name = String.UnicodeScalarView()
                name.append(contentsOf: scalars[(index + 2)..<end])
                do throws(Complaint) {
                    expansion.value += try value(of: String(name))
                } catch {
                    expansion.complaints.append(error.message)
                }
                expansion.isExpanded = true
                index = end + 1
                continue
            }
            plain.append(scalars[index])
            index += 1
        }
        expansion.value += String(plain)
        return expansion
    }

    private func value(of name: String) throws(Complaint) -> String {
        if name.hasPrefix("file:") { return try content(of: String(name.dropFirst(5))) }
        guard DotEnv.isName(name) else {
            throw Complaint("\("${\(name)}".quoted) names no variable: a name has letters, digits and _; write \"\\${\" for a plain \"${\"")
        }
        guard let value = environment[name] ?? dotEnv[name] else {
            let hint = Nearest.hint(for: name, in: (Array(environment.keys) + dotEnv.keys).sorted())
            throw Complaint("\(name) is not set (environment or .env beside \(file))\(hint)")
        }
        return value
    }

    private func content(of path: String) throws(Complaint) -> String {
        guard !path.isEmpty, path.unicodeScalars.allSatisfy({ $0.value >= 32 }) else { throw Complaint("\"${file:…}\" names no file") }
        guard var content = try? readFile(path.resolved(in: folder)) else {
            throw Complaint("the file \(path.quoted) cannot be read; is it there, and open to this user?")
        }
        guard content.utf8.count <= Self.longestFile else { throw Complaint("the file \(path.quoted) is longer than \(Self.longestFile) bytes") }
        // "\r\n" is one Character.
        if content.last == "\n" || content.last == "\r\n" { content.removeLast() }
        return content
    }
}

extension String {
    /// The path as an absolute one, if the folder's is: relative ones begin at the folder.
    func resolved(in folder: String) -> String {
        if hasPrefix("/") { return self }
        let path = hasPrefix("./") ? String(dropFirst(2)) : self
        return folder.isEmpty ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
