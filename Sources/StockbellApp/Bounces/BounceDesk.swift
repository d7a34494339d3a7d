import StockbellChannels
import StockbellCore

/// One mailbox that bounces come into, and the channels that name it: what comes is for whichever of them it is about.
struct BounceDesk {
    /// A channel, and who reads its bounces.
    struct Reader {
        let channel: String
        let reader: BounceReader
    }

    let path: String
    /// At least one, in the order of the settings.
    private(set) var readers: [Reader]

    /// A desk for each mailbox, however many channels share it.
    static func all(_ channels: [ChannelSettings]) -> [BounceDesk] {
        var desks: [BounceDesk] = []
        for channel in channels {
            guard case .smtp(let mail) = channel.kind, let path = mail.bounceBox else { continue }
            let reader = Reader(channel: channel.name, reader: BounceReader(mail, channel: channel))
            if let index = desks.firstIndex(where: { $0.path == path }) {
                desks[index].readers.append(reader)
            } else {
                desks.append(BounceDesk(path: path, readers: [reader]))
            }
        }
        return desks
    }

    /// "mail, customers".
    var names: String { readers.map(\.channel).joined(separator: ", ") }

    /// Offers a mail to all whom it may be about.
    ///
    /// The mark in the address that it came to says whose it is. Else the ledger decides: of a message of another channel it takes no word.
    ///
    /// - Parameter write: writes what a channel's mail says; false: it is not written, it must come again.
    func take(_ mail: [UInt8], _ write: ([Feedback], String) async -> Bool) async -> BounceBox.Verdict {
        let owners = readers.count > 1 ? readers.filter { $0.reader.owns(mail) } : []
        var verdict = BounceBox.Verdict.passed
        for one in owners.isEmpty ? readers : owners {
            let feedback = one.reader.read(mail)
            if feedback.isEmpty { continue }
            guard await write(feedback, one.channel) else { return .refused }
            verdict = .taken
        }
        return verdict
    }
}
