import StockbellCore

/// A channel ahead of being read: enough to judge an address on it.
struct NamedChannel {
    let name: String
    /// nil where it is missing or wrong.
    let type: ChannelType?
    /// What stands behind the colon of an address; nil: its type is not known.
    let destination: ChannelTraits.Destination?
    /// Whether it has a room of its own.
    let hasRoom: Bool

    init(name: String, type: ChannelType?, keys: Set<String>) {
        self.name = name
        self.type = type
        let isHook = type?.traits.destination == .roomOfBot && !keys.contains("token")
        destination = isHook ? .channel : type?.traits.destination
        hasRoom = keys.contains("room")
    }

    init(_ channel: ChannelSettings) {
        let isHook = channel.kind.isHook
        self.init(name: channel.name, type: channel.kind.type, keys: isHook ? [] : ["token", "room"])
    }
}
