import Foundation
import StockbellApp

/// What commands print: text for people, JSON for programs.
enum Output {
    static func json(_ value: some Encodable) throws {
        print(String(decoding: try ReportJSON.encode(value), as: UTF8.self))
    }

    /// Prints to standard error, for what is no result.
    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// A moment as a terminal shows it: in UTC, to the second.
    static func time(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}
