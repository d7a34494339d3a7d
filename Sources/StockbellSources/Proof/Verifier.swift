import StockbellCore

/// Checks all that a source's settings ask for: the headers that must be there and, where there are secrets, the platform's signature.
struct Verifier {
    let settings: SourceSettings

    /// - Parameter signature: judges the platform's signature; nil where the platform signs nothing. Asked only where there are secrets.
    func verify(_ request: SourceRequest, signature: (() -> Verification)?) -> Verification {
        if settings.secrets.isEmpty && settings.expectedHeaders.isEmpty {
            return settings.isUnsigned ? .genuine : .refused(reason: "the source has neither a secret nor an expected header to check by")
        }
        let headers = expectedHeaders(request)
        guard !settings.secrets.isEmpty else { return headers }
        guard let signature else { return .refused(reason: "\(settings.platform.name) signs nothing, so a secret proves nothing") }
        let signed = signature()
        return headers == .genuine ? signed : headers
    }

    /// Every expected header is compared, whatever the ones before it gave.
    private func expectedHeaders(_ request: SourceRequest) -> Verification {
        var verification = Verification.genuine
        for expected in settings.expectedHeaders {
            let told = request.headers.filter { $0.isNamed(expected.name) }.map(\.value)
            let value = expected.value.reveal()
            let isEqual = told.reduce(false) { found, candidate in ConstantTime.isEqual(candidate, value) || found }
            if isEqual && !value.isEmpty { continue }
            verification = .refused(reason: told.isEmpty ? "header \(expected.name) is missing" : "header \(expected.name) has another value")
        }
        return verification
    }
}
