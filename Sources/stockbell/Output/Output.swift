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

    /// Bytes as people say them, to a tenth: `12.3 MiB`.
    static func size(_ bytes: Int64) -> String {
        var (value, units) = (Double(bytes), ["bytes", "KiB", "MiB", "GiB", "TiB"][...])
        while value >= 1024, units.count > 1 {
            value /= 1024
            units.removeFirst()
        }
        let tenths = (value * 10).rounded() / 10
        return "\(tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)") \(units.first ?? "")"
    }

    /// A moment as a terminal shows it: in UTC, to the second.
    static func time(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}
