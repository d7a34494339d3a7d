import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

@Suite struct SMTPAdapterTests {
    private func channel(
        _ security: SMTPSettings.Security, port: Int = 587, host: String = "smtp.example.com", username: String? = nil, helo: String? = nil
    ) throws -> ChannelSettings {
        let from = try #require(Mailbox("Stockbell <stock@shop.example>"))
        return ChannelSettings(
            name: "mail",
            kind: .smtp(
                SMTPSettings(
                    host: host, port: port, security: security, username: username, password: username.map { _ in Secret("pw") }, from: from,
                    helo: helo,
                    caFile: "ca.pem")), allowsPrivateNetwork: true)
    }

    private func step(_ channel: ChannelSettings, to recipient: String? = "a@example.com") throws -> Step {
        try ChannelAdapters.adapter(for: channel).next(Samples.parcel(.message(Samples.letter(named: "Espresso")), to: recipient), after: [])
    }

    private func request(_ channel: ChannelSettings, to recipient: String? = "a@example.com") throws -> CurlRequest {
        guard case .send(let request) = try step(channel, to: recipient) else { throw ContentError(.other, "nothing to send") }
        return request
    }

    @Test func asksForTheEncryptionThatIsConfigured() throws {
        let starttls = try request(channel(.starttls))
        #expect(starttls.url == "smtp://smtp.example.com:587/shop.example")
        #expect(starttls.tls == .required)
        let tls = try request(channel(.tls, port: 465))
        #expect(tls.url == "smtps://smtp.example.com:465/shop.example")
        #expect(tls.tls == .asURLSays)
        let none = try request(channel(.none, port: 25, host: "::1", helo: "me.example"))
        #expect(none.url == "smtp://[::1]:25/me.example")
        #expect(none.tls == .off)
        #expect(none.caFile == "ca.pem")
        #expect(none.allowPrivateNetwork)
        #expect(none.timeout == .seconds(150))
    }

    @Test func pinsTheLogInMechanismOnlyWhereItLogsIn() throws {
        let with = try request(channel(.starttls, username: "u"))
        #expect(with.loginOptions == "AUTH=PLAIN;AUTH=LOGIN")
        #expect(with.username == "u")
        #expect(with.password == "pw")
        let without = try request(channel(.starttls))
        #expect(without.loginOptions == nil)
        #expect(without.username == nil)
    }

    @Test func usesBareAddressesInTheEnvelope() throws {
        guard case .mail(let sender, let recipient, _) = try request(channel(.tls), to: "Anna <anna@example.com>").payload else {
            Issue.record("no mail")
            return
        }
        #expect(sender == "stock@shop.example")
        #expect(recipient == "anna@example.com")
    }

    @Test(
        arguments: [
            (nil, "no recipient"), ("", "no recipient"), ("nobody", "no mail address"), ("a@bü_cher.example", "no domain has"),
            ("Jörg <a@bü cher.example>", "no domain has"), ("jörg@bücher.example", "before the @"),
            ("jörg@example.com", "before the @"), ("a@b.example\r\nRCPT TO:<x@y>", "line break"), ("a b@example.com", "no mail address"),
        ] as [(String?, String)])
    func saysWhatIsWrongWithARecipient(_ recipient: String?, _ words: String) throws {
        let error = #expect(throws: ContentError.self) { try step(channel(.tls), to: recipient) }
        #expect(error?.failure.reason == .badAddress)
        #expect(error?.failure.detail.contains(words) == true)
    }

    @Test(arguments: ["a b", "x\r\ny", "x/y", "x@y", ""])
    func refusesAServerOrNameThatIsNone(_ name: String) throws {
        for channel in [try channel(.tls, host: name), try channel(.tls, helo: name)] {
            guard case .done(let outcome) = try step(channel) else {
                Issue.record("sent")
                return
            }
            #expect(outcome.label == "misconfigured other")
        }
    }

    @Test func needsALetter() throws {
        let channel = try channel(.tls)
        #expect(throws: ContentError.self) {
            try ChannelAdapters.adapter(for: channel).next(Samples.parcel(.facts([Samples.alert()]), to: "a@example.com"), after: [])
        }
    }
}
