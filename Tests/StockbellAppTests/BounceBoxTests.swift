import Foundation
import Synchronization
import Testing

@testable import StockbellApp

@Suite struct BounceBoxTests {
    /// A folder of its own.
    private final class Folder: Sendable {
        let path = NSTemporaryDirectory() + "bounces-" + UUID().uuidString

        init(_ folders: String...) throws {
            for name in [""] + folders { try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true) }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)")) }

        func append(_ text: String, to name: String) throws {
            let handle = try FileHandle(forWritingTo: URL(filePath: "\(path)/\(name)"))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(text.utf8))
            try handle.close()
        }

        func names(_ name: String) throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)").sorted() }

        func box(_ name: String) -> BounceBox { BounceBox(path: "\(path)/\(name)", mark: "\(path)/mark") }
    }

    /// What a sweep hands over; a mail that holds "stop" is refused, one that holds "other" is not for us.
    private func swept(_ box: BounceBox) async throws -> (mails: [String], count: Int) {
        let mails = Mutex<[String]>([])
        let swept = try await box.sweep { bytes in
            let mail = String(decoding: bytes, as: UTF8.self)
            if mail.contains("stop") { return .refused }
            mails.withLock { $0.append(mail) }
            return mail.contains("other") ? .passed : .taken
        }
        #expect(swept.unreadable == [])
        return (mails.withLock { $0 }, swept.taken)
    }

    @Test func whatIsTakenFromAMaildirIsReadAndWhatIsNotComesAgain() async throws {
        let folder = try Folder("m/new", "m/cur", "m/tmp")
        try folder.write("one", to: "m/new/1.a")
        try folder.write("other", to: "m/new/2.b")
        try folder.write("stop", to: "m/new/3.c")
        try folder.write("four", to: "m/new/4.d")
        let first = try await swept(folder.box("m"))
        #expect(first.mails == ["one", "other"] && first.count == 1)
        #expect(try folder.names("m/cur") == ["1.a:2,S", "2.b:2,"])
        try folder.write("three", to: "m/new/3.c")
        let second = try await swept(folder.box("m"))
        #expect(second.mails == ["three", "four"] && second.count == 2)
        #expect(try folder.names("m/new") == [])
        #expect(try await swept(folder.box("m")).mails == [])
    }

    @Test func whatCannotBeReadIsNamedAndStays() async throws {
        let folder = try Folder("m/new", "m/cur", "m/new/1.folder")
        try folder.write("two", to: "m/new/2.b")
        for mails in [1, 0] {
            let swept = try await folder.box("m").sweep { _ in .taken }
            #expect(swept == .init(taken: mails, unreadable: [folder.path + "/m/new/1.folder"]))
        }
        #expect(try folder.names("m/new") == ["1.folder"])
    }

    @Test func aFileIsReadFromWhereItWasLeft() async throws {
        let folder = try Folder()
        let mail = { (text: String) in "From MAILER-DAEMON Sun Nov 22 12:00:00 2026\nSubject: x\n\n\(text)\n>From quoted\nFrom the middle\n\n" }
        let body = { (text: String) in "Subject: x\n\n\(text)\n>From quoted\nFrom the middle\n\n" }
        try folder.write(mail("one") + mail("two"), to: "box")
        #expect(try await swept(folder.box("box")).mails == [body("one"), body("two")])
        #expect(try await swept(folder.box("box")).mails == [])
        try folder.append(mail("three") + mail("stop") + mail("five"), to: "box")
        #expect(try await swept(folder.box("box")).mails == [body("three")])
        #expect(try await swept(folder.box("box")).mails == [], "what was refused comes again, and what is behind it waits")
        // Another program has emptied it, and more came.
        try folder.write(mail("six"), to: "new")
        try FileManager.default.removeItem(atPath: folder.path + "/box")
        try FileManager.default.moveItem(atPath: folder.path + "/new", toPath: folder.path + "/box")
        #expect(try await swept(folder.box("box")).mails == [body("six")])
        // It was written anew in place, and is longer by now.
        let handle = try FileHandle(forWritingTo: URL(filePath: folder.path + "/box"))
        try handle.write(contentsOf: Data((mail("seven and more words") + mail("eight")).utf8))
        try handle.close()
        #expect(try await swept(folder.box("box")).mails == [body("seven and more words"), body("eight")])
    }

    @Test func whoDeliversIsNotDisturbed() async throws {
        let folder = try Folder()
        try folder.write("From a\n\none\n\n", to: "box")
        try folder.write("", to: "box.lock")
        #expect(try await swept(folder.box("box")).mails == [])
        try FileManager.default.removeItem(atPath: folder.path + "/box.lock")
        #expect(try await swept(folder.box("box")).mails == ["\none\n\n"])
    }

    @Test func aMarkThatIsSpoiltReadsAnew() async throws {
        let folder = try Folder()
        try folder.write("From a\n\none\n\n", to: "box")
        for mark in ["", "{", "{\"file\":1,\"read\":-5,\"tail\":\"\"}", "{\"file\":1,\"read\":99999,\"tail\":\"\"}"] {
            try folder.write(mark, to: "mark")
            #expect(try await swept(folder.box("box")).mails == ["\none\n\n"])
        }
    }

    @Test(arguments: [
        ("", []), ("no mailbox\n", []), ("From a\n", ["From a\n"]), ("junk\n\nFrom a\n\nx\n\nFrom b", ["From a\n\nx\n\n", "From b"]),
        ("From a\r\n\r\nx\r\n\r\nFrom b\r\n", ["From a\r\n\r\nx\r\n\r\n", "From b\r\n"]), ("From a\nx\nFrom b\n", ["From a\nx\nFrom b\n"]),
    ])
    func aFileIsDividedWhereMailsBegin(_ text: String, _ mails: [String]) {
        let bytes = Array(text.utf8)
        #expect(BounceBox.mails(bytes, isWhole: true).map { String(decoding: bytes[$0], as: UTF8.self) } == mails)
        #expect(BounceBox.mails(bytes, isWhole: false).count == (mails.count > 1 ? mails.count - 1 : mails.count))
    }

    @Test func aBoxThatIsNoneIsTold() async throws {
        let folder = try Folder("empty")
        await #expect(throws: BounceBox.Fault.self) { try await swept(folder.box("empty")) }
        await #expect(throws: BounceBox.Fault.self) { try await swept(folder.box("nowhere")) }
    }
}
