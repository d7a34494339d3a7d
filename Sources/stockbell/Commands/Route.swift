import ArgumentParser
import StockbellApp
import StockbellCore
import StockbellEngine

/// `stockbell route`: which rules match an event and why, and what each address would get; sends nothing.
struct Route: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show which rules an event would match and why; sends nothing.")

    @Option(help: "The source it would come from.") var source: String
    @Option(help: "What it is, where the platform says so in a header, such as product.deleted; else the event that most are.") var type: String?
    @Argument(help: "A file with the body that the platform posts, or - for standard input.") var file: String
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let scenes = try workplace.rehearse(try Input.read(file), source: try workplace.settings.wanted(source: source).name, type: type)
        if output.json { return try Output.json(scenes.map { RouteRow($0, workplace) }) }
        for scene in scenes { show(scene, workplace) }
    }

    private func show(_ scene: Rehearsal.Scene, _ workplace: Workplace) {
        let record = scene.record
        let what = [record.item?.displayName, record.place.map { "at \($0.displayName)" }].compactMap { $0 }.joined(separator: " ")
        print("\(record.type ?? "unknown type")\(what.isEmpty ? "" : ": \(what)")")
        print("  \(record.state.rawValue): \(record.reason)")
        guard let alert = scene.alert, let desire = scene.desire else { return print("  No alert, so no rule is asked.") }
        print("  Alert: \(alert.kind.rawValue)\(alert.subject.isTest ? " [TEST]" : "")\(alert.isEverywhere ? ", all places together" : "")")
        if let excluded = desire.excluded { print("  \(excluded.line)") }
        for verdict in desire.verdicts { print("  \(verdict.line)") }
        for letter in scene.letters {
            print("  → \(letter.delivery.addressInWords) [\(letter.delivery.department)]: \(workplace.headline(letter))")
        }
        for suppression in scene.suppressions {
            print("  ✗ \(suppression.address?.description ?? "nobody"): not sent, because \(suppression.sentence)")
        }
    }
}

/// One event of `route --json`.
private struct RouteRow: Encodable {
    struct Message: Encodable {
        var address: String
        var department: String
        var rule: String
        var text: String
    }

    var event: EventRecord
    var alert: Alert?
    /// nil: it is not excluded.
    var excluded: Desire.Excluded?
    var rules: [Desire.Verdict]
    var messages: [Message]
    var suppressions: [Suppression]

    init(_ scene: Rehearsal.Scene, _ workplace: Workplace) {
        event = scene.record
        alert = scene.alert
        excluded = scene.desire?.excluded
        rules = scene.desire?.verdicts ?? []
        messages = scene.letters.map {
            Message(
                address: $0.delivery.address.description, department: $0.delivery.department, rule: $0.delivery.rule, text: workplace.headline($0))
        }
        suppressions = scene.suppressions
    }
}
