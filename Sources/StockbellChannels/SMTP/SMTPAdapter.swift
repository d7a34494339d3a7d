import Curl
import FoundationEssentials
package import StockbellCore

/// Hands mail to a server: one message for one recipient at a time, so that each has its own answer.
///
/// Where a server does not answer, or takes nothing at the time, the next one is asked within the attempt, as long as none may have taken the
/// message.
package struct SMTPAdapter: ChannelAdapter {
    private let settings: SMTPSettings
    private let channel: ChannelSettings
    private let writer: MailWriter
    private let signers: [DKIMSigner]
    /// Why nothing can be sent; nil: it can.
    private let fault: ContentError?
    private let redaction: Redaction

    package init(_ settings: SMTPSettings, channel: ChannelSettings) {
        self.settings = settings
        self.channel = channel
        writer = MailWriter(settings, channel: channel)
        redaction = Redaction(settings.servers.flatMap(\.secrets))
        do throws(ContentError) {
            var signers: [DKIMSigner] = []
            for signature in settings.signatures { signers.append(try DKIMSigner(signature)) }
            self.signers = signers
            fault = nil
        } catch {
            signers = []
            fault = error
        }
    }

    package func next(_ parcel: Parcel, after exchanges: [Exchange]) throws -> Step {
        let servers = MailRoute.order(
            settings.servers, delivery: parcel.id.string, attempt: parcel.attempt, wasGreylisted: parcel.wasGreylisted)
        if let last = exchanges.last, servers.count >= exchanges.count {
            let server = servers[exchanges.count - 1]
            let judgement = judgement(server, of: parcel)
            let outcome = judgement.outcome(of: last.response)
            guard servers.count > exchanges.count, judgement.mayGoOn(outcome, last.response) else {
                return .done(servers.count > 1 ? conclusion(zip(servers, exchanges.map(\.response)), of: parcel) : outcome)
            }
        }
        if let fault { return .done(.misconfigured(fault.failure)) }
        guard servers.indices.contains(exchanges.count) else { return .done(.misconfigured(Failure(.other, "there is no mail server"))) }
        return try send(parcel, to: servers[exchanges.count], isOnly: servers.count == 1)
    }

    /// What comes of an attempt that asked several: the last one's word, but for a closed door where another one is only to be asked later.
    private func conclusion(_ answers: Zip2Sequence<[MailServer], [CurlResponse]>, of parcel: Parcel) -> Outcome {
        let outcomes = answers.map { server, response in
            let judgement = judgement(server, of: parcel)
            return (outcome: judgement.outcome(of: response).naming(server.host), isTurnedAway: judgement.isTurnedAway(response))
        }
        guard let last = outcomes.last else { return .unsent }
        return (last.isTurnedAway ? outcomes.last { !$0.isTurnedAway } : nil)?.outcome ?? last.outcome
    }

    private func judgement(_ server: MailServer, of parcel: Parcel) -> SMTPJudgement {
        SMTPJudgement(redaction: redaction.and(writer.secret(of: parcel)), login: server.login?.method)
    }

    private func send(_ parcel: Parcel, to server: MailServer, isOnly: Bool) throws(ContentError) -> Step {
        guard let url = server.url(helo: settings.helo ?? String(settings.from.domain)) else {
            return .done(.misconfigured(Failure(.other, "the mail server's name or \"helo\" is no host name")))
        }
        let recipient = try MailWriter.mailbox(parcel.recipient)
        let message = try signed(writer.mail(parcel, to: recipient).bytes(), at: parcel.createdAt)
        var request = CurlRequest(
            url: url, channel: channel,
            payload: .mail(from: writer.sender(of: parcel), recipient: recipient.address, message: message))
        // Another one waits; the connection that is made has the whole time.
        if !isOnly { request.connectTimeout = min(request.connectTimeout, .seconds(30)) }
        request.enter(server)
        return .send(request)
    }

    /// The bytes that are signed are those that are sent.
    private func signed(_ bytes: [UInt8], at moment: Date) throws(ContentError) -> [UInt8] {
        guard !signers.isEmpty else { return bytes }
        let mail = DKIMMail(bytes)
        var fields = ""
        for signer in signers { fields += try signer.field(for: mail, at: moment) }
        return Array(fields.utf8) + bytes
    }
}

extension Outcome {
    /// The same with the server's name in what people read: there are several.
    fileprivate func naming(_ host: String) -> Outcome {
        let named = { (failure: Failure) in Failure(failure.reason, "\(host): \(failure.detail)") }
        return switch self {
        case .delivered(let receipt): .delivered(Receipt(providerID: receipt.providerID, answer: "\(host): \(receipt.answer)"))
        case .retry(let failure, let after, let scope): .retry(named(failure), after: after, scope: scope)
        case .rejected(let failure, let suppress): .rejected(named(failure), suppress: suppress)
        case .misconfigured(let failure): .misconfigured(named(failure))
        case .unknown(let failure): .unknown(named(failure))
        case .unsent: .unsent
        }
    }
}
