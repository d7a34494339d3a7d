/// Bytes to text, for the charsets that mail still uses.
enum Charset {
    /// Decodes bytes; ISO 8859-1 and its kin byte by byte, everything else as UTF-8 with a mark in place of what is not.
    static func decode(_ bytes: some Sequence<UInt8>, named name: String) -> String {
        switch name.lowercased() {
        case "iso-8859-1", "iso-8859-15", "latin1", "windows-1252":
            var scalars = String.UnicodeScalarView()
            for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
            return String(scalars)
        default:
            return String(decoding: Array(bytes), as: UTF8.self)
        }
    }
}
