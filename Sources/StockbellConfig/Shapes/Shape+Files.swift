extension Shape<String> {
    /// A file, as an absolute path if the folder of config.json is one.
    static func path(_ words: String, later: [String] = []) -> Shape {
        Shape(words) { text, reading throws(Complaint) in
            guard !text.value.isEmpty else { throw Complaint("must not be empty") }
            if let scheme = later.first(where: { text.value.lowercased().hasPrefix("\($0)://") }) {
                throw Complaint("\"\(scheme)://\" is not built yet; write the path of a file")
            }
            return text.value.resolved(in: reading.folder)
        }
    }

    /// A file with certificates in PEM form.
    static var certificates: Shape {
        Shape("a PEM file") { text, reading throws(Complaint) in
            let path = text.value.resolved(in: reading.folder)
            guard !text.value.isEmpty, let content = try? reading.variables.readFile(path) else {
                throw Complaint("the file \(text.quoted) cannot be read; is it there, and open to this user?")
            }
            guard content.contains("-----BEGIN CERTIFICATE-----") else {
                throw Complaint("the file \(text.quoted) holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)")
            }
            return path
        }
    }
}
