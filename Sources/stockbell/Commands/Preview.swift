import ArgumentParser
import StockbellApp
import StockbellCore
import StockbellEngine

/// `stockbell preview`: what each address would read, or which template file is taken.
struct Preview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the messages that an event would make; sends nothing.")

    @Option(help: "The source it would come from.") var source: String
    @Option(help: "What it is, where the platform says so in a header, such as product.deleted; else the event that most are.") var type: String?
    @Argument(help: "A file with the body that the platform posts, or - for standard input.") var file: String
    @Option(help: "Only this department's.") var department: String?
    @Option(help: "Only on this channel.") var channel: String?
    @Flag(help: "Print the mail's HTML instead of the text.") var html = false
    @Flag(help: "As if the platform had told only the thinnest facts: no name, no number, no place.") var bare = false
    @Flag(help: "Print which template file is taken, and which were looked for before it.") var which = false
    @OptionGroup var config: ConfigOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let scenes = try workplace.rehearse(try Input.read(file), source: try workplace.settings.wanted(source: source).name, type: type)
        var letters = scenes.flatMap(\.letters)
        let department = try department.map(workplace.settings.wanted(department:))?.name
        let channel = try channel.map(workplace.settings.wanted(channel:))?.name
        if let department { letters = letters.filter { $0.delivery.department == department } }
        if let channel { letters = letters.filter { $0.channel.name == channel } }
        if letters.isEmpty {
            for scene in scenes { Output.note("\(scene.record.type ?? "?"): \(scene.record.state.rawValue): \(scene.record.reason)") }
            throw CommandFailure("No message would be made\(department == nil && channel == nil ? "" : " for that department and channel").")
        }
        for letter in letters {
            if which {
                print(workplace.whichTemplate(letter))
            } else {
                print(try workplace.preview(letter, isBare: bare, asHTML: html))
            }
            print("")
        }
    }
}
