import Foundation

/// Amazon's services as moto plays them: it checks signatures and policies as AWS does.
///
/// From PyPI, so not every machine has it: `make peers` installs it into `.build/peers`.
final class Moto: Sendable {
    static let absence = "needs moto of PyPI: make peers"

    /// Makes the user that may publish, with his key.
    private static let users = """
        import boto3, sys
        iam = boto3.client("iam", endpoint_url=sys.argv[1], region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="y")
        iam.create_user(UserName="alerts")
        allowed = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sns:*","Resource":"*"}]}'
        iam.put_user_policy(UserName="alerts", PolicyName="publish", PolicyDocument=allowed)
        key = iam.create_access_key(UserName="alerts")["AccessKey"]
        print(key["AccessKeyId"], key["SecretAccessKey"])
        """

    private static let python = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/peers/bin/python").path

    static var isThere: Bool { FileManager.default.isExecutableFile(atPath: python) && FileManager.default.fileExists(atPath: server) }
    private static var server: String { String(python.dropLast("python".count)) + "moto_server" }

    let url: String
    let accessKey: String
    let secretKey: String
    private let process: ChildProcess

    private init(url: String, accessKey: String, secretKey: String, process: ChildProcess) {
        self.url = url
        self.accessKey = accessKey
        self.secretKey = secretKey
        self.process = process
    }

    /// Starts it and returns when it listens and has its user; from then on every request must be signed.
    static func start() async throws -> Moto {
        let folder = try Playground.shared.get().makeFolder("moto")
        let port = try FreePort.next()
        let url = "http://127.0.0.1:\(port)"
        // The three requests that make the user need no proof.
        let process = try ChildProcess(
            [python, server, "-H", "127.0.0.1", "-p", String(port)], environment: ["INITIAL_NO_AUTH_ACTION_COUNT": "3"], folder: folder)
        try await eventually("moto listens") {
            if let end = process.look() { throw Stuck("moto ended with \(end): \(process.errors)") }
            return FreePort.isAnswered(port)
        }
        let script = try ChildProcess([python, "-c", users, url], folder: folder)
        guard try await script.ended() == .exit(0) else { throw Stuck("moto has no user: \(script.errors)") }
        let words = script.output.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 2 else { throw Stuck("moto gave no key: \(script.output)") }
        return Moto(url: url, accessKey: words[0], secretKey: words[1], process: process)
    }
}
