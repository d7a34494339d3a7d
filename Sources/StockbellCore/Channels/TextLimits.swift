/// What a text message may be.
package struct TextLimits: Hashable, Sendable {
    /// The most segments one text may take, 1…10.
    package var maxSegments: Int
    /// Whether letters that GSM 7-bit lacks may lose their accents, so that more fits into a segment.
    package var transliterates: Bool

    /// The most segments that the channel sends in a day of the house; nil: as many as there are.
    package var segmentsPerDay: Int?

    package init(maxSegments: Int = 3, transliterates: Bool = true, segmentsPerDay: Int? = nil) {
        self.maxSegments = maxSegments
        self.transliterates = transliterates
        self.segmentsPerDay = segmentsPerDay
    }
}
