import StockbellCore

extension SMTPSection {
    /// The mail server that the section says; nil when a key that it needs is missing or wrong.
    func kind(at place: Place, _ reading: inout Reading) -> ChannelSettings.Kind? {
        guard let url, let from else { return nil }
        let isTLS = url.value.isEncrypted
        basics.checkReach(of: url.value.host, at: url.place, &reading)
        checkSecurity(isTLS, &reading)
        checkLogin(at: place, &reading)
        // Between programs of one machine, without a log-in, there is nothing to hide and usually no certificate.
        let isLocal = !isTLS && username == nil && Host.isLoopback(url.value.host)
        let security = security?.value ?? (isTLS ? .tls : isLocal ? .none : .starttls)
        return .smtp(
            SMTPSettings(
                host: url.value.host, port: url.value.port ?? (isTLS ? 465 : isLocal ? 25 : 587), security: security,
                username: username?.value, password: password?.value, from: from.value, helo: helo?.value, caFile: caFile?.value))
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

    private func checkLogin(at place: Place, _ reading: inout Reading) {
        switch (username, password) {
        case (let username?, nil) where !reading.hasError(within: place):
            reading.error("needs a \"password\" beside it", at: username.place)
        case (nil, let password?) where !reading.hasError(within: place):
            reading.error("needs a \"username\" beside it", at: password.place)
        case (_?, let password?) where security?.value == SMTPSettings.Security.none:
            reading.warn("crosses the network unencrypted with \"security\": \"none\"", at: password.place)
        default:
            break
        }
    }
}
