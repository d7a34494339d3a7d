package import FoundationEssentials
package import StockbellCore

/// Reads what is posted to `/receipts/` of a mail channel: bounces by a mail service, and people's wish for no more mail (RFC 8058).
package struct MailReader: FeedbackReader {
    private let bounces: BounceReader
    private let token: Secret?
    private let unsubscribing: UnsubscribeLink?

    /// nil: nothing comes back to the channel.
    ///
    /// A channel that only has its bounces read from a mailbox takes no calls, but has the key that its addresses are made with.
    package init?(_ settings: SMTPSettings, channel: ChannelSettings) {
        guard let door = channel.feedback, settings.bounces != nil || settings.bounceToken != nil || settings.offersUnsubscribing else { return nil }
        bounces = BounceReader(settings, channel: channel)
        token = settings.bounceToken
        unsubscribing = settings.offersUnsubscribing ? UnsubscribeLink(door, channel: channel.name) : nil
    }

    package func read(_ call: FeedbackCall, now: Date) -> FeedbackReading {
        if call.query.hasPrefix("u=") || call.query.contains("&u=") { return unsubscribe(call) }
        guard call.method == "POST" else { return .refused(reason: "neither a bounce nor a link of a mail") }
        guard let token, ConstantTime.isEqual(call.header("x-token") ?? "", token.reveal()) else { return .refused(reason: "no or a wrong x-token") }
        let type = call.header("content-type")?.lowercased() ?? ""
        if type.hasPrefix("application/json") { return reports(call.body) }
        guard type.hasPrefix("message/rfc822") || type.hasPrefix("text/plain") || type.isEmpty else {
            return .nonsense(reason: "neither application/json nor message/rfc822")
        }
        // A mail that is about none of ours is no fault of the service.
        return .understood(bounces.read(call.body, isTrusted: true))
    }

    // MARK: - Unsubscribing

    /// Looking at the page does nothing: mail scanners follow every link.
    private func unsubscribe(_ call: FeedbackCall) -> FeedbackReading {
        guard let recipient = unsubscribing?.recipient(in: call.query) else { return .refused(reason: "the link is not ours") }
        let page = UnsubscribePage(recipient: recipient, isGerman: call.header("accept-language")?.lowercased().hasPrefix("de") ?? false)
        let answer = { FeedbackReading.Answer(contentType: "text/html; charset=utf-8", body: $0) }
        guard call.method == "POST" else { return .understood([], answer: answer(page.question)) }
        return .understood([.optOut(recipient: recipient, because: "unsubscribed by the link of a mail")], answer: answer(page.done))
    }

    // MARK: - Reports

    /// What a mail service says of one message, in the form that it is to be brought into.
    private struct Report: Decodable {
        var event: String
        var messageId: String?
        var recipient: String?
        var status: String?
        var detail: String?
    }

    private struct Reports: Decodable { var reports: [Report] }

    private static let mostReports = 1000

    private func reports(_ body: [UInt8]) -> FeedbackReading {
        let decoder = JSONDecoder()
        let reports =
            (try? decoder.decode(Reports.self, from: Data(body)).reports) ?? (try? decoder.decode([Report].self, from: Data(body)))
            ?? (try? decoder.decode(Report.self, from: Data(body))).map { [$0] }
        guard let reports else {
            return .nonsense(reason: "no report: { \"event\": \"bounce\", \"messageId\": \"…\", \"status\": \"5.1.1\", \"detail\": \"…\" }")
        }
        guard reports.count <= Self.mostReports else { return .nonsense(reason: "more than \(Self.mostReports) reports at once") }
        return .understood(reports.compactMap(feedback))
    }

    private func feedback(_ report: Report) -> Feedback? {
        let status = report.status.flatMap { EnhancedStatus.read($0) }
        let fate: DeliveryReport.Fate
        switch report.event.lowercased() {
        case "bounce", "failed": fate = status?.class == 4 && report.event.lowercased() == "bounce" ? .underWay : .failed
        case "deferral", "delayed": fate = .underWay
        case "delivered", "delivery": fate = .arrived
        case "complaint", "unsubscribe":
            return report.recipient.flatMap { Mailbox($0) }.map { .optOut(recipient: $0.address, because: report.event.lowercased()) }
        default: return nil
        }
        let detail = [report.status, report.detail].compactMap(\.self).joined(separator: " ")
        return report.messageId.flatMap {
            bounces.report(ofMessageID: $0, fate, status: status?.class == 5 ? status?.status : nil, detail: detail)
        }
    }
}
