/// What was believed, before an event, of what its level is a part of.
struct Outlook {
    /// The shelf that the level is of; nil: of none.
    var shelf: LevelKey?
    /// What was believed of that shelf; nil: nothing.
    var standing: Level?
    /// All places of the item together; nil: nothing is known of any, or nobody asks.
    var total: Level?
}
