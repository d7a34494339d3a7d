extension String {
    /// The text in quotes, safe to print: what is no plain character stands as an escape, and beyond 60 characters it is cut.
    var quoted: String {
        var shown = ""
        for scalar in unicodeScalars.prefix(60) {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            default:
                shown.unicodeScalars.append(scalar)
            }
        }
        return "\"\(shown)\(unicodeScalars.count > 60 ? "…" : "")\""
    }
}
