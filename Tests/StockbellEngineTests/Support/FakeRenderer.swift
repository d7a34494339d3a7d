import FoundationEssentials
import StockbellCore

/// Writes the letter's kind as the subject; the shop's templates of some kinds may be broken, the built-in ones of others.
struct FakeRenderer: Renderer {
    var brokenTemplates: Set<LetterKind> = []
    var brokenLetters: Set<LetterKind> = []
    let orders = Record<LetterOrder>()

    func render(_ order: LetterOrder) throws -> Message {
        orders.add(order)
        if brokenLetters.contains(order.kind) || (brokenTemplates.contains(order.kind) && !order.isBuiltInOnly) {
            throw LetterError(file: "\(order.kind.rawValue).md", line: 3, message: "no such field")
        }
        return Message(
            subject: order.kind.rawValue, preview: order.isBuiltInOnly ? "built-in" : nil, plain: "as of \(order.now.timeIntervalSince1970)")
    }
}
