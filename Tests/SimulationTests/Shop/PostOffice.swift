import FoundationEssentials
import StockbellCore

/// Makes the posts of a world, each at its time.
struct PostOffice {
    let world: World
    let swarm: Swarm
    private var number = 0

    init(_ world: World, _ swarm: Swarm) {
        self.world = world
        self.swarm = swarm
    }

    /// What a platform posts now.
    mutating func next() -> Post {
        number += 1
        let source = world.one(of: swarm.hasShelves ? ["tills", "web", "licences", "depot", "store"] : ["tills", "tills", "web", "web", "licences"])
        var post = Post(number: number, source: source, body: Array("post \(number)".utf8), decoded: .ignored(type: "ping", reason: "says nothing"))
        if swarm.hasUndecodable && world.happens(0.1) {
            post.decoded = .quarantined(type: nil, reason: "no JSON")
        } else if !world.happens(0.05) {
            let count = world.happens(0.8) ? 1 : world.number(2...4)
            post.decoded = .events((0..<count).map { event($0, source) })
            post.isPoison = swarm.hasPoison && world.happens(0.1)
        }
        return post
    }

    private func event(_ index: Int, _ source: String) -> StockEvent {
        let isTest = source == "licences" && world.happens(0.2)
        let place =
            switch source {
            case "web", "store": Place(id: "\(world.number(1...2))")
            case "depot": Place(id: "H")
            default: Place(id: "1")
            }
        var item = Item(id: world.one(of: ["A", "B", "C"]))
        if source == "depot" || source == "store" { item = Item(id: source == "store" ? "store-\(item.id)" : item.id, sku: item.id) }
        let subject = Subject(source: source, platform: nil, item: item, place: place, isTest: isTest)
        var event = StockEvent(kind: kind(), type: "stock", subject: subject)
        switch event.kind {
        case .level: event.quantity = world.one(of: [0, 0, -1, 3, 5, 6, 9, 20])
        case .delta: event.delta = world.one(of: [-3, 4])
        case .declaredOut, .declaredLow, .declaredBack, .removed, .touched, .reading, .ignored, .unreadable: break
        }
        if source != "tills", source != "depot" {
            event.dedupeKey = DedupeKey(digest: Array("\(number).\(index)".utf8), strength: .providerID)
        }
        if source == "web" || source == "store" { event.occurredAt = world.trueNow.inMilliseconds }
        return event
    }

    private func kind() -> StockEvent.Kind {
        switch world.number(0...19) {
        case 0: .delta
        case 1: .removed
        case 2: world.one(of: [.touched, .ignored])
        default: .level
        }
    }
}
