import Curl
import Foundation
import StockbellChannels
import StockbellCore
import Testing

/// What gateways are sent, checked against their own descriptions.
@Suite struct TextSpecTests {
    private func form(_ kind: ChannelSettings.Kind) throws -> [String: String] {
        var channel = ChannelSettings(name: "sms", kind: kind)
        channel.feedback = FeedbackDoor(url: "https://stock.example.com/receipts/sms", key: Secret("k"))
        let parcel = Samples.parcel(.message(Message(subject: "S", sms: "OUT Привет")), to: "+4915112345671")
        guard case .send(let request) = try ChannelAdapters.adapter(for: channel).next(parcel, after: []) else { return [:] }
        return try ReadText(request).fields
    }

    /// A form by a schema: what its schema calls a flag or a number stands in it as a text.
    private func mistakes(_ form: [String: String], _ schema: [String: Any], _ spec: SpecFile) throws -> [String] {
        let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
        let typed = form.map { name, text -> (String, Any) in
            switch properties[name]?["type"] as? String {
            case "boolean": (name, text == "true" ? true : text == "false" ? false : text as Any)
            case "integer": (name, Int(text) ?? text as Any)
            default: (name, text)
            }
        }
        let body = try JSONSerialization.data(withJSONObject: Dictionary(uniqueKeysWithValues: typed))
        return try spec.mistakes(in: Array(body), by: schema)
    }

    @Test(.enabled(if: SpecFile.isPresent("twilio_api_v2010.json"), "\(SpecFile.absence)"))
    func twilio() throws {
        let spec = try SpecFile("twilio_api_v2010.json")
        let schema = try spec.requestSchema(
            "post", "/2010-04-01/Accounts/{AccountSid}/Messages.json", type: "application/x-www-form-urlencoded")
        let service = "MG" + String(repeating: "0", count: 32)
        let sent = try form(.twilio(TwilioSettings(account: "AC1", token: Secret("t"), from: "+15005550006", messagingService: service)))
        #expect(sent.count == 5)
        #expect(try mistakes(sent, schema, spec) == [])

        var broken = sent
        broken["To"] = nil
        #expect(try mistakes(broken, schema, spec) == ["body: lacks To"])
        broken = sent
        broken["Text"] = "x"
        #expect(try mistakes(broken, schema, spec) == ["body.Text: is unknown"])
        broken = sent
        broken["MessagingServiceSid"] = "MG1"
        #expect(try mistakes(broken, schema, spec) != [])
    }

    /// YAML is read by Python, which not every machine has a library for.
    private static let vonageJSON: Data? = {
        guard SpecFile.isPresent("vonage_sms.yml") else { return nil }
        let script = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout, default=str)"
        return try? output(of: ["python3", "-c", script], reading: SpecFile.url("vonage_sms.yml"))
    }()

    @Test(.enabled(if: TextSpecTests.vonageJSON != nil, "\(SpecFile.absence), and Python needs its yaml"))
    func vonage() throws {
        let spec = try Self.spec(Self.vonageJSON)
        let schema = try spec.object(["components", "schemas", "NewMessage"])
        let sent = try form(.vonage(VonageSettings(key: "abcd1234", secret: Secret("abcdef0123456789"), from: "ALERTS")))
        #expect(sent.count == 9)
        #expect(try mistakes(sent, schema, spec) == [])

        var broken = sent
        broken["to"] = "+49"
        #expect(try mistakes(broken, schema, spec).count == 2)
        broken["to"] = nil
        #expect(try mistakes(broken, schema, spec) == ["body: lacks to"])
        broken = sent
        broken["type"] = "utf8"
        broken["status-report-req"] = "maybe"
        #expect(try mistakes(broken, schema, spec).count == 2)
    }

    private static let snsJSON: Data? = {
        let name = "aws_sns_service-2.json.gz"
        return SpecFile.isPresent(name) ? try? output(of: ["gzip", "-dc"], reading: SpecFile.url(name)) : nil
    }()

    /// The query protocol of AWS: members of structures by name, a map as `entry.N.Name` and `entry.N.Value`.
    private func mistakes(sns form: [String: String], _ spec: SpecFile) throws -> [String] {
        let operation = try spec.object(["operations", form["Action"] ?? ""])
        let shape = (operation["input"] as? [String: Any])?["shape"] as? String ?? ""
        let (input, value) = (try spec.object(["shapes", shape]), try spec.object(["shapes", "MessageAttributeValue"]))
        let (members, parts) = (input["members"] as? [String: Any] ?? [:], value["members"] as? [String: Any] ?? [:])
        let map = try spec.object(["shapes", "MessageAttributeMap"])
        let names = ["key", "value"].compactMap { (map[$0] as? [String: Any])?["locationName"] as? String }
        var mistakes = (input["required"] as? [String] ?? []).filter { form[$0] == nil }.map { "lacks \($0)" }
        if form["Version"] != (try spec.object(["metadata"]))["apiVersion"] as? String { mistakes.append("another version") }
        for name in form.keys where !["Action", "Version"].contains(name) {
            let path = name.split(separator: ".").map(String.init)
            let isKnown =
                path.count == 1
                ? members[path[0]] != nil
                : path.count >= 4 && members[path[0]] != nil && path[1] == "entry" && Int(path[2]) != nil && names.contains(path[3])
                    && (path.count == 4 || path.count == 5 && parts[path[4]] != nil)
            if !isKnown { mistakes.append("\(name) is unknown") }
        }
        return mistakes
    }

    @Test(.enabled(if: TextSpecTests.snsJSON != nil, "\(SpecFile.absence)"))
    func sns() throws {
        let spec = try Self.spec(Self.snsJSON)
        let sent = try form(.sns(SNSSettings(region: "eu-central-1", accessKey: "A", secretKey: Secret("s"), from: "Shop")))
        #expect(sent.count == 10)
        #expect(try mistakes(sns: sent, spec) == [])

        var broken = sent
        broken["Text"] = broken.removeValue(forKey: "Message")
        #expect(Set(try mistakes(sns: broken, spec)) == ["lacks Message", "Text is unknown"])
        broken = sent
        broken["MessageAttributes.entry.1.Value.Text"] = "x"
        #expect(try mistakes(sns: broken, spec) == ["MessageAttributes.entry.1.Value.Text is unknown"])
        broken = sent
        broken["Action"] = "SendSMS"
        #expect(throws: SpecFile.Missing.self) { try mistakes(sns: broken, spec) }
    }

    private static func spec(_ json: Data?) throws -> SpecFile {
        SpecFile(root: try #require(JSONSerialization.jsonObject(with: json ?? Data()) as? [String: Any]))
    }

    private static func output(of command: [String], reading file: URL) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardError = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw SpecFile.Missing(description: "\(command[0]) failed") }
        return output
    }
}
