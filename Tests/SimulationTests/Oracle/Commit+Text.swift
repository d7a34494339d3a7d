import StockbellCore

extension Oracle.Commit {
    /// For the story.
    var text: String {
        let deliveries = changes.deliveries.values.sorted { $0.id < $1.id }.map { delivery in
            "\(delivery.letter.rawValue) \(delivery.id.string.suffix(6)) to \(delivery.address) \(delivery.state)"
        }
        return "commit of [\(inputs.map(Self.text).joined(separator: ", "))]: \(deliveries.joined(separator: ", "))"
    }

    private static func text(_ input: Input) -> String {
        switch input {
        case .arrival(let arrival, _): String(decoding: arrival.body, as: UTF8.self)
        case .reingest(let arrival, _): "\(String(decoding: arrival.body, as: UTF8.self)) again"
        case .outcome(let attempt, let outcome): "\(attempt.delivery.string.suffix(6)).\(attempt.number) \("\(outcome)".prefix(9))"
        case .claim(let channel, let slots): "claim \(slots) of \(channel)"
        case .rescue(let isStart, _): isStart ? "rescue at a start" : "rescue"
        case .retry(let selection): "retry of \(selection.channel ?? "all")"
        case .cancel(let selection): "cancel of \(selection.channel ?? "all")"
        case .pause(let pause): "pause of \(pause.scope)\(pause.until == nil ? "" : " for a while")"
        case .resume(let scope): "resume of \(scope?.description ?? "all")"
        case .silence(let silence): "silence of \(silence.where)"
        case .unsilence(let name): "end of silence \(name)"
        case .feedback(let channel, let feedback): "feedback on \(channel): \("\(feedback)".prefix(90))"
        case .suppress(let line): "suppress \(line.key)"
        case .allow(let key): "allow \(key)"
        case .reading(let reading): "reading of \(reading.asked.count)"
        case .care(let order): "\(order.act) of \(order.department)"
        case .due, .trouble, .troubleOver, .reloaded, .probe: "\(input)"
        }
    }
}
