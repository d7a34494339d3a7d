import JSON5
import StockbellCore

/// One of `channels` of config.json: its type says which keys it has.
struct ChannelSection: Sendable {
    var keys: any ChannelKeys

    var basics: ChannelBasics { keys.basics }
}

extension Shape<ChannelSection> {
    /// An object whose `type` says which section it is.
    static var channel: Shape {
        Shape("an object", schema: ["$ref": "#/definitions/channel"]) { written, reading in
            guard case .object(let members) = written.node.value else {
                reading.error("must be an object { … }, found \(written.node.kind)", at: written.place)
                return nil
            }
            guard let type = type(of: members, in: written, &reading) else { return nil }
            return shape(of: type).read(written, &reading)
        }
    }

    /// The schema of all types together: the type chooses.
    static var schema: JSON {
        let choices: [JSON] = ChannelType.allCases.map { type in
            [
                "if": ["properties": ["type": ["const": .string(type.rawValue)]], "required": ["type"]],
                "then": shape(of: type).schema,
            ]
        }
        return [
            "description": "A way out; the type says which further keys it has.", "type": "object", "required": ["type"],
            "properties": ["type": ["enum": .array(ChannelType.allCases.map { .string($0.rawValue) })]], "allOf": .array(choices),
        ]
    }

    private static func shape(of type: ChannelType) -> Shape {
        switch type {
        case .smtp: shape(SMTPSection.self)
        case .slack: shape(SlackSection.self)
        case .teams: shape(TeamsSection.self)
        case .discord: shape(DiscordSection.self)
        case .googleChat: shape(GoogleChatSection.self)
        case .mattermost: shape(MattermostSection.self)
        case .rocketChat: shape(RocketChatSection.self)
        case .telegram: shape(TelegramSection.self)
        case .matrix: shape(MatrixSection.self)
        case .ntfy: shape(NtfySection.self)
        case .zulip: shape(ZulipSection.self)
        case .webhook: shape(WebhookSection.self)
        case .kannel: shape(KannelSection.self)
        case .twilio: shape(TwilioSection.self)
        case .vonage: shape(VonageSection.self)
        case .messagebird: shape(MessageBirdSection.self)
        case .sinch: shape(SinchSection.self)
        case .plivo: shape(PlivoSection.self)
        case .telnyx: shape(TelnyxSection.self)
        case .sns: shape(SNSSection.self)
        }
    }

    private static func shape<Keys: ChannelKeys>(_ keys: Keys.Type) -> Shape { Shape<Keys>.section.map { ChannelSection(keys: $0) } }

    /// Types of later versions.
    private static let later = ["smpp"]

    /// The type to read the other keys by: the one that is written, or was probably meant.
    private static func type(of members: [Node.Member], in written: Written, _ reading: inout Reading) -> ChannelType? {
        guard let member = members.first(where: { $0.key == "type" }) else {
            reading.error("needs \"type\", such as \"type\": \"smtp\"", at: written.place)
            return nil
        }
        let shape = Shape<ChannelType>.choice("type", later: later)
        if let type = shape.read(written.member(member), &reading) { return type }
        guard case .string(let text) = member.node.value, !later.contains(text.value) else { return nil }
        return Nearest.word(to: text.value, in: ChannelType.allCases.map(\.rawValue)).flatMap(ChannelType.init)
    }
}
