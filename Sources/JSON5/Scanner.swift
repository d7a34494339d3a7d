/// Walks over a text scalar by scalar and knows the line and column.
struct Scanner {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private(set) var position = Position(line: 1, column: 1)

    init(_ text: String) {
        scalars = Array(text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...])
    }

    /// The scalar here; nil at the end.
    var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    /// The scalar that far ahead; nil beyond the end.
    func peek(_ distance: Int) -> Unicode.Scalar? { index + distance < scalars.count ? scalars[index + distance] : nil }

    /// Takes the scalar here; nil at the end.
    @discardableResult
    mutating func next() -> Unicode.Scalar? {
        guard let scalar = current else { return nil }
        index += 1
        if scalar == "\n" || (scalar == "\r" && current != "\n") {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
        return scalar
    }

    /// Takes the scalar here if it is this one.
    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        next()
        return true
    }

    /// Takes scalars as long as they pass.
    mutating func take(while passes: (Unicode.Scalar) -> Bool) -> String {
        var taken = String.UnicodeScalarView()
        while let scalar = current, passes(scalar) {
            taken.append(scalar)
            next()
        }
        return String(taken)
    }

    /// Passes white space and comments.
    mutating func skipBlanks() throws(SyntaxError) {
        while let scalar = current {
            if scalar.isBlank {
                next()
            } else if scalar == "/", peek(1) == "/" {
                while let inside = current, !inside.endsLine { next() }
            } else if scalar == "/", peek(1) == "*" {
                try skipBlockComment()
            } else {
                return
            }
        }
    }

    private mutating func skipBlockComment() throws(SyntaxError) {
        let start = position
        next()
        next()
        while let scalar = next() {
            if scalar == "*", take("/") { return }
        }
        throw SyntaxError("this comment is not closed: expected \"*/\"", at: start)
    }

    /// What stands here, for "found …": a word, a character or the end.
    var found: String {
        guard let scalar = current else { return "the end of the text" }
        var word = ""
        while word.unicodeScalars.count < 24, let part = peek(word.unicodeScalars.count), part.isIdentifierPart { word.unicodeScalars.append(part) }
        if !word.isEmpty { return "\"\(word)\"" }
        if scalar.endsLine { return "the end of the line" }
        if scalar == "\"" { return "a text in quotes" }
        return scalar.isPrintable ? "\"\(scalar)\"" : "the character U+\(String(scalar.value, radix: 16, uppercase: true))"
    }
}
