import FoundationEssentials
import Logging
package import StockbellCore
import StockbellEngine
import StockbellSources
import StockbellStore

extension Workplace {
    /// What a source's platform has, under today's rules.
    package struct Lesson: Sendable, Encodable {
        package fileprivate(set) var items = 0
        package fileprivate(set) var places = 0
        package fileprivate(set) var ok = 0
        package fileprivate(set) var low = 0
        package fileprivate(set) var out = 0
        /// By department, how many messages there would have been, had each been told by itself.
        package fileprivate(set) var messages: [String: Int] = [:]
    }

    /// How often a page is asked for before it is given up.
    private static let mostTries = 5

    /// Reads all levels of a source and keeps those that no event has told yet, without a word to anybody.
    ///
    /// - Parameter read: called after each page with the number of items so far.
    /// - Throws: `SetupError` where there is no token, or the platform does not answer.
    package func learn(_ source: SourceSettings, read: (Int) -> Void) async throws -> Lesson {
        guard let api = PlatformAPIs.api(for: source) else {
            throw SetupError([
                "sources.\(source.name) has no token for an API that can be read; only BigCommerce's can, with \"storeHash\" and \"token\"."
            ])
        }
        let clock = SteadyClock { Date() }
        let store = try SQLiteStore.open(path: settings.store, mode: .command, now: { clock.now })
        try DemoStore(path: settings.store).becomeReal()
        var log = Logger(label: "learn")
        log.logLevel = .error
        let clerk = Clerk(
            store: store, ledger: ledger, couriers: [:], isStart: false, log: log, clock: clock, sleep: { try await Task.sleep(for: $0) })
        let line = APILine()
        defer { line.shutdown() }
        let lesson = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await clerk.run { _ in } }
            defer { clerk.stop() }
            return try await pages(of: source, api, line, ledger, clerk, clock, read)
        }
        try store.close()
        return lesson
    }

    private func pages(
        of source: SourceSettings, _ api: any PlatformAPI, _ line: APILine, _ ledger: Ledger, _ clerk: Clerk, _ clock: SteadyClock,
        _ read: (Int) -> Void
    ) async throws -> Lesson {
        var (lesson, items, places) = (Lesson(), Set<String>(), Set<String>())
        var (page, tries) = (1, 0)
        while true {
            let inquiry = Inquiry(source: source.name, items: [], page: page, size: 250)
            let sentAt = clock.now
            let finding = api.finding(in: await line.perform(api.request(inquiry)), to: inquiry)
            guard case .page(var statements, let isLast, let body) = finding.answer else {
                tries += 1
                if let sentence = Self.sentence(finding.answer, tries < Self.mostTries) { throw SetupError([sentence]) }
                try await Task.sleep(for: max(finding.quota?.resetsAfter ?? .seconds(2), .seconds(1)))
                continue
            }
            for index in statements.indices {
                statements[index].occurredAt = sentAt
                let (condition, wishes) = ledger.opinion(on: statements[index], now: sentAt)
                lesson.count(condition, wishes)
                items.insert(statements[index].subject.item.id)
                places.formUnion([statements[index].subject.place?.id].compactMap(\.self))
            }
            clerk.note(.reading(StockReading(source: source.name, sentAt: sentAt, statements: statements, asked: [], body: body, purpose: .learn)))
            (lesson.items, lesson.places, tries) = (items.count, places.count, 0)
            read(items.count)
            if isLast { return lesson }
            page += 1
            if let quota = finding.quota, quota.left * 10 <= quota.most { try await Task.sleep(for: quota.resetsAfter) }
        }
    }

    /// Why it goes on no more; nil: it may work in a while.
    private static func sentence(_ answer: Finding.Answer, _ mayTryAgain: Bool) -> String? {
        switch answer {
        case .refused(let reason): "The API refuses us: \(reason)."
        case .missing: "The API knows no such store; look at \"storeHash\"."
        case .invalid(let reason): "The API does not understand the question: \(reason)."
        case .failed(let reason): mayTryAgain ? nil : "The API does not answer: \(reason)."
        case .limited: mayTryAgain ? nil : "The API is asked too much, perhaps by other apps; try again later."
        case .page: nil
        }
    }
}

extension Workplace.Lesson {
    fileprivate mutating func count(_ condition: Condition, _ wishes: [Wish]) {
        switch condition {
        case .ok, .unknown: ok += 1
        case .low: low += 1
        case .out: out += 1
        }
        for wish in wishes { messages[wish.department, default: 0] += 1 }
    }
}
