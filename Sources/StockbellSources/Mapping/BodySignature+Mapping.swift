import StockbellCore

extension BodySignature {
    /// The signature in the header that a mapping names; `sha256=` may stand before it.
    init(_ signature: StockMapping.Signature) {
        self.init(header: signature.header, encoding: signature.form == .hex ? .hexadecimal : .base64, label: "sha256=")
    }
}
