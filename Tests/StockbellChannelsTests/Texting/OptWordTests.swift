import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct OptWordTests {
    @Test(arguments: [
        "STOP", "stop", " Stop! ", "StopAll", "stop all", "UNSUBSCRIBE", "cancel.", "End", "quit", "OPT-OUT", "Opt out", "revoke", "STOPP",
        "Abmelden.",
        "\"Stop\"", "stop\n",
    ])
    func ends(_ text: String) {
        #expect(OptWord.feedback(from: "+4915112345671", text: text).map { "\($0)" }?.contains("optOut") == true)
    }

    @Test(arguments: ["START", "unstop", "Start!"])
    func begins(_ text: String) {
        #expect(OptWord.feedback(from: "4915112345671", text: text) == .optIn(recipient: "+4915112345671"))
    }

    @Test(arguments: [
        "", "stop it", "please stop", "yes", "stop 1", "nonstop", "Endlich!", String(repeating: " ", count: 100) + "stop", "s\u{336}top",
    ])
    func meansNothing(_ text: String) {
        #expect(OptWord.feedback(from: "+4915112345671", text: text) == nil)
    }
}
