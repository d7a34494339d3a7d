import StockbellCore
import Testing

@Suite struct ChannelSettingsTests {
    /// Only a text message is never repeated by itself; only a webhook's far side recognises a repeat.
    @Test func whatIsUnsureIsRepeatedButNeverByPhone() throws {
        let channels: [ChannelSettings] = [try .mail(), .chat(), .hook(), .sms()]
        #expect(channels.map(\.ifUnsure) == [.repeat, .repeat, .repeat, .giveUp])
        #expect(channels.map(\.kind.isIdempotent) == [false, false, true, false])
        #expect(channels.map(\.class) == [.mail, .chat, .webhook, .sms])
        #expect(ChannelSettings.sms(ifUnsure: .repeat).ifUnsure == .repeat)
    }

    /// What is taken out and not sent when the program dies is of unknown outcome: where that is not repeated, it would be lost.
    @Test func onlyWhatIsRepeatedIsTakenAhead() throws {
        let channels: [ChannelSettings] = [try .mail(), .chat(), .hook(), .sms(), .hook(ifUnsure: .giveUp)]
        #expect(channels.map(\.ahead) == [12, 3, 64, 0, 0])
    }

    @Test func whatTheShopSetsIsTaken() {
        let channel = ChannelSettings(name: "x", kind: ChannelSettings.hook().kind, timeout: .seconds(3), concurrency: 7)
        #expect(channel.timeout == .seconds(3))
        #expect(channel.concurrency == 7)
        #expect(!channel.allowsPrivateNetwork)
    }
}
