import NIOCore

/// One connection of a mail server without TLS, for one client that keeps to the rules (RFC 5321).
final class SMTPSink: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let journal: Journal
    private var unread = ByteBuffer()
    /// The lines of the mail that is coming in; nil between mails.
    private var mail: [String]?

    init(journal: Journal) {
        self.journal = journal
    }

    func channelActive(context: ChannelHandlerContext) {
        reply("220 far.example.com ESMTP", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unread.writeImmutableBuffer(unwrapInboundIn(data))
        while let end = unread.readableBytesView.firstIndex(of: 10), let line = unread.readString(length: end + 1 - unread.readerIndex) {
            // CR and LF are one character.
            take(String(line.dropLast()), context)
        }
        unread.discardReadBytes()
    }

    /// A peer that is killed in the middle of a mail is what this is about.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func take(_ line: String, _ context: ChannelHandlerContext) {
        guard let mail else { return command(line, context) }
        guard line == "." else {
            self.mail?.append(line)
            return
        }
        self.mail = nil
        guard let message = Self.message(mail) else {
            journal.note(odd: mail.joined(separator: "\n"))
            return context.close(promise: nil)
        }
        switch journal.read(message) {
        case .take(let after) where after == .zero: reply("250 2.0.0 Ok", context)
        case .take(let after):
            context.eventLoop.assumeIsolated().scheduleTask(in: after) { self.reply("250 2.0.0 Ok", context) }
        case .refuse: reply("451 4.3.0 come again", context)
        case .drop: context.close(promise: nil)
        }
    }

    private func command(_ line: String, _ context: ChannelHandlerContext) {
        switch line.prefix(4).uppercased() {
        case "DATA":
            mail = []
            reply("354 end with a dot on a line by itself", context)
        case "QUIT":
            reply("221 2.0.0 Bye", context)
            context.close(promise: nil)
        default: reply("250 2.0.0 Ok", context)
        }
    }

    private func reply(_ text: String, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text + "\r\n")), promise: nil)
    }

    /// Reads `Message-ID: <delivery@domain>` and `Subject: sku quantity`.
    private static func message(_ lines: [String]) -> Journal.Message? {
        let header = lines.prefix { !$0.isEmpty }
        func field(_ name: String) -> Substring? {
            header.first { $0.hasPrefix(name + ": ") }?.dropFirst(name.count + 2)
        }
        guard let id = field("Message-ID")?.dropFirst().prefix(while: { $0 != "@" }), let words = field("Subject")?.split(separator: " "),
            words.count == 2, let number = Int(words[1])
        else { return nil }
        let isMarked = lines.dropFirst(header.count).contains { $0.lowercased().contains("possible duplicate") }
        return Journal.Message(way: .mail, id: String(id), sku: String(words[0]), number: abs(number), isMarked: isMarked)
    }
}
