import StockbellCore
import Testing

@Suite struct FailureTests {
    @Test func itsDetailIsOneShortLine() {
        let failure = Failure(.serverError, "500 first\r\nsecond\nthird" + String(repeating: "x", count: 500))
        #expect(failure.detail.hasPrefix("500 first second third"))
        #expect(failure.detail.count == 300)
        #expect(!failure.detail.contains { $0.isNewline })
    }

    @Test func saysItsReasonAlone() {
        #expect(Failure(.timeout, "").description == "timeout")
        #expect(Failure(.tls, "expired").description == "tls: expired")
    }

    /// Each is a metric label: no two alike, nothing to escape.
    @Test func everyReasonIsALabel() {
        let labels = Failure.Reason.allCases.map(\.rawValue)
        #expect(Set(labels).count == labels.count)
        #expect(labels.allSatisfy { $0.utf8.allSatisfy { byte in (97...122).contains(byte) || byte == 45 } })
    }
}
