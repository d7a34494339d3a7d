import Foundation
import Testing

/// The crash test's own judgement: each way to break the promise is seen.
struct CrashJudgementTests {
    private static let out = StockChange(number: 1, sku: "item-sms", isOut: true, isEdge: true, body: "")
    private static let silent = StockChange(number: 2, sku: "item-sms", isOut: true, isEdge: false, body: "")
    private static let back = StockChange(number: 3, sku: "item-sms", isOut: false, isEdge: true, body: "")

    private static func event(_ number: Int, _ state: String = "applied", alert: String?) -> EventRow {
        EventRow(id: "\(number)", source: "shop", type: nil, state: state, reason: "because", quantity: Double(-number), alert: alert)
    }

    private static func delivery(_ way: Way, _ number: Int, _ state: String = "delivered") -> DeliveryRow {
        DeliveryRow(
            id: "\(way)-\(number)", address: way.rawValue, channel: way.rawValue, department: "buyers", rule: "all", type: "out-of-stock",
            state: state,
            reason: nil, alerts: ["alert-\(number)"], attempt: 1, mayBeDuplicate: false, answer: nil, createdAt: .distantPast, dueAt: .distantPast)
    }

    private static func taken(_ way: Way, _ number: Int, isMarked: Bool = false, isAnswered: Bool = true) -> Journal.Taken {
        let id = way == .text ? nil : "\(way)-\(number)"
        return .init(message: .init(way: way, id: id, sku: "item-sms", number: number, isMarked: isMarked || way == .hook), isAnswered: isAnswered)
    }

    /// Out, a change that does not matter, and back; all of it told.
    private static let clean = CrashEvidence(
        acknowledged: [out, silent, back],
        events: [event(1, alert: "alert-1"), event(2, alert: nil), event(1, "duplicate", alert: nil), event(3, alert: "alert-3")],
        deliveries: [delivery(.hook, 1), delivery(.mail, 1), delivery(.text, 1), delivery(.hook, 3), delivery(.mail, 3)],
        taken: [taken(.hook, 1), taken(.mail, 1), taken(.text, 1), taken(.hook, 3), taken(.mail, 3)], inFlight: [])

    private func judge(_ change: (inout CrashEvidence) -> Void) -> CrashJudgement {
        var evidence = Self.clean
        change(&evidence)
        return CrashJudgement(evidence)
    }

    @Test func allIsWell() {
        let judgement = judge { _ in }
        #expect(judgement.findings == [])
        #expect(judgement.tallies[.hook]?.told == 2)
        #expect(judgement.tallies[.text]?.wanted == 1)
    }

    @Test(
        arguments: [
            { $0.events.removeAll { $0.id == "2" } },
            { $0.events[0].alert = nil },
            { $0.deliveries.removeLast() },
            { $0.deliveries.append(Self.delivery(.hook, 1)) },
            { $0.taken.removeLast() },
            { $0.deliveries[4].state = "pending" },
            { $0.deliveries[0].state = "dead" },
            { $0.deliveries[1].state = "unknown" },
            // Nothing came after it, so it is not over.
            { $0.deliveries[4].state = "suppressed" },
        ] as [@Sendable (inout CrashEvidence) -> Void])
    func whatIsLostIsSeen(_ change: @Sendable (inout CrashEvidence) -> Void) {
        #expect(judge(change).lost.count == 1)
    }

    @Test func whatIsOverOrUnknownIsCounted() {
        let judgement = judge { evidence in
            evidence.deliveries[0].state = "suppressed"
            evidence.deliveries[2].state = "unknown"
        }
        #expect(judgement.findings == [])
        #expect(judgement.tallies[.hook]?.over == 1)
        #expect(judgement.tallies[.text]?.unknown == 1)
    }

    @Test func aRepeatNeedsADoubtAndAMark() {
        let marked = Self.taken(.mail, 3, isMarked: true)
        #expect(judge { $0.taken.append(marked) }.unexplained.count == 1)
        let afterKill = judge { evidence in
            evidence.taken.append(marked)
            evidence.inFlight = [["mail-3"]]
        }
        #expect(afterKill.findings == [])
        #expect(afterKill.tallies[.mail]?.repeats == 1)
        #expect(afterKill.tallies[.mail]?.inFlight == 1)
        let afterDrop = judge { evidence in
            evidence.taken[4].isAnswered = false
            evidence.taken.append(marked)
        }
        #expect(afterDrop.findings == [])
        let unmarked = judge { evidence in
            evidence.taken.append(Self.taken(.mail, 3))
            evidence.inFlight = [["mail-3"]]
        }
        #expect(unmarked.unmarked.count == 1)
    }

    @Test func aTextNeverRepeatsAndAWebhookKeepsItsID() {
        #expect(judge { $0.taken.append(Self.taken(.text, 1)) }.unmarked.count == 1)
        let otherID = judge { evidence in
            evidence.taken[0].isAnswered = false
            evidence.taken.insert(Self.taken(.hook, 1), at: 1)
            evidence.taken[1].message.id = "another"
        }
        #expect(otherID.unmarked.count == 1)
    }

    @Test func whatComesTooLateIsSeen() {
        #expect(judge { $0.taken.swapAt(0, 3) }.outOfOrder.count == 1)
        #expect(judge { $0.taken.swapAt(0, 1) }.findings == [])
    }

    @Test func whatMustNotBeThereIsSeen() {
        #expect(judge { $0.events.append(Self.event(2, alert: nil)) }.strange.count == 1)
        #expect(judge { $0.events.append(Self.event(2, "stale", alert: nil)) }.strange.count == 1)
        #expect(judge { $0.events[1].alert = "alert-2" }.strange.count == 1)
    }
}
