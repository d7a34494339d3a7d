import Curl
import Testing

@Suite("What may be sent")
struct RequestValidationTests {
    private static var mail: CurlRequest {
        CurlRequest(
            url: "smtp://mail.example.com/shop", payload: .mail(from: "a@b", recipient: "c@d", message: Array("x\r\n\r\n.\r\n".utf8)))
    }

    @Test func ordinaryRequestsAreValid() throws {
        try Self.mail.validate()
        try CurlRequest(url: "https://example.com/ü?x=%0D", method: "M-SEARCH", headers: [Header(name: "X-a_1", value: "ä\tb")]).validate()
    }

    @Test(arguments: ["", "http://a b/", "http://a\r\nHost: b", "http://a/\0", "http://a/\u{7F}", "http://a/\n"])
    func url(text: String) {
        #expect(throws: CurlRequestError.url) { try CurlRequest(url: text).validate() }
    }

    @Test(arguments: ["https://a/", "SMTPS://a/"])
    func tlsCannotBeOffAndOn(url: String) {
        #expect(throws: CurlRequestError.tlsIsOff) { try CurlRequest(url: url, tls: .off).validate() }
    }

    @Test(arguments: ["", "GET /evil", "G\r\nT", "Ü"])
    func method(text: String) {
        #expect(throws: CurlRequestError.method) { try CurlRequest(url: "http://a/", method: text).validate() }
    }

    @Test(arguments: [
        Header(name: "", value: "x"), Header(name: "X:", value: "x"), Header(name: "X\r\nY", value: "x"), Header(name: "X Y", value: "x"),
        Header(name: "X", value: "a\r\nHost: evil"), Header(name: "X", value: "a\nb"), Header(name: "X", value: "a\rb"),
        Header(name: "X", value: "a\0b"),
        Header(name: "X", value: "\u{1B}[2J"),
    ])
    func header(header: Header) {
        #expect(throws: CurlRequestError.header(1)) {
            try CurlRequest(url: "http://a/", headers: [Header(name: "Good", value: "1"), header]).validate()
        }
    }

    @Test(arguments: ["a@b\r\nRSET", "a@b>\r\nRCPT TO:<c", "a@b\0", "<a@b>", "a b@c", "a@b\u{7F}", "a@b "])
    func address(text: String) {
        #expect(throws: CurlRequestError.sender) { try Self.mail(from: text, to: "a@b") }
        #expect(throws: CurlRequestError.recipient) { try Self.mail(from: "a@b", to: text) }
    }

    @Test func recipientIsNeeded() throws {
        try Self.mail(from: "", to: "a@b")
        #expect(throws: CurlRequestError.recipient) { try Self.mail(from: "a@b", to: "") }
    }

    @Test(arguments: ["a\nb\r\n", "a\rb\r\n", "a\r\r\n", "\n", "\r", "a\r\n\n", "a\0b", "x\r\n.\n"])
    func lineBreaksAreWhole(text: String) {
        var mail = Self.mail
        mail.payload = .mail(from: "a@b", recipient: "c@d", message: Array(text.utf8))
        #expect(throws: CurlRequestError.message) { try mail.validate() }
    }

    @Test func credentials() {
        for key in [\CurlRequest.username, \.password, \.awsSigV4, \.loginOptions, \.caFile] {
            var request = CurlRequest(url: "http://a/")
            request[keyPath: key] = "a\0b"
            #expect(throws: CurlRequestError.credentials) { try request.validate() }
        }
    }

    @Test func limits() {
        #expect(throws: CurlRequestError.limits) { try CurlRequest(url: "http://a/", timeout: .zero).validate() }
        #expect(throws: CurlRequestError.limits) { try CurlRequest(url: "http://a/", connectTimeout: .seconds(-1)).validate() }
        #expect(throws: CurlRequestError.limits) { try CurlRequest(url: "http://a/", maxResponseBytes: 0).validate() }
    }

    @Test func descriptionHidesEverything() {
        let request = CurlRequest(
            url: "https://xyzzy/xyzzy", headers: [Header(name: "A", value: "xyzzy")], payload: .body(Array("xyzzy".utf8)), username: "xyzzy",
            password: "xyzzy")
        var dumped = ""
        dump(request, to: &dumped)
        for text in ["\(request)", String(reflecting: request), dumped] { #expect(!text.contains("xyzzy")) }
        #expect("\(request)" == "CurlRequest(POST, 5 bytes)" && "\(CurlRequest(url: "x"))" == "CurlRequest(GET)")
        #expect("\(Self.mail)" == "CurlRequest(mail, 8 bytes)")
    }

    private static func mail(from: String, to: String) throws {
        try CurlRequest(url: "smtp://a/", payload: .mail(from: from, recipient: to, message: [])).validate()
    }
}
