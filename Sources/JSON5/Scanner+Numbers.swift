extension Scanner {
    /// Takes a number with its sign.
    mutating func number() throws(SyntaxError) -> NumberText {
        let start = position
        var text = ""
        if current == "+" || current == "-" { text = take(count: 1) }
        if current == "I" || current == "N" {
            let word = take(while: \.isIdentifierPart)
            guard word == "Infinity" || word == "NaN" else { throw SyntaxError("expected a number, found \"\(text)\(word.prefix(24))\"", at: start) }
            return NumberText(text + word)
        }
        if current == "0", peek(1) == "x" || peek(1) == "X" {
            text += take(count: 2)
            let digits = take(while: \.isHexDigit)
            if digits.isEmpty { throw SyntaxError("expected hexadecimal digits, found \(found)", at: position) }
            text += digits
        } else {
            text += try decimal()
        }
        if let scalar = current, scalar.isIdentifierPart || scalar == "." || scalar == "\\" {
            throw SyntaxError("expected the end of the number, found \(found)", at: position)
        }
        return NumberText(text)
    }

    private mutating func decimal() throws(SyntaxError) -> String {
        if current == "0", peek(1)?.isDigit == true {
            throw SyntaxError("a number does not begin with 0; leave the zero out or write a text", at: position)
        }
        var text = take(while: \.isDigit)
        var hasDigits = !text.isEmpty
        if take(".") {
            let fraction = take(while: \.isDigit)
            hasDigits = hasDigits || !fraction.isEmpty
            text += "." + fraction
        }
        guard hasDigits else { throw SyntaxError("expected digits, found \(found)", at: position) }
        if current == "e" || current == "E" {
            text += take(count: 1)
            if current == "+" || current == "-" { text += take(count: 1) }
            let exponent = take(while: \.isDigit)
            if exponent.isEmpty { throw SyntaxError("expected the digits of the exponent, found \(found)", at: position) }
            text += exponent
        }
        return text
    }

    private mutating func take(count: Int) -> String {
        var taken = String.UnicodeScalarView()
        for _ in 0..<count {
            if let scalar = next() { taken.append(scalar) }
        }
        return String(taken)
    }
}
