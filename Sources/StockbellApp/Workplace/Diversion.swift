package import StockbellCore

/// Sends every channel to the catcher, whatever its URL: `serve --catch` and `demo`.
package enum Diversion {
    /// The same settings with every channel's far side replaced by the catcher's doors on this machine.
    package static func divert(_ settings: Settings, smtpPort: Int, httpPort: Int) -> Settings {
        var settings = settings
        settings.channels = settings.channels.map { divert($0, smtpPort, httpPort) }
        // Nothing leaves this machine: questions to platforms do not either.
        for index in settings.sources.indices { settings.sources[index].isCutOff = true }
        return settings
    }

    private static func divert(_ channel: ChannelSettings, _ smtpPort: Int, _ httpPort: Int) -> ChannelSettings {
        var channel = channel
        channel.allowsPrivateNetwork = true
        let door = "http://127.0.0.1:\(httpPort)"
        switch (channel.class, channel.kind) {
        case (.mail, .smtp(var smtp)):
            // A shop's real password has no business on a laboratory's wire, and what comes back is not of these messages.
            smtp.servers = [MailServer(host: "127.0.0.1", port: smtpPort, security: .none)]
            smtp.bounceBox = nil
            channel.kind = .smtp(smtp)
        case (.webhook, .webhook(var webhook)):
            webhook.url = Secret("\(door)/webhook/\(channel.name)")
            webhook.headers = []
            webhook.body = webhook.body?.redacted
            channel.kind = .webhook(webhook)
        // Whatever the service, the catcher shows what would be said: it takes all chats for one, and all gateways.
        case (.sms, _):
            let url = Secret("\(door)/sms/\(channel.name)/cgi-bin/sendsms")
            channel.kind = .kannel(KannelSettings(url: url, username: "catcher", password: Secret("catcher")))
        case (.chat, _), (.mail, _), (.webhook, _):
            channel.kind = .slack(SlackSettings(url: Secret("\(door)/chat/\(channel.name)")))
            channel.incidents = .single
        }
        return channel
    }
}
