import Curl
import StockbellCore

/// The requests of Rocket.Chat's REST API that are needed (developer.rocket.chat/apidocs).
struct RocketChatRequests {
    let server: Secret
    let token: Secret
    let userID: String
    let channel: ChannelSettings

    private struct Sending: Encodable {
        struct Message: Encodable {
            var id: String
            var room: String
            var text: String
            var thread: String?
            /// Whether an answer is seen beside the thread as well.
            var isBroadcast: Bool?

            private enum CodingKeys: String, CodingKey {
                case id = "_id"
                case room = "rid"
                case text = "msg"
                case thread = "tmid"
                case isBroadcast = "tshow"
            }
        }
        var message: Message
    }

    private struct Change: Encodable {
        var roomId: String
        var msgId: String
        var text: String
    }

    /// `rooms.info`: the id of a room of that name.
    func room(named name: String) -> CurlRequest { get("rooms.info?roomName=\(PercentEncoding.encode(name))") }

    /// `chat.getMessage`: whether there is a message of that id.
    func message(_ id: String) -> CurlRequest { get("chat.getMessage?msgId=\(PercentEncoding.encode(id))") }

    /// `chat.sendMessage`: unlike `chat.postMessage` it takes an id of ours, and never makes two messages with it.
    func send(_ parcel: Parcel, _ text: String, to room: String, thread: String?) throws -> CurlRequest {
        let message = Sending.Message(
            id: parcel.idempotencyKey, room: room, text: text, thread: thread,
            isBroadcast: thread == nil ? nil : parcel.letterKind?.isForEverybody)
        return try CurlRequest(url: url("chat.sendMessage"), channel: channel, headers: credentials, json: Sending(message: message))
    }

    /// `chat.update`.
    func change(_ handle: MessageHandle, _ text: String) throws -> CurlRequest {
        let change = Change(roomId: handle.room, msgId: handle.message, text: text)
        return try CurlRequest(url: url("chat.update"), channel: channel, headers: credentials, json: change)
    }

    private func get(_ method: String) -> CurlRequest { CurlRequest(url: url(method), channel: channel, headers: credentials) }

    private func url(_ method: String) -> String { "\(server.reveal())/api/v1/\(method)" }

    private var credentials: [Header] {
        [Header(name: "X-Auth-Token", value: token.reveal()), Header(name: "X-User-Id", value: userID)]
    }
}
