import ArgumentParser
import StockbellApp

/// `stockbell schema`: the JSON schema of config.json, for editors.
struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the JSON schema of config.json, its keys, or the fields of letters.")

    @Flag(help: "Print all keys of config.json as a Markdown table.") var keys = false
    @Flag(help: "Print all fields of letters as a Markdown table.") var fields = false

    func run() {
        print(keys ? Workplace.keyTable : fields ? Workplace.fieldTable : Workplace.schema, terminator: "")
    }
}
