import ArgumentParser
import StockbellApp
import StockbellCore

/// `stockbell receipts`: where gateways are to send what people answer.
struct Receipts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the URLs to which gateways send what people answer, such as STOP.",
        discussion: """
            Where to tell what becomes of a message, a gateway hears with each message; only where answers go is entered there by hand. Keep the URLs \
            to yourself: whoever has one can have addresses get no messages any more.
            """)

    private struct Row: Encodable {
        var channel: String
        var type: String
        var url: String
    }

    @OptionGroup var config: ConfigOption
    @OptionGroup var output: JSONOption

    func run() async throws {
        let workplace = try Workplace.open(config.config, looksOnly: true)
        let rows = try workplace.inboundURLs().map { Row(channel: $0.channel.name, type: $0.channel.type, url: $0.url) }
        if output.json { return try Output.json(rows) }
        guard !rows.isEmpty else {
            let why = workplace.settings.publicURL == nil ? "config.json has no `publicURL`" : "no channel's type is called back"
            return print("No gateway can reach Stockbell: \(why).")
        }
        var table = Table("CHANNEL", "TYPE", "ANSWERS GO TO")
        for row in rows { table.add(row.channel, row.type, row.url) }
        print(table.text)
    }
}
