import StockbellChannels
package import StockbellCore
import StockbellStore

/// Where far sides call back.
extension Workplace {
    /// By channel for text messages, where its gateway is to send what people answer; none where no `publicURL` is known.
    ///
    /// Each carries a secret: whoever has it can have addresses get no messages any more.
    package func inboundURLs() throws -> [(channel: ChannelSettings, url: String)] {
        let doors = FeedbackDoors(key: try openStore().secret("receipts"))
        let gateways = doors.opened(settings).channels.filter { $0.class == .sms }
        return gateways.compactMap { channel in CallbackURL(channel).map { (channel, $0.inbound) } }
    }
}
