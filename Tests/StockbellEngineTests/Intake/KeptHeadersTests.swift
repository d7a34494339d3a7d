import Foundation
import StockbellCore
import StockbellEngine
import StockbellStore
import Testing

/// Whoever reads a store must not be able to forge an event with what stands in it.
@Suite(.timeLimit(.minutes(1))) struct KeptHeadersTests {
    private static let secret = "PROOF-OF-ORIGIN"
    /// By which platforms prove who they are, those of later versions too.
    private static let proofs = [
        "webhook-signature", "digitalriver-signature", "x-api-key", "authorization", "x-shopify-hmac-sha256", "x-wc-webhook-signature",
        "x-square-hmacsha256-signature", "saleor-signature", "x-adobe-signature", "x-hub-signature-256", "cookie", "proxy-authorization",
    ]

    @Test func noneThatProvesOriginIsInTheBytesOfTheStore() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stockbell-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("stockbell.sqlite").path
        let (clock, settings) = (ManualClock(), Settings.fixture([.hook()], send: "hook"))
        let store = try SQLiteStore.open(path: path, mode: .serve) { clock.now }
        let house = House(settings, store: ScriptedStore(store), clock: clock)
        try await house.run { house in
            try house.carrier("hook").answer { _ in .fine }
            // This source expects its secret in a header that is kept of others.
            let reception = Reception(
                .init(adapters: ["tills": ReceptionTests.Adapter()], proofs: ["tills": ["user-agent"]]), clerk: house.clerk, log: .silent)
            for (number, name) in (Self.proofs + ["User-Agent"]).enumerated() {
                let headers = [
                    Arrival.Header(name: "webhook-id", value: "KEPT-\(number)"), Arrival.Header(name: name, value: Self.secret),
                    Arrival.Header(name: name.uppercased(), value: "Bearer \(Self.secret)"),
                ]
                #expect(await reception.take(.body("event \(number)", headers: headers), source: "tills", at: clock.now) == .kept)
            }
        }
        let bytes = try ["", "-wal"].map { try Data(contentsOf: URL(filePath: path + $0)) }.reduce(Data(), +)
        #expect(bytes.range(of: Data("KEPT-1".utf8)) != nil, "what is worth keeping is kept")
        #expect(bytes.range(of: Data(Self.secret.utf8)) == nil)
        try store.close()
    }
}
