import FoundationEssentials
import StockbellCore

extension Shape<Secret> {
    /// A symmetric key of Standard Webhooks: `whsec_` and the Base64 form of 24 to 64 bytes.
    static var standardWebhooksSecret: Shape {
        Shape("a secret that begins with whsec_", schema: .text(matching: "^whsec_[A-Za-z0-9+/]+={0,2}$")) { text, _ throws(Complaint) in
            guard text.value.hasPrefix("whsec_"), let key = Data(base64Encoded: String(text.value.dropFirst(6))), (24...64).contains(key.count) else {
                throw Complaint("must be \"whsec_\" and 24 to 64 random bytes in Base64; make one with: echo \"whsec_$(openssl rand -base64 32)\"")
            }
            return Secret(text.value)
        }
    }
}
