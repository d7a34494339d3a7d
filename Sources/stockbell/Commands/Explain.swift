import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell explain ID`: why somebody got a message, or did not.
struct Explain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say why a message was sent or not: from the event that came to every rule that was asked.")

    @Argument(help: "The id of an event, alert, incident or delivery, or how it begins (at least 6 characters).") var id: String
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func validate() throws {
        guard id.count >= 6 else { throw ValidationError("Give at least 6 characters of the id.") }
    }

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let records = try workplace.records()
        guard let trace = try await records.trace(id.uppercased()) else {
            throw CommandFailure(
                """
                Nothing has the id \(id), or several things begin so; `stockbell events` and `stockbell deliveries` list ids. What is older than \
                `keep` says is gone: events without an alert after \(workplace.settings.keep.quiet.words), alerts after \
                \(workplace.settings.keep.told.words).
                """)
        }
        let story = try await Story(trace, routing: workplace.settings.routing, records: records)
        if output.json { return try Output.json(story) }
        for event in story.events { show(event) }
        for told in story.alerts { show(told, trace) }
        for alert in story.gone { print("Alert \(alert): kept no longer (`keep` in config.json)") }
    }

    private func show(_ event: EventRecord) {
        print("Event \(event.id) came from \(event.source) at \(Output.time(event.receivedAt)): \(event.type ?? "unknown type")")
        let quantity = event.quantity.map { ", quantity \($0)" } ?? ""
        if let item = event.item { print("  about \(item.displayName)\(event.place.map { " at \($0.displayName)" } ?? "")\(quantity)") }
        print("  \(event.state.rawValue): \(event.reason)")
    }

    private func show(_ told: Story.Told, _ trace: Trace) {
        let alert = told.alert
        print("Alert \(alert.id): \(alert.kind.rawValue), decided at \(Output.time(alert.decidedAt)), incident \(alert.incident)")
        if let other = alert.other {
            let word = alert.quantity.map { "\($0)" } ?? "no number"
            print("  \(alert.subject.source) says \(word), \(other.source) says \(other.quantity.map { "\($0)" } ?? other.condition.rawValue)")
        }
        if alert.isEverywhere { print("  all places of the item together") }
        if let silent = alert.standsInFor { print("  told by \(alert.subject.source) in the place of \(silent), which is in trouble") }
        if let low = alert.threshold.low { print("  threshold \(low) (\(alert.threshold.lowFrom ?? ""))") }
        if let reason = alert.subject.facts.reason { print("  reason for none: \(reason.text)") }
        if let excluded = told.excluded { print("  \(excluded.line)") }
        for rule in told.rules { print("  \(rule.line)") }
        if let today = told.today {
            print("  by today's config.json it would be:")
            for rule in today where !told.rules.contains(rule) { print("    \(rule.line)") }
            let gone = told.rules.filter { rule in !today.contains { $0.department == rule.department && $0.rule == rule.rule } }
            for rule in gone { print("    no longer there: \(rule.department) / \(rule.rule)") }
        }
        for delivery in trace.deliveries where delivery.alerts.contains(alert.id) {
            if delivery.state == .suppressed, let reason = delivery.reason {
                print(
                    "  ✗ \(delivery.addressInWords) [\(delivery.rule)]: not sent, because \(reason) (\(Output.time(delivery.finishedAt ?? delivery.createdAt)))  (\(delivery.id))"
                )
                continue
            }
            let attempts = delivery.attempt == 1 ? "1 attempt" : "\(delivery.attempt) attempts"
            let company =
                switch delivery.letter {
                case .storm: ", in one message of \(delivery.alerts.count) as more came than its limit"
                case .digest: ", in the digest (\(delivery.digest.map { "\($0.schedule)" } ?? "")) with \(delivery.alerts.count) alerts"
                default: delivery.overtaken.map { ", which says that it \($0.words) as that was not sent any more" } ?? ""
                }
            let why = delivery.reason ?? delivery.receipt?.answer ?? ""
            let later = delivery.reported.map { "; \($0.sentence) (\(Output.time($0.at)))" } ?? ""
            let role = delivery.follows.map { "\(delivery.role) \($0), " } ?? ""
            print(
                "  → \(delivery.addressInWords) [\(delivery.rule)] \(role)\(delivery.state.rawValue), \(attempts)\(company)\(why.isEmpty ? "" : ": \(why)")\(later)  (\(delivery.id))"
            )
        }
        for suppression in trace.suppressions where suppression.alert == alert.id {
            print(
                "  ✗ \(suppression.address?.description ?? "nobody") [\(suppression.rule)]: not sent, because \(suppression.sentence) (\(Output.time(suppression.at)))"
            )
        }
    }
}

extension Overtaken {
    /// Behind "it".
    fileprivate var words: String {
        let span = Duration.seconds(Int(min(max(lasted, 0), 1e9))).words
        return switch kind {
        case .outOfStock: "was out for \(span)"
        case .lowStock: "was low for \(span)"
        default: "was in stock for \(span)"
        }
    }
}
