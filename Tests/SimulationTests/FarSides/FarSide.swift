import FoundationEssentials
import StockbellCore

/// A server beyond a channel, well or not.
final class FarSide {
    enum Mood: CaseIterable {
        case well, slow, flaky, down, limiting, wrong, rejecting, dropping, hanging
    }

    /// What becomes of an attempt.
    struct Fate {
        /// When it takes responsibility; nil: it does not.
        var acceptedAfter: TimeInterval?
        var answeredAfter: TimeInterval
        var outcome: Outcome
    }

    private let world: World
    private let channel: ChannelSettings
    var mood = Mood.well

    init(_ world: World, _ channel: ChannelSettings) {
        self.world = world
        self.channel = channel
    }

    func fate() -> Fate {
        switch mood {
        case .well: return delivered(within: 0.3)
        case .slow: return delivered(within: min(18, channel.timeout.inSeconds))
        case .flaky: return world.happens(0.5) ? delivered(within: 0.3) : failed(.serverError, after: nil, .message)
        case .down: return failed(.connection, after: nil, .channel)
        case .limiting:
            let isExact = world.happens(0.7)
            return failed(.rateLimited, after: isExact ? .seconds(world.number(0...120)) : nil, world.one(of: [.channel, .address, .message]))
        case .wrong: return Fate(answeredAfter: 0.1, outcome: .misconfigured(Failure(.authentication, "wrong token")))
        case .rejecting:
            return world.happens(0.5)
                ? delivered(within: 0.3) : Fate(answeredAfter: 0.2, outcome: .rejected(Failure(.refusedContent, "no"), suppress: false))
        case .dropping: return world.happens(0.3) ? delivered(within: 0.3) : unsure(within: 1)
        case .hanging:
            let tries: Double = channel.class == .mail ? 2 : 1
            return world.happens(0.3) ? delivered(within: 0.3) : unsure(within: channel.timeout.inSeconds * tries)
        }
    }

    private func delivered(within longest: TimeInterval) -> Fate {
        let acceptedAfter = world.seconds(0.002...longest)
        return Fate(
            acceptedAfter: acceptedAfter, answeredAfter: acceptedAfter + world.seconds(0...0.1), outcome: .delivered(Receipt(answer: "ok")))
    }

    private func failed(_ reason: Failure.Reason, after: Duration?, _ scope: Outcome.Scope) -> Fate {
        Fate(answeredAfter: world.seconds(0.001...0.5), outcome: .retry(Failure(reason, "not now"), after: after, scope: scope))
    }

    /// It heard everything and says nothing; whether it took responsibility it alone knows.
    private func unsure(within longest: TimeInterval) -> Fate {
        let answeredAfter = world.seconds((longest / 2)...longest)
        return Fate(
            acceptedAfter: world.happens(0.5) ? world.seconds(0...answeredAfter) : nil, answeredAfter: answeredAfter,
            outcome: .unknown(Failure(.noAnswer, "no answer")))
    }
}
