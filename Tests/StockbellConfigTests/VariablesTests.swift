import StockbellConfig
import StockbellCore
import Testing

@Suite struct VariablesTests {
    private func secret(_ written: String, environment: [String: String] = [:], files: [String: String] = [:]) -> ConfigResult {
        read(shop(sources: "\"s\": { \"platform\": \"bigcommerce\", \"secret\": \"\(written)\" }"), environment: environment, files: files)
    }

    @Test(arguments: [
        ("${A}", "one"), ("<${A}-${B}>", "<one-two>"), ("${A}${A}", "oneone"), ("$A {A} $", "$A {A} $"), (#"\${A}"#, "${A}"), (#"\\${A}"#, "${A}"),
        (#"\u0024{A} ${B}"#, "${A} two"), ("${C}", "a ${A} b"), ("${file:/run/secrets/x}", "from a file"), ("${file:secret.txt}!", "beside it!"),
        ("${file:./secret.txt}", "beside it"),
    ])
    func variablesAndFilesStandForTheirContent(written: String, value: String) {
        let result = secret(
            written, environment: ["A": "one", "B": "two", "C": "a ${A} b"],
            files: ["/run/secrets/x": "from a file\n", "/shop/secret.txt": "beside it\r\n"])
        #expect(result.settings?.sources[0].secrets.map { $0.reveal() } == [value], "\(result.problems)")
    }

    @Test(arguments: [
        ("${STOCKBELL_X}", "STOCKBELL_X is not set (environment or .env beside config.json)"),
        ("${A", #""${" has no "}"; write "\${" for a plain one"#),
        ("${}", #""${}" names no variable: a name has letters, digits and _; write "\${" for a plain "${""#),
        ("${A-b}", #""${A-b}" names no variable: a name has letters, digits and _; write "\${" for a plain "${""#),
        ("${file:/no}", #"the file "/no" cannot be read; is it there, and open to this user?"#),
        ("${file:}", #""${file:…}" names no file"#),
        ("${file:/long}", #"the file "/long" is longer than 65536 bytes"#),
        ("${file:/lines}", "holds the control character U+A; write it in one line without"),
        ("${EMPTY}", "must not be empty"),
    ])
    func whatCannotBeReplacedIsAProblemOfTheString(written: String, message: String) {
        let result = secret(written, environment: ["EMPTY": ""], files: ["/long": String(repeating: "x", count: 65_537), "/lines": "a\nb\n"])
        #expect(result.problems.map(\.description) == ["config.json:1:60: sources.s.secret: \(message)"])
    }

    @Test func everyUnsetVariableOfAStringIsTold() {
        #expect(secret("${X}${Y}").problems.map(\.message).filter { $0.contains("is not set") }.count == 2)
    }

    @Test func theEnvironmentWinsOverDotEnv() {
        let files = ["/shop/.env": "A=file\nB=file\n"]
        #expect(secret("${A} ${B}", environment: ["A": "real"], files: files).settings?.sources[0].secrets == [Secret("real file")])
    }

    @Test(
        arguments: [
            ("A=x", "x"), ("  export A = x y  ", "x y"), ("A='x # \\n $y'", "x # \\n $y"), ("A=\"x\\t\\\"y\\\" \\$ \\z\" # why", "x\t\"y\" $ \\z"),
            ("A=x#y # z", "x#y"),
            ("# c\n\n\u{FEFF}", nil), ("A=", ""), ("A=\"\"", ""), ("A=one\r\nA=two\r\n", "two"), ("\u{FEFF}A=x", "x"), ("A=a=b", "a=b"),
            ("A=é🔔", "é🔔"),
        ] as [(String, String?)])
    func dotEnvLines(text: String, value: String?) {
        let platform = read(
            #"{ "store": "<${A}>" }"#, files: ["/shop/.env": text.replacing("\n\u{FEFF}", with: "\n")])
        if value?.contains("\t") == true {
            #expect(platform.errors.map(\.message) == ["holds the control character U+9; write it in one line without"])
        } else {
            #expect(platform.settings?.store == value.map { "/shop/<\($0)>" })
        }
    }

    @Test func wrongLinesOfDotEnvAreLocatedThere() {
        let result = read("{}", files: ["/shop/.env": "A=1\nB\n9=x\nC='x\nD=\"a\" b\n"])
        #expect(
            result.errors.map(\.description) == [
                ".env:2:1: is no KEY=VALUE line; a key has letters, digits and _",
                ".env:3:1: is no KEY=VALUE line; a key has letters, digits and _",
                ".env:4:1: C: the quote is not closed in its line",
                ".env:5:1: D: something follows the closing quote",
            ])
        #expect(result.settings == nil)
    }

    /// A guess at a value that nobody may see would tell what it is like.
    @Test func nothingIsGuessedAboutTheValueOfAVariable() {
        let result = read(shop(sources: #""s": { "platform": "${P}", "secret": "x" }"#), environment: ["P": "bigcomerce"])
        let platforms = Platform.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        #expect(result.errors.map(\.message) == [#"unknown platform "${P}"; there are \#(platforms)"#])
    }

    /// Each value that is secret, or came from outside, is `marker`; each key but one is wrong with it.
    @Test func noProblemPrintsASecretOrTheValueOfAVariable() {
        let marker = "hunter2\\n"
        let text = """
            { "listen": "${V}", "publicURL": "${V}", "store": "${V}\\n", "admin": { "listen": "0.0.0.0:1", "token": "\(marker)" },
              "defaults": { "timeZone": "${V}", "locale": "${V}", "operator": "${V}:x" },
              "sources": { "a": { "platform": "${V}", "secret": "\(marker)" }, "b": { "platform": "enad", "expectHeader": { "x": "\(marker)" } } },
              "thresholds": [{ "where": { "source": "${V}", "sku": "${V}\\n" }, "low": "${V}" }],
              "channels": {
                "m": { "type": "smtp", "url": "smtp://hunter2@x", "from": "${V}", "helo": "${V} ", "timeout": "${V}", "caFile": "${V}",
                       "security": "${V}", "password": "\(marker)" },
                "s": { "type": "slack", "url": "hunter2" }, "t": { "type": "slack", "url": "http://x.example.com/hunter2" },
                "w": { "type": "webhook", "url": "https://hunter2 x", "secret": "whsec_hunter2", "headers": { "host": "\(marker)" } },
                "k": { "type": "kannel", "url": "ftp://hunter2", "username": "${V}", "password": "\(marker)", "from": "${V} is too long" } },
              "departments": { "d": { "rules": [{ "name": "${V}\\n", "on": "${V}", "send": ["${V}", "m:${V}", "k:${V}", "s:${V}"] }] } },
              "otherwise": "${V}" }
            """
        let result = read(text, environment: ["V": "hunter2"])
        #expect(result.settings == nil && result.errors.count > 30)
        #expect(result.problems.filter { $0.description.contains("hunter2") }.map(\.description) == [])
    }
}
