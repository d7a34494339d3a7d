import Glibc
import StockbellCore

/// In which order a channel's servers are asked: by weight, with chance that is a function of the message, and of the attempt where that may go elsewhere.
enum MailRoute {
    /// All servers that one attempt may ask, the one to begin with first.
    ///
    /// Over many messages each comes first as often as its weight says; those of weight 0 come last.
    ///
    /// - Parameter wasGreylisted: whether a server asked to come back the last time. A greylist knows who came, so the order is that of the first
    ///   attempt again: another server, or the same one by another relay, would make the mail wait anew.
    static func order(_ servers: [MailServer], delivery: String, attempt: Int, wasGreylisted: Bool = false) -> [MailServer] {
        guard servers.count > 1 else { return servers }
        let attempt = wasGreylisted ? 1 : attempt
        let ranked = servers.enumerated().map { index, server -> (isLast: Bool, rank: Double, server: MailServer) in
            let chance = Double(mixed("\(delivery).\(attempt).\(index)") >> 11 | 1) / 9_007_199_254_740_992
            // Whoever draws the least of such numbers is drawn by weight (Efraimidis and Spirakis, 2006).
            return (server.weight == 0, -log(chance) / Double(max(server.weight, 1)), server)
        }
        let order = ranked.sorted { $0.isLast != $1.isLast ? !$0.isLast : $0.rank < $1.rank }
        return Array(order.map(\.server).prefix(SMTPSettings.mostServersAnAttempt))
    }

    /// A text as a number with chance in every bit: FNV-1a, and the end of splitmix64.
    private static func mixed(_ text: String) -> UInt64 {
        var hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        hash = (hash ^ hash >> 30) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ hash >> 27) &* 0x94d0_49bb_1331_11eb
        return hash ^ hash >> 31
    }
}
