import Curl
import FoundationEssentials
import Testing

@Suite("Retry-After")
struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT.
    private let now = Date(timeIntervalSince1970: 784_111_777)

    @Test(arguments: [
        ("1", 1), ("120", 120), ("64.57", 65), ("0.3", 1), ("3600", 3600), ("3601", 3600), ("99999999", 3600), ("9e99", nil),
        ("Sun, 06 Nov 1994 08:50:37 GMT", 60), ("Sunday, 06-Nov-94 08:50:37 GMT", 60), ("Sun Nov  6 08:50:37 1994", 60),
        ("Sun, 06 Nov 1994 18:50:37 GMT", 3600), ("Sun, 06 Nov 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1993 08:49:37 GMT", nil),
        ("0", nil), ("-5", nil), ("", nil), ("soon", nil), ("nan", nil), ("inf", nil), ("0x10", nil), ("1.2.3", nil), ("٣", nil),
    ])
    func isReadOrNotKnown(text: String, seconds: Int?) {
        let response = CurlResponse(headers: [Header(name: "retry-after", value: text)])
        #expect(response.retryAfter(now: now) == seconds.map { .seconds($0) })
    }

    @Test func absentIsNotKnown() {
        #expect(CurlResponse().retryAfter(now: now) == nil)
    }
}
