import FoundationEssentials
import StockbellCore

/// Plays Kannel's `sendsms` (1.4): its parameters, its defaults, its replies, and what it does to characters it cannot send.
enum KannelGateway {
    private static let secrets: Set<String> = ["password", "pass"]

    /// Answers as Kannel with every login accepted; several receivers are several messages.
    static func answer(_ request: GatewayRequest, channel: String, now: Date) -> GatewayReply {
        guard request.method == "GET" else {
            return GatewayReply(status: 400, body: "The catcher takes sendsms as GET with its parameters in the query.")
        }
        let fields = Dictionary(FormText.fields(request.query).map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        guard let to = fields["to"] else { return refused("Missing receiver number, rejected") }
        let numbers = String(decoding: to, as: UTF8.self).split(separator: " ").map(String.init)
        guard !numbers.isEmpty else { return refused("Empty receiver number not allowed, rejected") }
        guard numbers.allSatisfy(isNumber) else { return refused("Number(s) has/have been denied by white- and/or black-lists.") }
        let coding = fields["coding"].map { String(decoding: $0, as: UTF8.self) } ?? "0"
        guard ["0", "2"].contains(coding) else { return refused("Coding field misformed, rejected") }
        let charset = fields["charset"].map { String(decoding: $0, as: UTF8.self) } ?? (coding == "2" ? "UTF-16BE" : "UTF-8")
        guard let sent = decode(fields["text"] ?? [], charset: charset) else { return refused("Charset or body misformed, rejected") }
        let text = coding == "2" ? sent : onlyGSM(sent)
        let raw = "GET /cgi-bin/sendsms?" + FormText.redacted(request.query, hiding: secrets)
        let messages = numbers.map { number in
            CaughtMessage(
                channel: channel, kind: .sms, from: fields["from"].map { String(decoding: $0, as: UTF8.self) }, to: number, text: text,
                raw: raw, receivedAt: now, segments: SMSText(text).segments.count, links: CaughtLink.inText(text))
        }
        return GatewayReply(status: 202, body: "0: Accepted for delivery", messages: messages)
    }

    private static func refused(_ reason: String) -> GatewayReply { GatewayReply(status: 400, body: reason) }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.first == "+" ? text.dropFirst() : text[...]
        return !digits.isEmpty && digits.allSatisfy { ("0"..."9").contains($0) }
    }

    private static func decode(_ bytes: [UInt8], charset: String) -> String? {
        switch charset.uppercased() {
        case "UTF-8": return String(validating: bytes, as: UTF8.self)
        case "UTF-16BE":
            guard bytes.count.isMultiple(of: 2) else { return nil }
            let units = stride(from: 0, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
            return String(validating: units, as: UTF16.self)
        default: return nil
        }
    }

    /// With coding 0 Kannel sends a question mark for what GSM 7-bit does not have, and says nothing; so a mistake shows here too.
    private static func onlyGSM(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { scalars.append(GSM7.septets(scalar) == nil ? "?" : scalar) }
        return String(scalars)
    }
}
