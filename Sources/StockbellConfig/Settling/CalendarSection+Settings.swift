import StockbellCore

extension CalendarSection {
    /// The hours that the section says.
    ///
    /// - Parameter timeZone: where it names none of its own.
    func hours(named name: String, timeZone: String) -> OpeningHours {
        OpeningHours(
            name: name, timeZone: self.timeZone?.value ?? timeZone, open: (open?.value ?? []).flatMap(\.self),
            closed: (closed?.value ?? []).flatMap(\.self))
    }
}
