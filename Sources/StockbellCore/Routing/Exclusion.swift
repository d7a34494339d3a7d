/// What no rule is asked about: items that nobody is to hear of, with the reason.
package struct Exclusion: Hashable, Sendable {
    package var `where`: Where
    /// For people: "test items".
    package var because: String

    package init(where: Where, because: String) {
        self.where = `where`
        self.because = because
    }
}
