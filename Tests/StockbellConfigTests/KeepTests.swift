import StockbellConfig
import StockbellCore
import Testing

@Suite struct KeepTests {
    private func keep(_ members: String) throws -> Keep { try settings(shop(rest: "\"keep\": { \(members) },")).keep }

    private func errors(_ members: String) -> [String] {
        read(shop(rest: "\"keep\": { \(members) },")).errors.map { "\($0.path): \($0.message)" }
    }

    /// What the declarations call a default is what the core takes when nothing is said.
    @Test func theDefaultsAreTheCores() throws {
        #expect(try settings(shop()).keep == Keep())
        #expect(try keep("") == Keep())
    }

    @Test func eachKeyIsTaken() throws {
        let kept = try keep(#""quiet": "12h", "told": "365d", "raw": "90m", "size": "500MB""#)
        #expect(kept == Keep(quiet: .seconds(12 * 3600), told: .seconds(365 * 86400), raw: .seconds(90 * 60), size: 500_000_000))
        #expect(try keep(#""told": "10d", "raw": "10d""#).quiet == Keep().quiet)
    }

    @Test(
        arguments: [
            ("65536KiB", 64 << 20), ("64MiB", 64 << 20), ("3GiB", 3 << 30), ("2TiB", 2 << 40), ("999999kB", 999_999_000), ("70MB", 70_000_000),
            ("1GB", 1_000_000_000),
        ] as [(String, Int64)])
    func sizesHaveUnits(text: String, bytes: Int64) throws {
        #expect(try keep("\"size\": \"\(text)\"").size == bytes)
    }

    @Test(arguments: [
        (#""quiet": "5m""#, #"keep.quiet: "5m" is not from "1h" to "3650d""#), (#""told": "23h""#, #"keep.told: "23h" is not from "1d" to "3650d""#),
        (#""quiet": "one week""#, #"keep.quiet: "one week" is no time; write "12h", "7d" or "90d""#),
        (#""quiet": "2w""#, #"keep.quiet: "2w" is no time; write "12h", "7d" or "90d""#),
        (#""raw": 30"#, #"keep.raw: must be a time such as "12h", "7d" or "90d", found a number; put it in quotes"#),
        (#""raw": "120d""#, #"keep.raw: 120 d is longer than "told", which is 90 d; make "raw" shorter or "told" longer"#),
        (#""told": "30d", "quiet": "31d""#, #"keep.quiet: 31 d is longer than "told", which is 30 d; make "quiet" shorter or "told" longer"#),
        (#""size": "63MiB""#, #"keep.size: "63MiB" is not from "64MiB" to "64TiB""#),
        (
            #""size": "10G""#,
            #"keep.size: "10G" is no size; write "500MiB" or "10GiB", a whole number and one of KiB, MiB, GiB, TiB, kB, MB, GB"#
        ),
        (
            #""size": "1.5GiB""#,
            #"keep.size: "1.5GiB" is no size; write "500MiB" or "10GiB", a whole number and one of KiB, MiB, GiB, TiB, kB, MB, GB"#
        ),
        (#""size": 1000"#, #"keep.size: must be a size such as "500MiB" or "10GiB", found a number; put it in quotes"#),
        (#""sizes": "1GiB""#, #"keep.sizes: unknown key; did you mean "size"?"#),
    ])
    func oneMistakeIsOneMessage(members: String, message: String) {
        #expect(errors(members) == [message])
    }
}
