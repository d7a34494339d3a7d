import FoundationEssentials
package import StockbellCore

/// One line of the suppression list as `--json` gives it.
package struct SuppressedRow: Encodable {
    var address: String
    var channel: String
    var recipient: String
    /// `opt-out`, `bounce`, `refusal` or `hand`.
    var cause: String
    var because: String
    var since: Date

    package init(_ line: SuppressedAddress) {
        address = line.key.description
        channel = line.key.channel
        recipient = line.key.recipient
        cause = line.cause.rawValue
        because = line.because
        since = line.since
    }
}

extension SuppressedAddress.Cause {
    /// For people.
    package var words: String {
        switch self {
        case .optOut: "they want no messages"
        case .bounce: "nothing arrives there"
        case .refusal: "the far side refuses it"
        case .hand: "by hand"
        }
    }
}
