import StockbellCore
import Testing

@testable import StockbellChannels

@Suite struct KannelReaderTests {
    private let calls: Calls

    init() throws {
        calls = try Calls(
            .kannel(KannelSettings(url: Secret("http://127.0.0.1:13013/cgi-bin/sendsms"), username: "u", password: Secret("ka nnel&pw"))))
    }

    @Test(arguments: [
        ("status=1&reply=ACK%2F&id=", "arrived", "Kannel: status 1, ACK/"),
        ("status=2&reply=", "failed", "Kannel: status 2"), ("status=16&reply=NACK%2FREJECTED", "failed", "Kannel: status 16, NACK/REJECTED"),
        ("status=4", "under-way", "Kannel: status 4"), ("status=8&reply=ACK%2F+ka+nnel%26pw%0D%0Ax", "under-way", "Kannel: status 8, ACK/ ••• x"),
        ("status=99", "nonsense", ""), ("status=", "nonsense", ""), ("", "nonsense", ""),
    ])
    func readsReceipts(_ rest: String, _ label: String, _ detail: String) throws {
        let reading = calls.get(try calls.query + "&" + rest)
        #expect(reading.label == label)
        #expect(reading.detail == detail)
    }

    @Test func refusesWhatItDidNotGiveAway() throws {
        let query = try calls.query
        #expect(calls.get(query + "&status=1").label == "arrived")
        for wrong in [
            "", "status=1", query.replacing("&t=", with: "&t=A"), String(query.dropLast()), query + "A", query.replacing("01JD", with: "01JE"),
            "d=&" + query.drop { $0 != "t" }, try calls.inbound + "&d=01JD0000000000000000000000",
            query.replacing("d=\(Samples.delivery)&", with: ""),
        ] {
            #expect(calls.get(wrong + "&status=1").label == "refused", "\(wrong)")
        }
        let other = try Calls(calls.channel.kind, name: "other")
        #expect(other.get(query + "&status=1").label == "refused")
    }

    @Test(arguments: [
        ("from=%2B4915112345671&text=STOP", "out +4915112345671"), ("from=4915112345671&text=Stop%21", "out +4915112345671"),
        ("from=004915112345671&text=opt-out", "out +4915112345671"), ("from=+4915112345671&text=start", "in +4915112345671"),
        ("from=%2B4915112345671&text=Yes+please", ""), ("from=Vodafone&text=stop", "unheeded"),
        ("from=015112345671&text=stop", "unheeded"), ("from=tel%3A%2B49-151-12345671%3Bx%3Dy&text=stop", "out +4915112345671"),
        ("from=Vodafone&text=hello", ""), ("from=%2B4915112345671", ""), ("text=STOP", "nonsense"),
    ])
    func readsWhatPeopleAnswer(_ rest: String, _ label: String) throws {
        #expect(calls.get(try calls.inbound + "&" + rest).label == label)
        #expect(calls.get(try calls.query + "&" + rest).label == "nonsense", "a message's own token does not speak for people")
    }
}
