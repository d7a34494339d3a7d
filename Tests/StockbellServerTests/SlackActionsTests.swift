import FoundationEssentials
import StockbellServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct SlackActionsTests {
    private func serve<Result: Sendable>(_ body: (Running) async throws -> Result) async throws -> Result {
        try await serving(
            { listening in
                PublicServer(
                    endpoint: loopback, intake: FakeIntake(), now: { Date(timeIntervalSince1970: 0) }, logger: silent, onListening: listening)
            }, body)
    }

    @Test(arguments: ["payload=%7B%22type%22%3A%22block_actions%22%7D", "", "payload=nonsense"])
    func everyReportIsAnsweredWithoutAWord(body: String) async throws {
        let answer = try await serve { try await $0.client.send("POST", "/slack/actions", body: body) }
        #expect(answer?.status == 200)
        #expect(answer?.body.isEmpty == true)
    }

    @Test func onlyThereAndOnlyByPost() async throws {
        #expect(try await serve { try await $0.client.send("GET", "/slack/actions", body: "") }?.status == 405)
        #expect(try await serve { try await $0.client.send("POST", "/slack", body: "") }?.status == 404)
        #expect(try await serve { try await $0.client.send("POST", "/slack/actions/x", body: "") }?.status == 404)
    }

    @Test func aHugeReportIsRefused() async throws {
        let large = Array("POST /slack/actions HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n".utf8)
        #expect(try await serve { try await $0.client.exchange(large) }.first?.status == 413)
        let chunk = [UInt8](repeating: 0x78, count: 300_000)
        let chunked =
            Array("POST /slack/actions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(String(chunk.count, radix: 16))\r\n".utf8) + chunk
            + Array("\r\n0\r\n\r\n".utf8)
        #expect(try await serve { try await $0.client.exchange(chunked) }.first?.status == 413)
    }
}
