import Curl
import StockbellCore

extension CurlRequest {
    /// A request within the bounds that a channel sets.
    init(url: String, channel: ChannelSettings, headers: [Header] = [], payload: Payload = .none) {
        // With mail, libcurl counts greeting, STARTTLS and log-in as connecting, and a tarpit takes its time.
        let connectTimeout = channel.class == .mail ? channel.timeout : min(channel.timeout, .seconds(10))
        self.init(
            url: url, headers: headers, payload: payload, timeout: channel.timeout, connectTimeout: connectTimeout,
            allowPrivateNetwork: channel.allowsPrivateNetwork,
            // Chats repeat the whole message in their answers, with every letter beyond ASCII as six.
            maxResponseBytes: channel.class == .chat ? 1 << 20 : 1 << 16)
        // libcurl sends again by itself what a reused connection swallowed, and tells nobody: what must not go twice, or not without its mark,
        // gets a connection of its own. Mail has connections that are watched.
        freshConnection = channel.ifUnsure == .giveUp || channel.class != .mail && !channel.kind.isIdempotent
    }
}
