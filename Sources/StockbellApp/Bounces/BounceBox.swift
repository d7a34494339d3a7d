import FoundationEssentials
import Glibc
import StockbellChannels

/// A mailbox on this machine that bounces come into: a Maildir, or a file of the form mbox.
///
/// A mail counts as read only once it was taken, so that none is lost; one that was taken when the program died is read again.
struct BounceBox {
    /// So many mails at a time; the rest waits for the next minute.
    static let mostMails = 500
    private static let mostBytes = 64 << 20

    let path: String
    /// Where it is kept how far an mbox was read.
    let mark: String

    enum Fault: Error, CustomStringConvertible {
        case cannotBeRead(String)
        case noMailbox(String)

        var description: String {
            switch self {
            case .cannotBeRead(let path): "\(path) cannot be read; is it there, and open to this user?"
            case .noMailbox(let path): "\(path) is a folder, but no Maildir: it has no folders \"new\" and \"cur\""
            }
        }
    }

    /// What came of a sweep.
    struct Swept: Equatable {
        /// How many mails were taken.
        var taken = 0
        /// Files that are there and cannot be read; they stay.
        var unreadable: [String] = []
    }

    /// Hands over what is new, in order; stops at what is not taken.
    ///
    /// - Parameter take: takes one mail, and says what became of it.
    /// - Throws: `Fault` where there is no mailbox; errors of Foundation where a mark cannot be set.
    func sweep(_ take: ([UInt8]) async -> Verdict) async throws -> Swept {
        var isFolder = stat()
        guard stat(path, &isFolder) == 0 else { throw Fault.cannotBeRead(path) }
        return isFolder.st_mode & S_IFMT == S_IFDIR ? try await sweepMaildir(take) : Swept(taken: try await sweepFile(take))
    }

    /// What became of a mail.
    enum Verdict {
        /// It said something of a message, and that is written.
        case taken
        /// It is for somebody else to read.
        case passed
        /// It has to come again.
        case refused
    }

    // MARK: - Maildir

    private func sweepMaildir(_ take: ([UInt8]) async -> Verdict) async throws -> Swept {
        let files = FileManager.default
        guard files.fileExists(atPath: path + "/new"), files.fileExists(atPath: path + "/cur") else { throw Fault.noMailbox(path) }
        guard let names = try? files.contentsOfDirectory(atPath: path + "/new") else { throw Fault.cannotBeRead(path + "/new") }
        var swept = Swept()
        for name in names.sorted().prefix(Self.mostMails) where !name.hasPrefix(".") {
            guard let file = MailFile("\(path)/new/\(name)") else {
                // Else somebody has taken it meanwhile.
                if files.fileExists(atPath: "\(path)/new/\(name)") { swept.unreadable.append("\(path)/new/\(name)") }
                continue
            }
            let verdict = await take(file.read(from: 0, atMost: BounceReader.longest))
            if verdict == .refused { break }
            // "S" is for seen; what was not for us stays unread for people.
            let flags = verdict == .taken ? ":2,S" : ":2,"
            guard rename("\(path)/new/\(name)", "\(path)/cur/\(name.prefix { $0 != ":" })\(flags)") == 0 else {
                throw Fault.cannotBeRead(path + "/cur")
            }
            if verdict == .taken { swept.taken += 1 }
        }
        return swept
    }

    // MARK: - mbox

    private func sweepFile(_ take: ([UInt8]) async -> Verdict) async throws -> Int {
        guard let file = MailFile(path) else { throw Fault.cannotBeRead(path) }
        // Whoever delivers into it locks it in one of two ways.
        guard !FileManager.default.fileExists(atPath: path + ".lock"), file.lock() else { return 0 }
        var mark = MailboxMark.load(self.mark)
        if !Self.holds(mark, file) { mark = MailboxMark(file: file.number, read: 0, tail: Data()) }
        let bytes = file.read(from: mark.read, atMost: Self.mostBytes)
        let isWhole = mark.read + bytes.count == file.size
        var count = 0
        for range in Self.mails(bytes, isWhole: isWhole).prefix(Self.mostMails) {
            let verdict = await take(Array(bytes[range].drop { $0 != 0x0A }.dropFirst()))
            if verdict == .refused { return count }
            if verdict == .taken { count += 1 }
            let read = mark.read + range.upperBound
            try MailboxMark(file: file.number, read: read, tail: Self.tail(of: file, upTo: read)).save(self.mark)
        }
        return count
    }

    /// Whether what was read still stands where it stood.
    private static func holds(_ mark: MailboxMark, _ file: borrowing MailFile) -> Bool {
        mark.file == file.number && (0...file.size).contains(mark.read) && tail(of: file, upTo: mark.read) == mark.tail
    }

    private static func tail(of file: borrowing MailFile, upTo end: Int) -> Data {
        let start = max(0, end - MailboxMark.tailLength)
        return Data(file.read(from: start, atMost: end - start))
    }

    /// Where mails begin and end: each begins with a line `From …` behind an empty line.
    ///
    /// - Parameter isWhole: whether the last one is all there.
    static func mails(_ bytes: [UInt8], isWhole: Bool) -> [Range<Int>] {
        let from = Array("From ".utf8)
        var starts: [Int] = []
        var line = 0
        var isAfterEmpty = true
        while line < bytes.count {
            let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
            if isAfterEmpty, bytes[line..<end].starts(with: from) { starts.append(line) }
            isAfterEmpty = bytes[line..<end].allSatisfy { $0 == 0x0D }
            line = end + 1
        }
        var ranges = zip(starts, starts.dropFirst()).map { $0..<$1 }
        if let last = starts.last, isWhole || ranges.isEmpty { ranges.append(last..<bytes.count) }
        return ranges
    }
}
