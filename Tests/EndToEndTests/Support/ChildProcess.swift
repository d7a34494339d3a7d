import Foundation
import Synchronization

/// A program that a test started; killed with all its offspring when nobody holds it any more, and at the latest when the run ends.
final class ChildProcess: Sendable {
    /// How a process ended.
    enum End: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    let id: pid_t
    private let playground: Playground
    private let outputFile: String
    private let errorFile: String
    private let end = Mutex<End?>(nil)

    /// - Parameters:
    ///   - arguments: The program's whole path, and what it is told.
    ///   - input: A file to read as standard input.
    init(_ arguments: [String], environment: [String: String] = [:], folder: String, input: String? = nil) throws {
        playground = try Playground.shared.get()
        let logs = try playground.makeFolder("output")
        outputFile = logs + "/out"
        errorFile = logs + "/err"
        id = try Spawn(
            arguments, environment: environment, folder: folder, input: input.map { .file($0) } ?? .nothing, output: outputFile, errors: errorFile
        ).start()
        playground.note(id, isRunning: true)
    }

    deinit {
        kill()
    }

    var output: String { Self.text(outputFile) }
    var errors: String { Self.text(errorFile) }

    private static func text(_ file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }

    /// Asks the process itself, and nobody else of its group, to do what the signal says.
    func signal(_ signal: Int32) {
        end.withLock { end in
            // Once it is waited for, its number may be another's.
            if end == nil { _ = Foundation.kill(id, signal) }
        }
    }

    /// How it ended; nil: it still runs.
    func look() -> End? {
        end.withLock { end in
            if end == nil { end = wait(WNOHANG) }
            return end
        }
    }

    /// Kills the whole group, as a power cut would, and returns when the process is gone.
    func kill() {
        end.withLock { end in
            guard end == nil else { return }
            _ = Foundation.kill(-id, SIGKILL)
            end = wait(0)
        }
    }

    /// Waits until it has ended by itself; what its offspring does after that is cut off.
    func ended(within time: Duration = .seconds(60)) async throws -> End {
        try await seen("process \(id) ends", within: time) { look() }
    }

    private func wait(_ options: Int32) -> End? {
        var status: Int32 = 0
        guard waitpid(id, &status, options) == id else { return nil }
        _ = Foundation.kill(-id, SIGKILL)
        playground.note(id, isRunning: false)
        let signal = status & 0x7f
        return signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
    }
}
