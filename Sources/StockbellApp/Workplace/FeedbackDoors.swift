import StockbellChannels
import StockbellCore

/// Tells channels where their far sides can call back.
struct FeedbackDoors: Sendable {
    /// What the tokens of messages are made with.
    let key: Secret

    /// - Parameter key: bytes of chance.
    init(key: [UInt8]) {
        self.key = Secret(key.hexadecimal)
    }

    /// The settings with a door for each mail channel, and each that somebody reads for; none where no far side could reach us.
    func opened(_ settings: Settings) -> Settings {
        guard let publicURL = settings.publicURL else { return settings }
        var settings = settings
        for index in settings.channels.indices {
            var channel = settings.channels[index]
            channel.feedback = FeedbackDoor(url: "\(publicURL)/receipts/\(channel.name)", key: key)
            // A mail bears a mark made with the key, by which its bounce is known, whoever reads that.
            if channel.class == .mail || FeedbackReaders.reader(for: channel) != nil { settings.channels[index] = channel }
        }
        return settings
    }

    /// By channel, who reads what its far side calls back with.
    static func readers(_ settings: Settings) -> [String: any FeedbackReader] {
        Dictionary(settings.channels.compactMap { channel in FeedbackReaders.reader(for: channel).map { (channel.name, $0) } }) { first, _ in first }
    }
}
