import Foundation

/// Holds a mail server's reply to the final dot as long as a test wants: Postfix asks it before it takes a message (SMTP access policy delegation).
final class PostfixGate: Sendable {
    let port: Int
    private let folder: String
    private let process: ChildProcess

    /// Writes a file for each question, and answers when there is no file `shut` (any more).
    private static let program = """
        import os, socket, sys, threading, time
        port, folder = int(sys.argv[1]), sys.argv[2]
        def serve(connection):
            stream = connection.makefile('rwb')
            while True:
                question = {}
                while line := stream.readline().strip():
                    key, _, value = line.decode().partition('=')
                    question[key] = value
                if not question:
                    return
                with open(f'{folder}/asked-{question["recipient"]}-{time.monotonic_ns()}', 'w'):
                    pass
                deadline = time.monotonic() + 60
                while os.path.exists(folder + '/shut') and time.monotonic() < deadline:
                    time.sleep(0.01)
                stream.write(b'action=dunno\\n\\n')
                stream.flush()
        listener = socket.create_server(('127.0.0.1', port))
        while True:
            threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
        """

    init(folder: String) throws {
        self.folder = folder
        port = try FreePort.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        process = try ChildProcess([Tool.path("python3"), "-c", Self.program, String(port), folder], folder: folder)
    }

    /// From now on messages wait, all received but not taken.
    func shut() {
        _ = FileManager.default.createFile(atPath: folder + "/shut", contents: nil)
    }

    func open() {
        try? FileManager.default.removeItem(atPath: folder + "/shut")
    }

    /// How many messages for a recipient have come as far as the gate.
    func questions(for recipient: String) -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.count { $0.hasPrefix("asked-\(recipient)@") }
    }
}
