import Curl
import FoundationEssentials
import StockbellChannels
import StockbellCore
import Testing

/// What every HTTP channel makes of an answer; seen through the webhook, which adds nothing of its own.
@Suite struct HTTPJudgementTests {
    private func outcome(_ response: CurlResponse) throws -> Outcome { try AdapterContract.outcome(.webhook, response) }

    @Test(arguments: [
        (200, "delivered"), (202, "delivered"), (204, "delivered"), (299, "delivered"),
        (301, "misconfigured other"), (307, "misconfigured other"),
        (400, "rejected refused-content"), (401, "misconfigured authentication"), (402, "misconfigured policy"),
        (403, "misconfigured authentication"), (404, "misconfigured unknown-recipient"), (405, "misconfigured policy"),
        (407, "misconfigured authentication"), (408, "retry timeout message"), (409, "rejected refused-content"),
        (410, "misconfigured gone"), (413, "rejected too-large"), (415, "rejected refused-content"),
        (422, "rejected refused-content"), (423, "retry server-error message"), (425, "retry timeout message"),
        (429, "retry rate-limited channel"), (500, "retry server-error message"), (502, "retry server-error channel"),
        (503, "retry server-error channel"), (504, "retry server-error channel"), (599, "retry server-error channel"),
    ])
    func judgesByStatus(_ status: Int, _ label: String) throws {
        #expect(try outcome(Samples.response(status)).label == label)
    }

    @Test(
        arguments: [
            ("7", 7), ("64.57", 65), ("0.2", 1), ("Fri, 21 Nov 2025 18:02:00 GMT", 120), ("999999999", 3600), ("0", nil), ("-5", nil),
            ("soon", nil), ("Fri, 21 Nov 2025 17:00:00 GMT", nil), ("", nil),
        ] as [(String, Int?)])
    func honoursRetryAfter(_ header: String, _ seconds: Int?) throws {
        for status in [429, 503] {
            #expect(try outcome(Samples.response(status, retryAfter: header)).after == seconds.map { .seconds($0) })
        }
    }

    @Test(arguments: [28, 52, 55, 56, 16, 92, 18, 42] as [Int32])
    func doesNotKnowWhatBecameOfARequestThatLeftWhole(_ code: Int32) throws {
        #expect(try outcome(CurlResponse(code: code, isRequestSent: true, error: "gone")).label == "unknown no-answer")
        #expect(try outcome(CurlResponse(code: code, isRequestSent: false, error: "gone")).label.hasPrefix("retry"))
    }

    @Test func aStatusIsAnAnswerEvenIfTheTextBehindItBreaksOff() throws {
        #expect(try outcome(CurlResponse(code: 56, status: 200, isRequestSent: true, error: "reset")).label == "delivered")
        #expect(try outcome(CurlResponse(code: 28, status: 500, isRequestSent: true, error: "slow")).label == "retry server-error message")
        #expect(try outcome(CurlResponse(code: 28, status: 100, isRequestSent: true, error: "slow")).label == "unknown no-answer")
    }

    @Test func saysWhatTheFarSideSaidInOneLineAndNoHTML() throws {
        #expect(try outcome(Samples.response(400, "no\r\n\u{1B}[31m such \u{202E} field\n")).text == "HTTP 400: no [31m such field")
        #expect(try outcome(Samples.response(502, "\n<html><body>nginx</body></html>")).text == "HTTP 502")
    }
}
