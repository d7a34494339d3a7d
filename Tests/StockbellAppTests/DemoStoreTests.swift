import Foundation
import StockbellApp
import Testing

/// The demo begins its own store anew, and never a shop's.
@Suite struct DemoStoreTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "stockbell-\(UUID())")

    init() throws {
        try FileManager.default.createDirectory(at: folder.appending(path: "data"), withIntermediateDirectories: true)
    }

    private var path: String { folder.appending(path: "data/store.sqlite").path }

    @Test func refusesAStoreThatItDidNotMake() throws {
        try write("events of a shop")
        #expect(throws: SetupError.self) { try DemoStore(path: path).startAfresh() }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "events of a shop")
        try FileManager.default.removeItem(at: folder)
    }

    @Test func removesWhatAnEarlierDemoLeft() throws {
        try DemoStore(path: path).startAfresh()
        try write("events of a demo")
        try DemoStore(path: path).startAfresh()
        #expect(!FileManager.default.fileExists(atPath: path))
        try FileManager.default.removeItem(at: folder)
    }

    @Test func refusesItOnceRealEventsMayBeInIt() throws {
        try DemoStore(path: path).startAfresh()
        try write("events of a demo, and then of a shop")
        try DemoStore(path: path).becomeReal()
        #expect(throws: SetupError.self) { try DemoStore(path: path).startAfresh() }
        try FileManager.default.removeItem(at: folder)
    }

    private func write(_ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
