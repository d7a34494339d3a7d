/// Names the one message that gathers alerts of a kind for an address of a department.
package struct GatheringKey: Hashable, Sendable {
    package enum Gathers: Hashable, Sendable {
        case firstSights(source: String)
        /// What is beyond a limit.
        case storm(Delivery.Tally)
        /// What came while the department was not there.
        case opening(Delivery.Tally)
        /// What a silence held back.
        case silence(String, Delivery.Tally)
        /// What goes out at the times of a digest, by its schedule.
        case digest(String)
    }

    package var department: String
    package var address: Address
    package var gathers: Gathers

    package init(department: String, address: Address, gathers: Gathers) {
        self.department = department
        self.address = address
        self.gathers = gathers
    }

    /// The key by which a delivery is found while it gathers; nil: it gathers nothing.
    package init?(_ delivery: Delivery) {
        if let digest = delivery.digest {
            self.init(department: delivery.department, address: delivery.address, gathers: .digest("\(digest.schedule)"))
        } else if let source = delivery.gathersFor {
            self.init(department: delivery.department, address: delivery.address, gathers: .firstSights(source: source))
        } else if delivery.letter == .storm, let tally = delivery.tally {
            self.init(department: delivery.department, address: delivery.address, gathers: .storm(tally))
        } else if delivery.letter == .summary, let tally = delivery.tally {
            let gathers = delivery.silence.map { Gathers.silence($0, tally) } ?? .opening(tally)
            self.init(department: delivery.department, address: delivery.address, gathers: gathers)
        } else {
            return nil
        }
    }
}
