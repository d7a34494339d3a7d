/// One line of a department's wishes: which alerts, about what, to whom.
package struct Rule: Hashable, Sendable {
    /// `department/name`; stored with each delivery.
    package var id: String
    package var name: String
    package var on: Set<AlertKind>
    package var `where`: Where
    package var send: [Address]
    package var limit: Limit.Choice

    package init(
        id: String, name: String, on: Set<AlertKind>, where: Where = .always, send: [Address], limit: Limit.Choice = .usual
    ) {
        self.id = id
        self.name = name
        self.on = on
        self.where = `where`
        self.send = send
        self.limit = limit
    }
}
