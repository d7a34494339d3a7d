package import FoundationEssentials

/// Makes ids; passed in wherever rules create things, so that rules stay pure.
package protocol IDSource {
    /// The next id, never given before by this source and greater than all it gave for the same millisecond.
    mutating func next<Subject>(at now: Date) -> Identifier<Subject>
}

/// Makes ULIDs (48 bits of milliseconds, 80 bits of chance, Crockford's base 32), monotonic within a millisecond.
///
/// Source of the form: github.com/ulid/spec.
package struct ULIDSource<Generator: RandomNumberGenerator>: IDSource {
    private var generator: Generator
    private var lastMilliseconds: UInt64 = 0
    private var high: UInt16 = 0
    private var low: UInt64 = 0

    /// Takes the source of chance; a seeded one makes a test repeat itself.
    package init(_ generator: Generator) {
        self.generator = generator
    }

    package mutating func next<Subject>(at now: Date) -> Identifier<Subject> {
        let milliseconds = UInt64(max(0, min(now.timeIntervalSince1970 * 1000, 281_474_976_710_655)))
        if milliseconds > lastMilliseconds {
            lastMilliseconds = milliseconds
            high = generator.next()
            low = generator.next()
        } else {
            // A clock that stepped back must not bring ids back: count on from the last one.
            let (sum, overflow) = low.addingReportingOverflow(1)
            low = sum
            if overflow {
                high &+= 1
                if high == 0 { lastMilliseconds += 1 }
            }
        }
        return Identifier(Self.text(lastMilliseconds, high, low))
    }

    private static func text(_ milliseconds: UInt64, _ high: UInt16, _ low: UInt64) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
        var characters = [UInt8](repeating: 0, count: 26)
        for position in 0..<10 {
            characters[9 - position] = alphabet[Int(milliseconds >> (5 * UInt64(position)) & 31)]
        }
        let chance = UInt128(high) << 64 | UInt128(low)
        for position in 0..<16 {
            characters[25 - position] = alphabet[Int(truncatingIfNeeded: chance >> (5 * UInt128(position)) & 31)]
        }
        return String(decoding: characters, as: UTF8.self)
    }
}

extension ULIDSource: Sendable where Generator: Sendable {}
