import StockbellConfig
import StockbellCore
import Testing

@Suite struct DigestTests {
    private func read(_ rule: String, _ department: String = "") -> ConfigResult {
        let members = department.isEmpty ? "" : "\"digest\": \(department), "
        return StockbellConfigTests.read(
            shop(departments: "\"d\": { \"timeZone\": \"Europe/Berlin\", \(members)\"rules\": [{ \"send\": \"mail:a@example.com\", \(rule) }] }"))
    }

    private static func at(_ days: Set<Int>, _ minute: Int) -> Digest.Schedule {
        .at(LocalTimes([.init(days: days, minute: minute)], timeZone: "Europe/Berlin"))
    }

    private static let weekdays = at(Set(0...4), 480)
    private static let shape = #"{ "at": "weekdays 08:00", "show": ["new", "open"], "group": "supplier", "attach": "csv", "empty": "send" }"#

    @Test(
        arguments: [
            (#""digest": "weekdays 08:00""#, "", Digest(weekdays)), (#""digest": "08:00""#, "", Digest(at(Set(0...6), 480))),
            (#""digest": { "at": ["mon,thu 07:30"] }"#, "", Digest(at([0, 3], 450))),
            (#""digest": { "every": "1h", "max": 50 }"#, "", Digest(.every(seconds: 3600, max: 50))),
            (#""digest": true"#, #""weekdays 08:00""#, Digest(weekdays)),
            (#""digest": true"#, shape, Digest(weekdays, showsOpen: true, group: .supplier, attachesCSV: true, sendsEmpty: true)),
            // A time of its own in the shape of the department.
            (#""digest": "sat 09:00""#, shape, Digest(at([5], 540), showsOpen: true, group: .supplier, attachesCSV: true, sendsEmpty: true)),
            (#""digest": { "show": "new", "empty": "skip" }"#, shape, Digest(weekdays, group: .supplier, attachesCSV: true)),
            (#""digest": { "every": "15m" }"#, shape, Digest(.every(seconds: 900, max: nil), showsOpen: true, group: .supplier, attachesCSV: true)),
            (#""digest": false"#, shape, nil),
        ] as [(String, String, Digest?)])
    func itIsTaken(_ rule: String, _ department: String, _ digest: Digest?) throws {
        let result = read(rule, department)
        #expect(try #require(result.settings, "\(result.problems)").routing.departments[0].rules[0].digest == digest)
    }

    @Test(arguments: [
        (
            #""digest": true"#, "",
            #"rules[0].digest: there is no "digest" of the department; add "digest": "weekdays 08:00" to it, or write the time here"#
        ),
        (#""digest": {}"#, "", #"rules[0].digest: needs a time, such as "at": "weekdays 08:00" or "every": "1h""#),
        (#""digest": "8:00""#, "", #"rules[0].digest: "8:00": "8:00" is no time of day; write it as "08:00", from "00:00" to "24:00""#),
        (#""digest": "24:00""#, "", #"rules[0].digest: "24:00": write midnight as "00:00", the beginning of a day"#),
        (
            #""digest": "workdays 08:00""#, "",
            #"rules[0].digest: "workdays 08:00": "workdays" is no day; there are mon, tue, wed, thu, fri, sat, sun, weekdays, weekends and daily"#
        ),
        (#""digest": { "at": "08:00", "every": "1h" }"#, "", #"rules[0].digest.at: stands beside "every"; a digest has one of them"#),
        (
            #""digest": { "at": "08:00", "max": 5 }"#, "",
            #"rules[0].digest.max: needs "every": one with "at" goes at its time, however many it has"#
        ),
        (
            #""digest": { "every": "1h", "empty": "send" }"#, "",
            #"rules[0].digest.empty: needs "at": one with "every" begins with an alert, so it is never empty"#
        ),
        (#""digest": { "at": "08:00", "group": "suplier" }"#, "", #"rules[0].digest.group: unknown heading "suplier"; did you mean "supplier"?"#),
        (#""digest": "08:00", "wait": "15m""#, "", #"rules[0].wait: does not go with "digest", which leaves out what is over by then; leave it out"#),
        (#""digest": "08:00", "on": "trouble""#, "", #"rules[0].on: a trouble is told at once; give it a rule without "digest""#),
        (#""on": "*""#, #"{ "group": "place" }"#, #"digest: needs a time, such as "at": "weekdays 08:00" or "every": "1h""#),
    ])
    func oneMistakeIsOneMessage(_ rule: String, _ department: String, _ message: String) {
        #expect(read(rule, department).errors.map { "\($0.path): \($0.message)" } == ["departments.d.\(message)"])
    }

    @Test func whatNothingJoinsIsAWarning() {
        let found = read(#""on": "*""#, #""08:00""#)
        #expect(found.settings != nil && found.problems.map(\.message) == [#"no rule says "digest": true, so nothing joins it"#])
    }

    @Test func aWaitIsTaken() throws {
        let result = read(#""wait": "15m""#)
        #expect(try #require(result.settings, "\(result.problems)").routing.departments[0].rules[0].wait == .seconds(900))
    }
}
