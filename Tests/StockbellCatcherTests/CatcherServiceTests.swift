import FoundationEssentials
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import StockbellCatcher
import Testing

@Suite(.timeLimit(.minutes(1))) struct CatcherServiceTests {
    /// Binds a catcher, runs the work against it, closes it.
    private func withCatcher(_ work: (Catcher, CatcherService) async throws -> Void) async throws {
        let catcher = Catcher(clock: { noon })
        let service = try await CatcherService.bind(catcher: catcher, logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        do {
            try await work(catcher, service)
        } catch {
            try await service.close()
            throw error
        }
        try await service.close()
    }

    /// Sends pieces one after the other, each in a write of its own, and returns everything that comes until the server closes.
    private func talk(_ port: Int, _ pieces: [String]) async throws -> String {
        return try await connect(port).executeThenClose { inbound, outbound in
            for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
            var answer = ""
            for try await bytes in inbound { answer += String(buffer: bytes) }
            return answer
        }
    }

    private func connect(_ port: Int) async throws -> NIOAsyncChannel<ByteBuffer, ByteBuffer> {
        try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: CatcherService.host, port: port) { channel in
            channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel(wrappingChannelSynchronously: channel) }
        }
    }

    private func codes(_ answer: String) -> [Substring] {
        answer.split(separator: "\r\n").filter { $0.dropFirst(3).first != "-" }.map { $0.prefix(3) }
    }

    @Test func twoMailsInOneConnectionOneWriteALine() async throws {
        try await withCatcher { catcher, service in
            let first = ["MAIL FROM:<s@x>", "RCPT TO:<a@x>", "RCPT TO:<b@x>", "DATA", "Subject: one", "", "..dot", "."].map { $0 + "\r\n" }
            let second = ["MAIL FROM:<s@x>\r\n", "RCPT TO:<c@x>\r\n", "DATA\r\n"] + [fullMail.replacing("\n", with: "\r\n"), ".\r\n"]
            let answer = try await talk(service.smtpPort, ["EHLO me\r\n", "AUTH PLAIN AHUAcA==\r\n"] + first + second + ["QUIT\r\n"])
            #expect(codes(answer) == ["220", "250", "235", "250", "250", "250", "354", "250", "250", "250", "354", "250", "221"])
            #expect(answer.contains("250-AUTH PLAIN LOGIN\r\n"))
            #expect(answer.contains("queued as 1\r\n"))
            let messages = catcher.messages
            #expect(messages.map(\.to) == ["a@x, b@x", "c@x"])
            #expect(messages.map(\.channel) == ["mail", "purchasing-mail"])
            #expect(messages.first?.text == ".dot\n")
            #expect(messages.first?.raw == "Subject: one\r\n\r\n.dot\r\n")
            #expect(messages.last?.subject == "Out of stock: Café Crème – 10 €")
            #expect(messages.last?.links == [CaughtLink(text: "I'm on it", url: "https://shop.example/p?a=1&b=2")].compactMap(\.self))
            #expect(messages.last?.receivedAt == noon)
            #expect(!String(decoding: catcher.messagesJSON(), as: UTF8.self).contains("AHUAcA=="))
        }
    }

    @Test func everythingInOneWrite() async throws {
        try await withCatcher { catcher, service in
            let mail = "MAIL FROM:<s@x>\r\nRCPT TO:<a@x>\r\nDATA\r\nSubject: s\r\n\r\nx\r\n.\r\n"
            let answer = try await talk(service.smtpPort, ["EHLO me\r\n" + mail + mail + "NOOP\r\nQUIT\r\nNOOP\r\n"])
            #expect(codes(answer) == ["220", "250", "250", "250", "354", "250", "250", "250", "354", "250", "250", "221"])
            #expect(catcher.messages.count == 2)
        }
    }

    @Test func aByteAtATime() async throws {
        try await withCatcher { catcher, service in
            let session = "HELO me\r\nMAIL FROM:<s@x>\r\nRCPT TO:<a@x>\r\nDATA\r\n\r\n.\r\n..\r\nx\r\n.\r\nQUIT\r\n"
            _ = try await talk(service.smtpPort, session.unicodeScalars.map { String($0) })
            #expect(catcher.messages.count == 1)
        }
    }

    @Test func aLineWithoutEndIsRefused() async throws {
        try await withCatcher { _, service in
            let answer = try await talk(service.smtpPort, [String(repeating: "x", count: 16_001)])
            #expect(codes(answer) == ["220", "500"])
        }
    }

    @Test func takesChatWebhookAndSMSOverOneConnection() async throws {
        try await withCatcher { catcher, service in
            func post(_ path: String, _ body: String) -> String {
                "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
            }
            let answer = try await talk(
                service.httpPort,
                [
                    post("/chat/buyers", #"{"text":"hi"}"#), post("/chat/buyers", "nonsense"), post("/webhook/erp", #"{"type":"stock.out"}"#),
                    "GET /sms/texts/cgi-bin/sendsms?to=%2B49&text=a&password=geheim HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                ])
            #expect(answer.matches(of: /HTTP\/1\.1 (\d+)/).map { String($0.output.1) } == ["200", "400", "200", "202"])
            #expect(answer.hasSuffix("\r\n\r\n0: Accepted for delivery"))
            #expect(catcher.messages.map(\.kind) == [.chat, .webhook, .sms])
            #expect(!String(decoding: catcher.messagesJSON(), as: UTF8.self).contains("geheim"))
        }
    }

    @Test func aBodyWithoutEndIsRefused() async throws {
        try await withCatcher { catcher, service in
            let body = String(repeating: "a", count: (1 << 20) + 1)
            let head = "POST /chat/a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
            let answer = try await talk(service.httpPort, [head, body])
            #expect(answer.hasPrefix("HTTP/1.1 413"))
            #expect(catcher.messages.isEmpty)
        }
    }

    @Test func aTakenPortIsAnError() async throws {
        try await withCatcher { catcher, service in
            await #expect(throws: (any Error).self) {
                _ = try await CatcherService.bind(catcher: catcher, smtpPort: service.smtpPort, logger: Logger(label: "test"))
            }
        }
    }

    /// A service that ends at once, and so ends its group.
    private struct Passing: Service {
        func run() async throws {}
    }

    @Test func aGracefulShutdownClosesOpenConnections() async throws {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let service = try await CatcherService.bind(catcher: Catcher(), logger: logger)
        let services = [
            ServiceGroupConfiguration.ServiceConfiguration(service: service),
            ServiceGroupConfiguration.ServiceConfiguration(service: Passing(), successTerminationBehavior: .gracefullyShutdownGroup),
        ]
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: services, logger: logger))
        let connection = try await connect(service.smtpPort)
        try await connection.executeThenClose { inbound, _ in
            var answers = inbound.makeAsyncIterator()
            #expect(try await answers.next().map { String(buffer: $0) }?.hasPrefix("220 ") == true)
            try await group.run()
            #expect(try await answers.next() == nil)
        }
    }

    @Test func cancellationClosesToo() async throws {
        let service = try await CatcherService.bind(catcher: Catcher(), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await service.run() }
            tasks.cancelAll()
            try await tasks.waitForAll()
        }
        await #expect(throws: (any Error).self) { _ = try await connect(service.smtpPort) }
    }
}
