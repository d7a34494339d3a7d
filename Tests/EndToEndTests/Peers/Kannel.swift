import Foundation

/// A real SMS gateway: Kannel's bearerbox and smsbox, and its fake SMSC as the telephone network.
///
/// A second network, `REJ`, does what the fake one cannot: it refuses telephones whose number ends with 0 (receipt 16), and takes
/// the texts of all others and says later that they did not arrive (receipt 2).
final class Kannel: Sendable {
    static let username = "tester"
    static let password = "f00 bar&\u{E4}"

    /// The telephone network behind `REJ`; its arguments are its own port and the one on which the gateway hears of receipts.
    ///
    /// The gateway knows a text by the id of the answer only once it has read that, so a receipt is sent until it is taken.
    private static let network = """
        import http.server, sys, threading, time, urllib.parse, urllib.request, uuid
        def say_not_arrived(id, to):
            fields = urllib.parse.urlencode({'from': 'network', 'to': to, 'dlr-mid': id, 'dlr-mask': '2', 'text': 'absent subscriber'})
            for _ in range(100):
                with urllib.request.urlopen('http://127.0.0.1:' + sys.argv[2] + '/?' + fields) as answer:
                    if answer.read() == b'Sent':
                        return
                time.sleep(0.1)
        class Network(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                to = urllib.parse.parse_qs(urllib.parse.urlparse(self.path).query).get('to', [''])[0]
                id = uuid.uuid4().hex
                status, body = (403, 'NO') if to.endswith('0') else (200, 'OK id=' + id)
                self.send_response(status)
                self.send_header('Content-Type', 'text/plain')
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())
                if status == 200:
                    threading.Thread(target=say_not_arrived, args=(id, to), daemon=True).start()
            def log_message(self, *arguments):
                pass
        http.server.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), Network).serve_forever()
        """

    /// One gateway for all tests.
    private actor Shared {
        private var gateway: Task<Kannel, any Error>?

        func get() async throws -> Kannel {
            let gateway = gateway ?? Task { try await Kannel.start() }
            self.gateway = gateway
            return try await gateway.value
        }
    }
    private static let shared = Shared()

    static var isThere: Bool { Tool.areThere("bearerbox", "smsbox", "fakesmsc", "python3") }

    /// The gateway; started when it is first asked for, ended with the run.
    static func running() async throws -> Kannel {
        try await shared.get()
    }

    /// Where its sendsms is.
    let url: String
    private let handsets: ChildProcess
    private let boxes: [ChildProcess]

    private init(url: String, handsets: ChildProcess, boxes: [ChildProcess]) {
        self.url = url
        self.handsets = handsets
        self.boxes = boxes
    }

    private static func start() async throws -> Kannel {
        let folder = try Playground.shared.get().makeFolder("kannel")
        try FileManager.default.createDirectory(atPath: folder + "/spool", withIntermediateDirectories: true)
        let (admin, boxes, network, sendsms) = (try FreePort.next(), try FreePort.next(), try FreePort.next(), try FreePort.next())
        let (other, receipts) = (try FreePort.next(), try FreePort.next())
        let file = folder + "/kannel.conf"
        let configuration = configuration(
            folder, admin: admin, boxes: boxes, network: network, sendsms: sendsms, other: other, receipts: receipts)
        let otherNetwork = try ChildProcess([Tool.path("python3"), "-c", Self.network, String(other), String(receipts)], folder: folder)
        try Data(configuration.utf8).write(to: URL(filePath: file))
        let bearerbox = try ChildProcess([Tool.path("bearerbox"), "-v", "4", file], folder: folder)
        // smsbox gives up where there is no bearerbox yet. The port of the network is not tried: the fake SMSC must be the one that connects.
        try await eventually("bearerbox listens") { FreePort.isAnswered(boxes) }
        let smsbox = try ChildProcess([Tool.path("smsbox"), "-v", "4", file], folder: folder)
        let handsets = try ChildProcess(
            [Tool.path("fakesmsc"), "-H", "127.0.0.1", "-r", String(network), "-m", "0", "-i", "1", "100 200 text nop"], folder: folder)
        try await eventually("smsbox listens") { FreePort.isAnswered(sendsms) }
        return Kannel(url: "http://127.0.0.1:\(sendsms)/cgi-bin/sendsms", handsets: handsets, boxes: [bearerbox, smsbox, otherNetwork])
    }

    /// What has arrived on telephones, a message a line.
    var messages: [String] {
        (handsets.output + handsets.errors).split(separator: "\n").map(String.init)
    }

    /// The configuration of all boxes; its groups end at empty lines.
    ///
    /// The fake SMSC's port cannot be bound to one address, so it says who may connect.
    private static func configuration(
        _ folder: String, admin: Int, boxes: Int, network: Int, sendsms: Int, other: Int, receipts: Int
    ) -> String {
        """
        group = core
        admin-port = \(admin)
        admin-interface = 127.0.0.1
        admin-password = adm
        status-password = st
        smsbox-port = \(boxes)
        smsbox-interface = 127.0.0.1
        box-deny-ip = "*.*.*.*"
        box-allow-ip = "127.0.0.1"
        log-file = "\(folder)/bearerbox.log"
        log-level = 0
        store-type = spool
        store-location = "\(folder)/spool"
        dlr-storage = internal

        group = smsc
        smsc = fake
        smsc-id = FAKE
        denied-smsc-id = REJ
        port = \(network)
        connect-allow-ip = 127.0.0.1

        group = smsc
        smsc = http
        smsc-id = REJ
        allowed-smsc-id = REJ
        system-type = generic
        port = \(receipts)
        connect-allow-ip = 127.0.0.1
        send-url = "http://127.0.0.1:\(other)/submit?to=%p&from=%P&text=%a"
        status-success-regex = "^OK"
        status-permfail-regex = "^NO"
        status-tempfail-regex = "^LATER"
        generic-foreign-id-regex = "id=([0-9a-f]+)"

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = \(sendsms)
        sendsms-interface = 127.0.0.1
        sendsms-url = /cgi-bin/sendsms
        log-file = "\(folder)/smsbox.log"
        log-level = 0
        immediate-sendsms-reply = false

        group = sendsms-user
        username = \(username)
        password = "\(password)"
        max-messages = 10
        concatenation = true
        user-deny-ip = "*.*.*.*"
        user-allow-ip = "127.0.0.1"

        group = sms-service
        keyword = default
        text = "unknown keyword"

        """
    }
}
