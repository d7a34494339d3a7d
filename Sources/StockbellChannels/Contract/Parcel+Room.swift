import StockbellCore

extension Parcel {
    /// Where in a chat it goes: the room of its address, else the channel's own.
    ///
    /// - Throws: `ContentError` when there is neither, or what is there can be no room.
    func room(orElse usual: String?) throws(ContentError) -> String {
        guard let room = recipient ?? usual, !room.isEmpty else {
            throw ContentError(.badAddress, "neither the address nor the channel (\"room\") says where to post")
        }
        guard room.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F }), room.utf8.count <= 200 else {
            throw ContentError(.badAddress, "the room has a blank or a control character in it")
        }
        return room
    }

    /// What came of a room that does not take it: if the address names the room, only that message is lost; else all of the channel would be.
    func refusedRoom(_ failure: Failure) -> Outcome {
        recipient == nil ? .misconfigured(failure) : .rejected(failure, suppress: false)
    }

    /// What came of more messages than a room may have in a while: if the address names the room, only that room waits; else all of the channel.
    func limitedRoom(_ failure: Failure, after: Duration?) -> Outcome {
        .retry(failure, after: after, scope: recipient == nil ? .channel : .address)
    }
}
