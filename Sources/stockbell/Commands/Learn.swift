import ArgumentParser
import StockbellApp

/// `stockbell learn SOURCE`: all levels of a platform, read before the first event, without a word to anybody.
struct Learn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read all levels of a source's platform quietly, and say what they are under these rules (BigCommerce).")

    @Argument(help: "The source's name in config.json.") var source: String
    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config)
        let lesson = try await workplace.learn(try workplace.settings.wanted(source: source)) { items in
            if items.isMultiple(of: 1000) { Output.note("\(items) items …") }
        }
        if output.json { return try Output.json(lesson) }
        print("Known now: items \(lesson.items), places \(lesson.places); levels that are fine \(lesson.ok), low \(lesson.low), out \(lesson.out).")
        print("Nobody was told. Had each been told by itself, there would have been so many messages:")
        for (department, count) in lesson.messages.sorted(by: { $0.key < $1.key }) { print("  \(department): \(count)") }
        if lesson.messages.isEmpty { print("  none") }
    }
}
