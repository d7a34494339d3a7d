import StockbellCore

extension SMTPSection {
    /// The mail servers that the section says; nil when a key that it needs is missing or wrong.
    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        let servers = mailServers(at: place, &reading)
        guard let from else { return nil }
        checkBounces(&reading)
        let signatures = signatures(from.value, &reading)
        guard !servers.isEmpty else { return nil }
        return .smtp(
            SMTPSettings(
                servers: servers, from: from.value, helo: helo?.value, bounces: bounces?.value, signatures: signatures,
                offersUnsubscribing: unsubscribe?.value ?? false, bounceBox: bounceBox?.value, bounceToken: bounceToken?.value))
    }

    // MARK: - Servers

    private func mailServers(at place: Place, _ reading: inout Reading) -> [MailServer] {
        guard let servers else {
            guard let url else {
                if !reading.hasError(within: place) {
                    reading.error("needs \"url\", such as \"url\": \"smtps://smtp.example.com\", or \"servers\", a list of them", at: place)
                }
                return []
            }
            return [server(at: url, login, place, &reading)]
        }
        if let url { reading.error("cannot stand beside \"servers\"; put it into the list", at: url.place) }
        if let first = login.first { reading.error("goes into each of \"servers\" that wants it", at: first) }
        var seen: Set<String> = []
        return servers.value.compactMap { found in
            guard let url = found.value.url else { return nil }
            var server = server(at: url, found.value.login, found.place, &reading)
            server.weight = found.value.weight?.value ?? 1
            server.concurrency = found.value.concurrency?.value
            if !seen.insert("\(server.host.lowercased()):\(server.port)").inserted {
                reading.error("is the same server as one before it", at: url.place)
            }
            return server
        }
    }

    private func server(at url: Found<WebAddress>, _ login: MailLoginKeys, _ place: Place, _ reading: inout Reading) -> MailServer {
        let isTLS = url.value.isEncrypted
        basics.checkReach(of: url.value.host, at: url.place, &reading)
        checkSecurity(isTLS, &reading)
        // Between programs of one machine, without a log-in, there is nothing to hide and usually no certificate.
        let isLocal = !isTLS && login.username == nil && Host.isLoopback(url.value.host)
        let security = security?.value ?? (isTLS ? .tls : isLocal ? .none : .starttls)
        return MailServer(
            host: url.value.host, port: url.value.port ?? (isTLS ? 465 : isLocal ? 25 : 587), security: security,
            login: login.login(at: place, isEncrypted: security != .none, &reading), caFile: caFile?.value)
    }

    /// The scheme and `security` must not say two things.
    private func checkSecurity(_ isTLS: Bool, _ reading: inout Reading) {
        guard let security else { return }
        switch (isTLS, security.value) {
        case (true, .starttls), (true, .none):
            reading.error(
                "\"\(security.value.rawValue)\" cannot go with smtps://, which is TLS from the first byte; write smtp:// or leave this out",
                at: security.place)
        case (false, .tls):
            reading.error("\"tls\" cannot go with smtp://; write smtps:// for TLS from the first byte, or \"starttls\"", at: security.place)
        default:
            break
        }
    }

    // MARK: - Bounces and signatures

    /// The message's id, its round and a mark must have room before the @, where 64 letters have it (RFC 5321 section 4.5.3.1).
    private static let longestBounceName = 20

    private func checkBounces(_ reading: inout Reading) {
        guard let bounces else { return }
        if bounces.value.prefix(while: { $0 != "@" }).utf8.count > Self.longestBounceName {
            reading.error(
                "has more than \(Self.longestBounceName) letters before the @; the message's id has to fit in behind them", at: bounces.place)
        } else if bounceBox == nil, bounceToken == nil {
            reading.warn("is read by nobody here; name its mailbox as \"bounceBox\", or set a \"bounceToken\"", at: bounces.place)
        }
    }

    private func signatures(_ from: Mailbox, _ reading: inout Reading) -> [DKIMSettings] {
        var owners: [String: Place] = [:]
        return (dkim?.value ?? []).compactMap { found in
            guard let selector = found.value.selector, let key = found.value.key else { return nil }
            let domain = found.value.domain?.value ?? String(from.domain)
            if let owner = owners.updateValue(selector.place, forKey: "\(selector.value)/\(domain)".lowercased()) {
                reading.error("is the selector of \(owner.path) as well; each key has one of its own", at: selector.place)
            }
            if let place = found.value.domain?.place, !".\(from.domain)".lowercased().hasSuffix(".\(domain)".lowercased()) {
                reading.warn("is neither the sender's domain nor one above it, so receivers do not count the signature (DMARC)", at: place)
            }
            guard let settings = DKIMSettings(domain: domain, selector: selector.value, key: key.value) else { return nil }
            check(settings, at: key.place, &reading)
            return settings
        }
    }

    private func check(_ signature: DKIMSettings, at place: Place, _ reading: inout Reading) {
        guard let fault = reading.keyFault(signature) else { return }
        if fault.isUnusable { reading.error(fault.message, at: place) } else { reading.warn(fault.message, at: place) }
    }

    // MARK: - The world

    func checkPublicURL(_ publicURL: String?, _ reading: inout Reading) {
        guard publicURL == nil else {
            if let unsubscribe, unsubscribe.value, publicURL?.lowercased().hasPrefix("http://") ?? false {
                reading.warn("is offered by mail programs only where \"publicURL\" begins with https:// (RFC 8058)", at: unsubscribe.place)
            }
            return
        }
        if let unsubscribe, unsubscribe.value { reading.error("needs a \"publicURL\", where the link in the mail leads", at: unsubscribe.place) }
        if let bounceToken { reading.error("needs a \"publicURL\", where the mail service reports bounces", at: bounceToken.place) }
    }
}
