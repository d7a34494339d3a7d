import JSON5
import StockbellCore

/// `rate` of a channel in config.json, where it is not one rate alone.
struct RateSection: Section {
    var channel: Found<RateChoice>?
    var address: Found<RateChoice>?

    static let about = About(
        "rate", at: "`channels.*.rate`",
        "How fast a channel sends: so many messages at once, and each further one when its share of the time has passed.")

    static let keys: [Key<Self>] = [
        Key("channel", .rate, \.channel, .optional, "Altogether; as the service has it where it is missing.", example: "30/1s"),
        Key("address", .rate, \.address, .optional, "To one address; as the service has it where it is missing.", example: "1/3s"),
    ]
}

/// What is said of a rate.
enum RateChoice: Hashable, Sendable {
    case none
    case own(Rate)

    var rate: Rate? {
        switch self {
        case .none: nil
        case .own(let rate): rate
        }
    }
}

/// What is said of all rates of a channel.
struct RateChoices: Hashable, Sendable {
    /// nil: as usual.
    var channel: RateChoice?
    /// nil: as usual.
    var address: RateChoice?

    /// The rates of a channel of this kind.
    func rates(of kind: ChannelSettings.Kind) -> ChannelRates {
        let usual = kind.usualRates
        return ChannelRates(channel: channel.map(\.rate) ?? usual.channel, address: address.map(\.rate) ?? usual.address)
    }
}

extension Shape<RateChoice> {
    /// `5/2s`, or the word that takes away the usual one.
    static var rate: Shape {
        let words = "a rate such as \"1/1s\", \"30/1m\" or \"none\""
        return Shape(words, schema: .text(matching: "^(none|[0-9]{1,4}/[0-9]{1,4}[smh])$")) { text, _ throws(Complaint) in
            if text.value == "none" { return .none }
            let parts = text.value.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, (1...4).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
                let count = Int(parts[0]), count > 0, let seconds = Shape<Duration>.seconds(String(parts[1]), "smh"), seconds > 0
            else { throw Complaint("\(text.quoted) is no rate; write so many in a time, \"1/1s\" or \"30/1m\", or \"none\"") }
            return .own(Rate(count, per: .seconds(seconds)))
        }
    }
}

extension Shape<RateChoices> {
    /// One rate for all of the channel, or an object that says more.
    static var rates: Shape {
        let (one, section) = (Shape<RateChoice>.rate, Shape<RateSection>.section)
        let words = "\(one.words), or an object such as { \"address\": \"1/3s\" }"
        return Shape(words, schema: ["anyOf": [one.schema, section.schema]]) { written, reading in
            if case .object = written.node.value {
                return section.read(written, &reading).map { RateChoices(channel: $0.channel?.value, address: $0.address?.value) }
            }
            return one.read(written, &reading).map { choice in
                choice == .none ? RateChoices(channel: choice, address: choice) : RateChoices(channel: choice)
            }
        }
    }
}
