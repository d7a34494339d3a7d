import ArgumentParser
import Foundation
import StockbellApp
import StockbellCore
import StockbellSources

/// `stockbell doctor`: how a captured payload is read, and what about it or about its source is odd; sends and stores nothing.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how a captured payload is read, and what about it is odd: clocks, missing facts, signature; without one, what is odd about a "
            + "source by what came from it. Sends nothing.")

    @Option(help: "The source it came from.") var source: String
    @Option(
        name: [.customLong("header"), .customShort("H")],
        help: "A header that came with it, as \"Name: value\"; without any, the signature is not looked at.")
    var headers: [String] = []
    @Argument(help: "A file with the body as the platform posted it, byte for byte, or - for standard input; without one, the store is asked.")
    var file: String?
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    private struct Row: Encodable {
        var signature: String
        var type: String?
        var says: [String]
        var odd: [String]
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let settings = try workplace.settings.wanted(source: source)
        guard let file else { return try await report(on: settings, workplace) }
        // Without any, it is taken for what most of the platform's bodies are.
        let told = headers.isEmpty ? SampleSigner.telling(type: nil, of: settings.platform) : try headers.map(Self.header)
        let request = SourceRequest(headers: told, body: try Input.read(file))
        let diagnosis = workplace.diagnose(request, source: settings, now: Date())
        let row = Row(
            signature: signature(diagnosis.verification), type: Self.type(diagnosis.decoded), says: Self.says(diagnosis.decoded),
            odd: diagnosis.oddities)
        if output.json { return try Output.json(row) }
        print("Type:      \(row.type ?? "none that Stockbell can read")")
        print("Signature: \(row.signature)")
        for sentence in row.says { print("Says:      \(sentence)") }
        for sentence in row.odd { print("Odd:       \(sentence)") }
        if case .quarantined = diagnosis.decoded { return }
        if row.odd.isEmpty { print("Nothing about it is odd.") }
    }

    private func report(on source: SourceSettings, _ workplace: Workplace) async throws {
        let report = try await workplace.report(on: source)
        if output.json { return try Output.json(report) }
        report.lines(now: Date()).forEach { print($0) }
    }

    private func signature(_ verification: Verification) -> String {
        guard !headers.isEmpty else { return "not looked at: give the headers that came with it, as -H \"Name: value\"" }
        return switch verification {
        case .genuine: "right"
        case .refused(let reason): "would be refused: \(reason)"
        case .unsupported(let reason): "right, but it would be answered 415: \(reason)"
        }
    }

    private static func header(_ text: String) throws -> Arrival.Header {
        guard let colon = text.firstIndex(of: ":") else {
            throw CommandFailure("A header is \"Name: value\"; \(text.debugDescription) has no colon.")
        }
        return Arrival.Header(
            name: text[..<colon].trimmingCharacters(in: .whitespaces), value: text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces))
    }

    private static func type(_ decoded: Decoded) -> String? {
        switch decoded {
        case .events(let events): events.first?.type
        case .ignored(let type, _): type
        case .quarantined(let type, _): type
        }
    }

    private static func says(_ decoded: Decoded) -> [String] {
        switch decoded {
        case .ignored(_, let reason): ["nothing for Stockbell: \(reason)"]
        case .quarantined(_, let reason): ["it cannot be understood and would be quarantined: \(reason)"]
        case .events(let events): events.isEmpty ? ["it holds no stock event"] : events.map(says)
        }
    }

    private static func says(_ event: StockEvent) -> String {
        if event.kind == .unreadable { return "a part of it cannot be understood and would be quarantined: \(event.note ?? event.type)" }
        var parts = [event.subject.item.displayName]
        if let place = event.subject.place { parts.append("at \(place.displayName)") }
        parts.append(statement(event))
        let facts = [
            event.quantity.map { "\($0)" } ?? event.delta.map { $0 > 0 ? "+\($0)" : "\($0)" }, event.previous.map { "(before it \($0))" },
        ]
        var text = parts.joined(separator: " ")
        let numbers = facts.compactMap { $0 }.joined(separator: " ")
        if !numbers.isEmpty { text += event.kind == .level || event.kind == .delta ? " \(numbers)" : ", \(numbers)" }
        if let occurredAt = event.occurredAt { text += ", \(occurredAt.formatted(.iso8601))" }
        return text + (event.subject.isTest ? " [TEST]" : "") + (event.note.map { ": \($0)" } ?? "")
    }

    private static func statement(_ event: StockEvent) -> String {
        switch event.kind {
        case .level, .reading: "has"
        case .delta: "changed by"
        case .declaredOut: "is declared out"
        case .declaredLow: "is declared low"
        case .declaredBack: "is declared in stock"
        case .removed: "is no longer kept"
        case .touched: "changed, to a number that it does not say"
        case .ignored: "is nothing for Stockbell"
        case .unreadable: "cannot be understood"
        }
    }
}
