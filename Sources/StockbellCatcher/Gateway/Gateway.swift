import FoundationEssentials

/// Which part each path plays.
enum Gateway {
    private static let help = """
        Unknown request. The catcher plays
          /chat/{channel}                      Slack's incoming webhook
          /webhook/{channel}                   a generic webhook
          /sms/{channel}/cgi-bin/sendsms       Kannel's sendsms
          /cgi-bin/sendsms                     the same, for the channel "sms"

        """

    /// Answers a request: a pure function of the request and the time.
    static func answer(_ request: GatewayRequest, now: Date) -> GatewayReply {
        let path = request.path
        switch (path.first, path.count) {
        case ("chat", 2): return SlackGateway.answer(request, channel: path[1], now: now)
        case ("webhook", 2): return WebhookGateway.answer(request, channel: path[1], now: now)
        case ("sms", 4) where path[2...] == ["cgi-bin", "sendsms"]: return KannelGateway.answer(request, channel: path[1], now: now)
        case ("cgi-bin", 2) where path[1] == "sendsms": return KannelGateway.answer(request, channel: "sms", now: now)
        default: return GatewayReply(status: 404, body: help)
        }
    }
}
