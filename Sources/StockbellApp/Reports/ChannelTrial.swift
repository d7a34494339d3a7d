import StockbellCore

/// What came of a message that only tried a channel, for people and as JSON.
package struct ChannelTrial: Hashable, Sendable, Encodable {
    package var channel: String
    package var type: String
    /// The far side without any secret: `https://api.telegram.org`, `smtp.example.com:587`.
    package var server: String?
    package var recipient: String?
    package var isDelivered: Bool
    /// What the far side said, or what went wrong.
    package var outcome: String
    /// What somebody can do about it; nil: nothing is wrong.
    package var mend: String?
    package var seconds: Double

    /// Judges an outcome.
    init(_ channel: ChannelSettings, to recipient: String?, server: String?, _ outcome: Outcome, took duration: Duration) {
        self.channel = channel.name
        type = channel.type
        self.server = server
        self.recipient = recipient
        seconds = (duration.inSeconds * 1000).rounded() / 1000
        if case .delivered = outcome { isDelivered = true } else { isDelivered = false }
        self.outcome = Self.words(outcome)
        mend = Self.advice(outcome, channel)
    }

    /// A line each.
    package var lines: [String] {
        let place = [server, recipient].compactMap { $0 }.joined(separator: ", ")
        var lines = ["Channel:  \(channel) (\(type))"]
        if !place.isEmpty { lines.append("Sent to:  \(place)") }
        lines.append("Outcome:  \(isDelivered ? "delivered" : "not delivered"), after \(seconds) s")
        lines.append("Answer:   \(outcome)")
        if let mend { lines.append("To mend:  \(mend)") }
        return lines
    }

    private static func words(_ outcome: Outcome) -> String {
        switch outcome {
        case .delivered(let receipt): receipt.answer + (receipt.providerID.map { ", id \($0)" } ?? "")
        case .retry(let failure, let after, _): "\(failure)" + (after.map { ", to be tried again in \($0.words)" } ?? "")
        case .rejected(let failure, _), .misconfigured(let failure), .unknown(let failure): "\(failure)"
        case .unsent: "it was not sent"
        }
    }

    private static func advice(_ outcome: Outcome, _ channel: ChannelSettings) -> String? {
        let section = "channels.\(channel.name) in config.json"
        switch outcome {
        case .delivered: return nil
        case .unknown: return "It may have arrived: look there before you try again."
        case .unsent: return "Try again."
        case .retry(let failure, _, _), .rejected(let failure, _), .misconfigured(let failure):
            switch failure.reason {
            case .authentication: return "Look at the password, token or URL of \(section), and at what its account may do."
            case .privateNetwork: return "Write \"allowPrivateNetwork\": true in \(section), if that address is meant."
            case .gone: return "Make a new webhook there, and enter its URL in \(section)."
            case .unknownRecipient, .badAddress: return "Look at the recipient, or at the room or URL of \(section)."
            case .tls: return "Look at the certificate of the server, and at the port and \"url\" of \(section)."
            case .connection, .timeout: return "Look whether this machine reaches the server, and at \"url\" in \(section)."
            case .rateLimited, .greylisted, .serverError: return "Nothing here is wrong: try again later."
            case .optedOut: return "Whoever is there wants no messages, and has to tell the gateway otherwise."
            case .refusedContent, .tooLarge, .render:
                return channel.payload == nil ? "Look at the letter, which `stockbell preview` shows." : "Look at \"body\" of \(section)."
            case .policy, .noAnswer, .channelRemoved, .leaseExpired, .expired, .other: return "Look at what the server says, and at \(section)."
            }
        }
    }
}
