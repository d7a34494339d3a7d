import FoundationEssentials
import StockbellCore

extension Shape<Secret> {
    /// What a webhook's bodies are signed with by Standard Webhooks.
    ///
    /// Either a symmetric key: `whsec_` and the Base64 form of 24 to 64 bytes. Or `whsk_` and that of an Ed25519 key, its 32 bytes alone or with the
    /// 32 of the public key behind them.
    static var signingSecret: Shape {
        let words = "a secret that begins with whsec_ or whsk_"
        return Shape(words, schema: .text(matching: "^whs(ec|k)_[A-Za-z0-9+/]+={0,2}$")) { text, _ throws(Complaint) in
            if text.value.hasPrefix("whsk_") {
                guard let key = Data(base64Encoded: String(text.value.dropFirst(5))), [32, 64].contains(key.count) else {
                    throw Complaint("must be \"whsk_\" and an Ed25519 key in Base64, of 32 bytes, or of 64 with the public key behind it")
                }
            } else {
                guard text.value.hasPrefix("whsec_"), let key = Data(base64Encoded: String(text.value.dropFirst(6))), (24...64).contains(key.count)
                else {
                    throw Complaint(
                        "must be \"whsec_\" and 24 to 64 random bytes in Base64; make one with: echo \"whsec_$(openssl rand -base64 32)\"")
                }
            }
            return Secret(text.value)
        }
    }
}
