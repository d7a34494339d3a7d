import FoundationEssentials

/// Compares what rules want with what a table expects of them.
struct RouteJudge {
    let `case`: RouteCase
    let desire: Desire
    /// Why there is no alert; nil: there is one.
    let silence: String?
    let isTest: Bool
    let people: People

    var differences: [RouteTrial.Difference] { self.case.expectations.compactMap(difference) }

    private func difference(_ expectation: RouteCase.Expectation) -> RouteTrial.Difference? {
        let got = Set(wishes(of: expectation.hearer).map(\.address))
        let isMet: Bool =
            switch expectation.wanted {
            case .nothing: got.isEmpty
            case .something: !got.isEmpty
            case .addresses(let addresses): got == Set(addresses.map(plain))
            }
        guard !isMet else { return nil }
        return RouteTrial.Difference(
            line: expectation.line, subject: expectation.hearer.words, expected: words(expectation.wanted), got: words(.addresses(got)),
            reasons: reasons(expectation.hearer))
    }

    /// What is wished for and may go: tests never go to phones.
    private var wishes: [Wish] {
        desire.wishes.filter { !isTest || people.classes[$0.address.channel] != .sms }
    }

    private func wishes(of hearer: RouteCase.Hearer) -> [Wish] {
        wishes.filter { wish in
            switch hearer {
            case .department(let name): wish.department == name
            case .otherwise: wish.department == Routing.house && wish.rule.name == "otherwise"
            case .operator: wish.department == Routing.house && wish.rule.name == "operator"
            case .others: wish.department != Routing.house && !named.contains(wish.department)
            }
        }
    }

    private var named: Set<String> {
        Set(self.case.expectations.compactMap { if case .department(let name) = $0.hearer { name } else { nil } })
    }

    /// The address as config.json has it, however its number is written.
    private func plain(_ address: Address) -> Address {
        guard let recipient = address.recipient, let own = people.classes[address.channel]?.recipient(recipient) else { return address }
        return Address(channel: address.channel, recipient: own)
    }

    private func words(_ wanted: RouteCase.Wanted) -> String {
        switch wanted {
        case .nothing: "nothing"
        case .something: "something"
        case .addresses(let addresses): addresses.isEmpty ? "nothing" : addresses.sorted().map(\.description).joined(separator: ", ")
        }
    }

    private func reasons(_ hearer: RouteCase.Hearer) -> [String] {
        if let silence { return [silence] }
        let asked = desire.verdicts.filter { verdict in
            switch hearer {
            case .department(let name): verdict.department == name
            // That it hears it needs no telling, but why it does not.
            case .otherwise, .operator: verdict.isMatch != (verdict.department == Routing.house)
            case .others: verdict.isMatch && !named.contains(verdict.department)
            }
        }
        return (desire.excluded.map { [$0.line] } ?? []) + asked.map(\.line)
    }

    /// What does not go out when it should.
    func late(at time: Date, in zone: String, _ zones: some ZoneRules) -> [RouteTrial.Difference] {
        self.case.timings.flatMap { timing in
            let address = timing.subject.map { plain(Address(text: $0)) }
            let concerned = wishes.filter { timing.subject == nil || timing.subject == $0.department || address == $0.address }
            let wanted = timing.at.map { zones.instant(showing: $0.asUTC, in: zone) } ?? time
            guard !concerned.isEmpty else {
                return [
                    RouteTrial.Difference(
                        line: timing.line, subject: timing.subject ?? "when", expected: zones.words(wanted, from: time, in: zone), got: "no message",
                        reasons: silence.map { [$0] } ?? [])
                ]
            }
            return concerned.compactMap { wish in
                let (goes, reasons) = Self.departure(of: wish, at: time, zones)
                guard goes != wanted else { return nil }
                return RouteTrial.Difference(
                    line: timing.line, subject: "\(wish.address) [\(wish.department)]", expected: zones.words(wanted, from: time, in: zone),
                    got: zones.words(goes, from: time, in: zone), reasons: reasons)
            }
        }
    }

    /// When a message goes out that nothing else holds up, and what decides it.
    private static func departure(of wish: Wish, at time: Date, _ zones: some ZoneRules) -> (at: Date, reasons: [String]) {
        if let digest = wish.rule.digest, let due = digest.due(after: time, zones) { return (due, ["it stands in the digest (\(digest.schedule))"]) }
        let lasted = time.addingTimeInterval(wish.rule.wait?.inSeconds ?? 0)
        let wait = wish.rule.wait.map { ["it must last for \($0.words)"] } ?? []
        let hours = wish.hours.map { "it keeps the hours of \($0.name)" } ?? "it waits for no hours"
        return (wish.hours?.opening(from: lasted, zones) ?? lasted, wait + [hours])
    }
}

extension RouteCase.Hearer {
    /// As the table names it.
    fileprivate var words: String {
        switch self {
        case .department(let name): name
        case .otherwise: "otherwise"
        case .operator: "operator"
        case .others: "*"
        }
    }
}

extension ZoneRules {
    /// `now`, or `2026-01-06T08:00`.
    fileprivate func words(_ instant: Date, from now: Date, in zone: String) -> String {
        guard instant != now else { return "now" }
        let time = wallTime(at: instant, in: zone)
        let date = time.day.date
        let two: (Int) -> String = { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(date.year)-\(two(date.month))-\(two(date.day))T\(two(time.second / 3600)):\(two(time.second / 60 % 60))"
    }
}
