import StockbellConfig
import StockbellCore
import Testing

@Suite struct ChannelTests {
    @Test(arguments: [
        (#"{ "url": "x" }"#, #"channels.c: needs "type", such as "type": "smtp""#),
        (
            #"{ "type": "smpp", "account": "x", "token": "y" }"#,
            #"channels.c.type: type "smpp" is not built yet; there are "smtp", "slack", "teams", "discord", "google-chat", "mattermost", "#
                + #""rocket-chat", "telegram", "matrix", "ntfy", "zulip", "webhook", "kannel", "twilio", "vonage", "messagebird", "sinch", "#
                + #""plivo", "telnyx", "sns""#
        ),
        (#"{ "type": "slack" }"#, #"channels.c: needs "url", a webhook, or "token", that of a bot"#),
        (
            #"{ "type": "slack", "url": "http://hooks.example.com/x" }"#,
            #"channels.c.url: must be https://, as the URL is the secret; http:// goes only with "allowPrivateNetwork": true"#
        ),
        (
            #"{ "type": "slack", "url": "https://10.0.0.1/x" }"#,
            #"channels.c.url: is on this machine or a private network; the channel may go there only with "allowPrivateNetwork": true"#
        ),
        (
            #"{ "type": "slack", "url": "https://a.example.com/", "username": "x" }"#,
            "channels.c.username: unknown key; here belong type, timeout, concurrency, ifUnsure, allowPrivateNetwork, retry, rate, incidents, url, token, room, "
                + "buttons"
        ),
        (#"{ "type": "webhook", "url": "gopher://x" }"#, "channels.c.url: must begin with https:// or http://"),
        (#"{ "type": "webhook", "url": "https://a.example.com/#x" }"#, ##"channels.c.url: ends in a "#…" part, which is never sent; leave it out"##),
        (#"{ "type": "webhook", "url": "https://a.example.com:0/" }"#, "channels.c.url: has a port that is not from 1 to 65535"),
        (
            #"{ "type": "webhook", "url": "https://a.example.com/", "secret": "whsec_short" }"#,
            #"channels.c.secret: must be "whsec_" and 24 to 64 random bytes in Base64; make one with: echo "whsec_$(openssl rand -base64 32)""#
        ),
        (
            #"{ "type": "webhook", "url": "https://a.example.com/", "headers": { "Webhook-Id": "x" } }"#,
            "channels.c.headers.Webhook-Id: Stockbell writes this header itself; leave it out"
        ),
        (
            #"{ "type": "kannel", "url": "https://a.example.com/", "username": "u" }"#,
            #"channels.c: needs "password", such as "password": "${KANNEL_PASSWORD}""#
        ),
        (
            #"{ "type": "kannel", "url": "https://a.example.com/?x=1", "username": "u", "password": "p" }"#,
            #"channels.c.url: ends in a "?…" part, which Stockbell writes itself; leave it out"#
        ),
        (
            #"{ "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p", "maxSegments": 11 }"#,
            "channels.c.maxSegments: must be a whole number from 1 to 10"
        ),
        (
            #"{ "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p", "segmentsPerDay": 9 }"#,
            "channels.c.segmentsPerDay: must be a whole number from 10 to 1000000"
        ),
        (
            #"{ "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p", "from": "Much too long" }"#,
            #"channels.c.from: "Much too long" is no sender that phones show: at most 15 digits, or at most 11 letters and digits"#
        ),
        (#"{ "type": "smtp", "url": "mail.example.com", "from": "a@example.com" }"#, "channels.c.url: must begin with smtps:// or smtp://"),
        (
            #"{ "type": "smtp", "url": "smtp://mail.example.com/shop", "from": "a@example.com" }"#,
            #"channels.c.url: ends in a path; a mail server has none (the name for EHLO is "helo")"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "Shop" }"#,
            #"channels.c.from: "Shop" is no mail address; write "stock@example.com" or "Stockbell <stock@example.com>""#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "security": "none" }"#,
            #"channels.c.security: "none" cannot go with smtps://, which is TLS from the first byte; write smtp:// or leave this out"#
        ),
        (
            #"{ "type": "smtp", "url": "smtp://mail.example.com", "from": "a@example.com", "security": "tls" }"#,
            #"channels.c.security: "tls" cannot go with smtp://; write smtps:// for TLS from the first byte, or "starttls""#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "username": "u" }"#,
            #"channels.c.username: needs a "password" beside it"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "password": "u" }"#,
            #"channels.c.password: needs a "username" beside it"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "username": "u", "password": "${NO}" }"#,
            "channels.c.password: NO is not set (environment or .env beside config.json)"
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "helo": "a b" }"#,
            #"channels.c.helo: "a b" is no host name"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "caFile": "ca.pem" }"#,
            #"channels.c.caFile: the file "ca.pem" cannot be read; is it there, and open to this user?"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "timeout": "2h" }"#,
            #"channels.c.timeout: "2h" is not from "1s" to "1h""#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "timeout": "fast" }"#,
            #"channels.c.timeout: "fast" is no time; write "30s", "2m" or "1h""#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "concurrency": 0 }"#,
            "channels.c.concurrency: must be a whole number from 1 to 64"
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "concurrency": 1.5 }"#,
            "channels.c.concurrency: must be a whole number from 1 to 64"
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "rate": 5 }"#,
            #"channels.c.rate: must be a rate such as "1/1s", "30/1m" or "none", found a number; put it in quotes"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "rate": "0/1s" }"#,
            #"channels.c.rate: "0/1s" is no rate; write so many in a time, "1/1s" or "30/1m", or "none""#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "rate": { "adress": "1/1s" } }"#,
            #"channels.c.rate.adress: unknown key; did you mean "address"?"#
        ),
        (
            #"{ "type": "smtp", "url": "smtps://mail.example.com", "from": "a@example.com", "pasword": "p", "username": "u" }"#,
            #"channels.c.pasword: unknown key; did you mean "password"?"#
        ),
    ])
    func oneMistakeIsOneMessage(channel: String, message: String) {
        #expect(read(shop(channels: "\"c\": \(channel)")).errors.map { "\($0.path): \($0.message)" } == [message])
    }

    /// What the declarations call a default is what the core takes when nothing is said.
    @Test func theDefaultsAreTheCores() throws {
        let channels = #"""
            "s": { "type": "slack", "url": "https://a.example.com/" }, "w": { "type": "webhook", "url": "https://a.example.com/" },
            "k": { "type": "kannel", "url": "https://a.example.com/", "username": "u", "password": "p" }
            """#
        for channel in try settings(shop(channels: channels)).channels {
            #expect(channel == ChannelSettings(name: channel.name, kind: channel.kind))
        }
    }

    @Test(arguments: [
        (#""url": "smtp://m.example.com""#, 587, SMTPSettings.Security.starttls), (#""url": "smtps://m.example.com""#, 465, .tls),
        (#""url": "SMTP://m.example.com:25/", "security": "none""#, 25, .none),
        (#""url": "smtp://m.example.com:2525", "security": "starttls""#, 2_525, .starttls),
        // On this machine, without a log-in.
        (#""url": "smtp://127.0.0.1:2525""#, 2_525, .none), (#""url": "smtp://localhost""#, 25, .none),
        (#""url": "smtp://127.0.0.1", "security": "starttls""#, 25, .starttls),
        (#""url": "smtp://127.0.0.1", "username": "u", "password": "p""#, 587, .starttls),
        (#""url": "smtps://[2001:db8::1]:4650""#, 4_650, .tls),
    ])
    func portAndSecurityFollowTheScheme(keys: String, port: Int, security: SMTPSettings.Security) throws {
        let channel = try settings(shop(channels: "\"c\": { \"type\": \"smtp\", \"from\": \"a@example.com\", \(keys) }")).channels[1]
        guard case .smtp(let mail) = channel.kind else { throw NoSuchFile() }
        #expect(mail.servers.map(\.port) == [port] && mail.servers.map(\.security) == [security])
    }

    @Test func aPasswordWithoutEncryptionIsAWarning() {
        let mail =
            #""c": { "type": "smtp", "url": "smtp://m.example.com", "security": "none", "from": "a@example.com", "username": "u", "password": "p" }"#
        let sms = #""d": { "type": "kannel", "url": "http://sms.example.com/", "username": "u", "password": "p" }"#
        let found = read(shop(channels: "\(mail), \(sms)", rest: #""defaults": { "operator": ["c:a@example.com", "d:+4915112345678"] },"#))
        #expect(
            found.problems.map { "\($0.severity) \($0.path): \($0.message)" } == [
                #"warning channels.c.password: crosses the network unencrypted with "security": "none""#,
                "warning channels.d.url: is http://, so the password crosses the network unencrypted",
            ])
    }

    @Test func certificatesAreLookedAt() throws {
        let channel = #""c": { "type": "smtp", "url": "smtps://m.example.com", "from": "a@example.com", "caFile": "tls/ca.pem" }"#
        let sound = read(shop(channels: channel), files: ["/shop/tls/ca.pem": "-----BEGIN CERTIFICATE-----\n"])
        guard case .smtp(let mail)? = sound.settings?.channels.last?.kind else { throw NoSuchFile() }
        #expect(mail.servers[0].caFile == "/shop/tls/ca.pem")
        let empty = read(shop(channels: channel), files: ["/shop/tls/ca.pem": "hello"])
        #expect(empty.errors.map(\.message) == [#"the file "tls/ca.pem" holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)"#])
    }

    @Test func aChannelThatNothingUsesIsAWarning() {
        let text = shop(channels: #""c": { "type": "slack", "url": "https://a.example.com/" }"#)
        #expect(problems(text) == [#"config.json:2:1: warning: channels.c: no rule, operator or "otherwise" sends here"#])
    }
}
