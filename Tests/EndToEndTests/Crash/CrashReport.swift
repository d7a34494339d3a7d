/// The sums of a crash test, for people.
struct CrashReport: Sendable {
    var plan: CrashPlan
    /// How often the program was ended, by how.
    var endings: [String: Int]
    var posted: PostedChanges.Counts
    var refused: [Way: Int]
    var judgement: CrashJudgement
    /// What `stockbell audit` and the run itself complained of.
    var breaches: [String]
    /// From the first post to the last delivery.
    var duration: Duration

    var isClean: Bool { judgement.isClean && findings.isEmpty }

    /// What is wrong beside what the judgement says.
    private var findings: [String] { breaches + posted.odd }

    var text: String {
        let edges = posted.acknowledged.count(where: \.isEdge)
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let perSecond = Int(Double(posted.acknowledged.count) / max(seconds, 0.001))
        var lines = [
            "Crash test: \(plan.rounds) rounds, seed \(plan.seed)",
            "  ended         " + endings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", "),
            "  acknowledged  \(posted.acknowledged.count) events, \(edges) of them alerts; \(perSecond) a second over all, restarts included",
            "  posted again  \(posted.again) without an answer before, \(posted.duplicates) acknowledged before; \(posted.refused) times 503",
            "",
            "  " + Self.row("", ["wanted", "told", "over", "unknown", "in flight", "dropped", "refused", "repeats"]),
        ]
        lines += Way.allCases.map { way in
            let tally = judgement.tallies[way] ?? .init()
            let counts = [
                tally.wanted, tally.told, tally.over, tally.unknown, tally.inFlight, tally.dropped, refused[way] ?? 0, tally.repeats,
            ]
            return "  " + Self.row(Self.name(way), counts.map(String.init))
        }
        let tallies = judgement.tallies.filter { $0.key != .text }.values
        let (repeats, doubts) = (tallies.map(\.repeats).reduce(0, +), tallies.map { $0.inFlight + $0.dropped }.reduce(0, +))
        lines += [
            "",
            "  repeats       \(repeats), at most \(doubts) (in flight at an end, or dropped); without a mark \(judgement.unmarked.count), "
                + "without a need \(judgement.unexplained.count)",
            "  out of order  \(judgement.outOfOrder.count)",
            "  audit         \(findings.isEmpty ? "clean after each round" : "not clean")",
            "  lost          \(judgement.lost.count)",
        ]
        lines += (judgement.findings + findings).prefix(20).map { "  ! \($0)" }
        return lines.joined(separator: "\n")
    }

    private static func name(_ way: Way) -> String {
        switch way {
        case .hook: "webhook"
        case .mail: "mail"
        case .text: "SMS"
        }
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        cells.reduce(name + String(repeating: " ", count: max(0, 10 - name.count))) { line, cell in
            line + String(repeating: " ", count: max(1, 10 - cell.count)) + cell
        }
    }
}
