import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct OptWordTests {
    @Test(arguments: [
        ("STOP", "STOP"), ("stop", "STOP"), (" Stop! ", "STOP"), ("StopAll", "STOPALL"), ("stop all", "STOPALL"), ("UNSUBSCRIBE", "UNSUBSCRIBE"),
        ("cancel.", "CANCEL"), ("End", "END"), ("quit", "QUIT"), ("OPT-OUT", "OPTOUT"), ("Opt out", "OPTOUT"), ("revoke", "REVOKE"),
        ("STOPP", "STOPP"), ("Abmelden.", "ABMELDEN"), ("\"Stop\"", "STOP"), ("stop\n", "STOP"),
    ])
    func ends(_ text: String, _ word: String) {
        #expect(OptWord(text) == .out(word))
        let feedback = Feedback.optOut(recipient: "+4915112345671", because: "answered \"\(word)\"")
        #expect(OptWord.reading(from: "+4915112345671", text: text, .plus) == .understood([feedback]))
    }

    @Test(arguments: ["START", "unstop", "Start!"])
    func begins(_ text: String) {
        #expect(OptWord.reading(from: "4915112345671", text: text, .bare) == .understood([.optIn(recipient: "+4915112345671")]))
    }

    @Test(arguments: [
        "", "stop it", "please stop", "yes", "stop 1", "nonstop", "Endlich!", String(repeating: " ", count: 100) + "stop", "s\u{336}top",
    ])
    func meansNothing(_ text: String) {
        #expect(OptWord(text) == nil)
        #expect(OptWord.reading(from: "Vodafone", text: text, .plus) == .understood([]), "there is nothing to heed")
    }

    @Test(arguments: [
        ("+4915112345671", true, true), (" 4915112345671", true, true), ("4915112345671", false, true), ("004915112345671", true, true),
        ("tel:+49-151-12345671", true, true), ("TEL:+4915112345671;ext=1", true, true), ("tel:4915112345671", false, true),
        ("015112345671", false, false), ("+015112345671", false, false), ("32665", false, false), ("", false, false), ("+", false, false),
        ("Stockbell", false, false), ("tel:", false, false),
    ])
    func readsNumbersAsGatewaysWriteThem(_ text: String, plus: Bool, bare: Bool) {
        #expect(NumberForm.plus.read(text)?.description == (plus ? "+4915112345671" : nil))
        #expect(NumberForm.bare.read(text)?.description == (bare ? "+4915112345671" : nil))
    }
}
