import Foundation

/// A bar on standard error while something long goes on; silent where that is no terminal.
struct ProgressBar {
    private let total: Int
    private let isShown: Bool
    private var done = 0

    init(total: Int) {
        self.total = total
        isShown = isatty(FileHandle.standardError.fileDescriptor) == 1 && total > 1
    }

    mutating func advance() {
        done += 1
        guard isShown, done == total || done % max(1, total / 200) == 0 else { return }
        let width = 40
        let filled = width * done / total
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        FileHandle.standardError.write(Data("\r\(bar) \(done)/\(total)".utf8))
    }

    func finish() {
        if isShown { FileHandle.standardError.write(Data("\n".utf8)) }
    }
}
