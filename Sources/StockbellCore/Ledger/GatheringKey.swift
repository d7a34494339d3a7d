/// Names the one message that gathers a source's first sights for an address of a department.
package struct GatheringKey: Hashable, Sendable {
    package var department: String
    package var address: Address
    package var source: String

    package init(department: String, address: Address, source: String) {
        self.department = department
        self.address = address
        self.source = source
    }
}
