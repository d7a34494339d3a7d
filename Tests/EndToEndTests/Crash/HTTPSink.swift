import Foundation
import NIOCore
import NIOHTTP1

/// One connection of a web server that takes webhooks at `/hook` and text messages anywhere else, as Kannel does.
final class HTTPSink: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// As much of a webhook's body as is looked at.
    private struct Body: Decodable {
        struct Facts: Decodable {
            struct Item: Decodable {
                var sku: String
            }
            var item: Item
            var quantity: Int
        }
        var data: Facts
    }

    private let journal: Journal
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(journal: Journal) {
        self.journal = journal
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(let bytes):
            body.writeImmutableBuffer(bytes)
        case .end:
            guard let head else { return }
            guard let message = head.uri.hasPrefix("/hook") ? hook(head) : text(head) else {
                journal.note(odd: "\(head.method) \(head.uri) \(String(buffer: body))")
                return context.close(promise: nil)
            }
            switch journal.read(message) {
            case .take(let after): answer(message.way == .hook ? .ok : .accepted, after, context)
            case .refuse: answer(.serviceUnavailable, .zero, context)
            case .drop: context.close(promise: nil)
            }
        }
    }

    /// A peer that is killed in the middle of a request is what this is about.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func hook(_ head: HTTPRequestHead) -> Journal.Message? {
        guard let id = head.headers.first(name: "webhook-id"),
            let facts = try? JSONDecoder().decode(Body.self, from: Data(body.readableBytesView)).data
        else {
            return nil
        }
        // The id is the mark: a receiver that keeps it knows a repeat.
        return Journal.Message(way: .hook, id: id, sku: facts.item.sku, number: abs(facts.quantity), isMarked: true)
    }

    private func text(_ head: HTTPRequestHead) -> Journal.Message? {
        let query = URLComponents(string: head.uri)?.queryItems ?? []
        let words = query.first { $0.name == "text" }?.value?.split(separator: " ") ?? []
        guard let number = words.last.flatMap({ Int($0) }), let sku = words.dropLast().last else { return nil }
        return Journal.Message(way: .text, id: nil, sku: String(sku), number: abs(number), isMarked: words.count > 2)
    }

    private func answer(_ status: HTTPResponseStatus, _ after: TimeAmount, _ context: ChannelHandlerContext) {
        guard after > .zero else { return answer(status, context) }
        context.eventLoop.assumeIsolated().scheduleTask(in: after) { self.answer(status, context) }
    }

    private func answer(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        let text = status == .accepted ? "0: Accepted for delivery" : ""
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: ["content-length": "\(text.utf8.count)"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}
