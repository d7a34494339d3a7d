import Foundation

/// A mail server that takes a whole message, says something that is no whole reply, or nothing, and hangs up.
final class RudeMailServer: Sendable {
    let port: Int
    private let process: ChildProcess

    private static let program = """
        import socket, sys
        listener = socket.create_server(('127.0.0.1', int(sys.argv[1])))
        while True:
            connection = listener.accept()[0]
            stream = connection.makefile('rwb')
            def say(text):
                stream.write(text + b'\\r\\n')
                stream.flush()
            say(b'220 rude')
            while line := stream.readline():
                verb = line[:4].upper()
                if verb == b'DATA':
                    say(b'354 go on')
                    while stream.readline() not in (b'.\\r\\n', b''):
                        pass
                    stream.write(sys.argv[2].encode())
                    stream.flush()
                    break
                say(b'250 ok')
            stream.close()
            connection.close()
        """

    /// - Parameter words: what it says behind the message, with line ends or without.
    init(saying words: String = "") throws {
        port = try FreePort.next()
        process = try ChildProcess([Tool.path("python3"), "-c", Self.program, String(port), words], folder: "/tmp")
    }
}
