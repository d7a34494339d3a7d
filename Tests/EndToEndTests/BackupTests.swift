import Foundation
import Testing

/// What a shop has when it needs its backup.
struct BackupTests {
    /// A second shop whose store is the copy.
    private func shop(with copy: String) throws -> Shop {
        try Shop { shop in
            """
            { "listen": "127.0.0.1:\(shop.publicPort)", "admin": { "listen": "127.0.0.1:\(shop.adminPort)" }, "store": "\(copy)", \(Snippet.shop) }
            """
        }
    }

    @Test func aCopyIsMadeWhileEventsComeIn() async throws {
        let server = try await Server.start(try Shop(Snippet.shop))
        let copy = server.shop.folder + "/copy.sqlite"
        for number in 0..<50 { #expect(try await server.sell(Sample.enad("CUP-\(number)", quantity: 20)) == 200) }
        let known = Set(try await server.shop.events().map(\.id))
        #expect(known.count == 50)

        let answers = try await withThrowingTaskGroup(of: [Int].self) { group in
            for poster in 0..<4 {
                group.addTask {
                    var answers: [Int] = []
                    for number in 0..<100 { answers.append(try await server.sell(Sample.enad("TV-\(poster)", quantity: 100 + number))) }
                    return answers
                }
            }
            for round in 0..<3 {
                let backup = try await Program.run("backup", "copy.sqlite", "--force", in: server.shop)
                #expect(backup.end == .exit(0), "\(round): \(backup.errors)")
                #expect(backup.output.hasPrefix("\(copy): "))
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(answers == Array(repeating: 200, count: 400), "nobody waits for a backup")
        #expect(try await server.stop() == .exit(0))

        let (before, after) = (try shop(with: copy), server.shop)
        let copied = Set(try await before.events().map(\.id))
        #expect(copied.isSuperset(of: known))
        #expect(copied.isSubset(of: Set(try await after.events().map(\.id))))
        // It is a store to go on with.
        let again = try await Server.start(before)
        #expect(try await again.sell(Sample.enad("CUP-1", quantity: 0)) == 200)
        #expect(try await before.events().count == copied.count + 1)
    }

    @Test func whatCannotBeDoneIsSaid() async throws {
        let shop = try Shop(Snippet.shop)
        let nothing = try await Program.run("backup", "copy.sqlite", in: shop)
        #expect(nothing.end == .exit(1))
        #expect(nothing.errors.contains("There is no store at \(shop.folder)/stockbell.sqlite yet"))

        let event = try shop.write(try Sample.enad("CUP-1", quantity: 20), to: "event.json")
        #expect(try await Program.run("post", "--source", "tills", event, in: shop).end == .exit(0))
        struct Written: Decodable {
            var file: String
            var bytes: Int
        }
        let written = try await Program.run("backup", "copy.sqlite", "--json", in: shop).json(Written.self)
        #expect(written.file == shop.folder + "/copy.sqlite")
        #expect(written.bytes == (try Data(contentsOf: URL(filePath: written.file)).count))
        for (file, words) in [
            ("copy.sqlite", "is there already; name another file, or replace it with --force"), ("stockbell.sqlite", "is the store itself"),
            ("nowhere/copy.sqlite", "nowhere/copy.sqlite"), (".", "is a folder"),
        ] {
            let refused = try await Program.run("backup", file, in: shop)
            #expect(refused.end == .exit(1))
            #expect(refused.errors.contains(words), "\(refused.errors)")
        }
    }

    @Test func anOlderProgramRefusesANewerStore() async throws {
        let shop = try Shop(Snippet.shop)
        let event = try shop.write(try Sample.enad("CUP-1", quantity: 20), to: "event.json")
        #expect(try await Program.run("post", "--source", "tills", event, in: shop).end == .exit(0))
        // The version stands at byte 60 of the file, big-endian (sqlite.org/fileformat2.html, section 1.3).
        let file = try FileHandle(forUpdating: URL(filePath: shop.folder + "/stockbell.sqlite"))
        try file.seek(toOffset: 60)
        try file.write(contentsOf: Data([0, 0, 3, 231]))
        try file.close()
        for command in ["events", "serve"] {
            let refused = try await Program.run(command, in: shop)
            #expect(refused.end == .exit(1))
            #expect(refused.errors.contains("was written by a newer stockbell (store version 999"), "\(refused.errors)")
        }
    }

    @Test func theScheduleIsSaidInWords() async throws {
        let shop = try Shop(Snippet.shop)
        let check = try await Program.run("check", "--verbose", in: shop)
        #expect(check.output.contains("  mail (smtp): tried again after 1 min, 2 min, 4 min … every 1 h, for 3 d; unsure: repeat"))
        #expect(check.output.contains("  events that led to no alert are kept for 7 d"))
        #expect(try await Program.run("check", in: shop).output.contains("tried again") == false)
    }
}
