import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import StockbellTesting

/// A platform's keep-alive connection: posts without pause, and comes again with what was not answered with 200.
struct Poster {
    /// How often in a hundred it posts something that was acknowledged before.
    private static let duplicates = 10
    /// From among so many of the last ones.
    private static let memory = 20

    private let port: Int
    private let posted: PostedChanges
    private let trap: Trap
    private var articles: [Article]
    private var chance: SeededGenerator
    private var acknowledged: [StockChange] = []
    /// What must be answered before anything else is posted: an item's changes come in order.
    private var unanswered: StockChange?

    /// - Parameter skus: Items that no other connection posts.
    init(port: Int, skus: [String], seed: UInt64, posted: PostedChanges, trap: Trap) {
        self.port = port
        self.posted = posted
        self.trap = trap
        articles = skus.map(Article.init)
        chance = SeededGenerator(seed)
    }

    /// Posts until the load is over and everything posted was answered with 200.
    mutating func run() async throws {
        while unanswered != nil || !posted.isOver {
            let connection = try await seen("the program takes connections") { try? await connect() }
            do {
                try await connection.executeThenClose { inbound, outbound in
                    var parts = inbound.makeAsyncIterator()
                    while unanswered != nil || !posted.isOver {
                        let change = try next()
                        try await send(change, outbound)
                        guard let status = try await answer(&parts) else { return }
                        note(status, to: change)
                    }
                }
            } catch {
                // The program was killed. What has no answer is posted again.
            }
        }
    }

    private func connect() async throws -> NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart> {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
            }
        }
    }

    /// What to post next: a new change, the one that has no answer yet, or an old one as if it were new.
    private mutating func next() throws -> StockChange {
        if let unanswered {
            posted.note { $0.again += 1 }
            return unanswered
        }
        if Int.random(in: 0..<100, using: &chance) < Self.duplicates, let known = acknowledged.randomElement(using: &chance) {
            posted.note { $0.duplicates += 1 }
            return known
        }
        // Half of the time one of the few that sell well: their messages queue up behind one another.
        let favourites = Bool.random(using: &chance) ? articles.indices.prefix(3) : articles.indices[...]
        let place = favourites.randomElement(using: &chance) ?? 0
        let change = try articles[place].next(number: posted.nextNumber(), now: Date(), using: &chance)
        unanswered = change
        return change
    }

    private func send(_ change: StockChange, _ outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>) async throws {
        let headers: HTTPHeaders = ["host": "127.0.0.1", "content-type": "application/json", "content-length": "\(change.body.utf8.count)"]
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/events/shop", headers: headers)
        try await outbound.write(contentsOf: [.head(head), .body(.byteBuffer(ByteBuffer(string: change.body))), .end(nil)])
    }

    /// - Returns: the status; nil: the connection was closed before an answer was complete.
    private func answer(_ parts: inout NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator) async throws -> UInt? {
        var status: UInt?
        while let part = try await parts.next() {
            switch part {
            case .head(let head): status = head.status.code
            case .body: break
            case .end: return status
            }
        }
        return nil
    }

    private mutating func note(_ status: UInt, to change: StockChange) {
        switch status {
        case 200:
            if unanswered?.number == change.number {
                unanswered = nil
                acknowledged = acknowledged.suffix(Self.memory - 1) + [change]
                posted.note { $0.acknowledged.append(change) }
            }
            trap.touch(.acknowledged)
        case 503: posted.note { $0.refused += 1 }
        default: posted.note { $0.odd.append("event \(change.number) was answered with \(status)") }
        }
    }
}
