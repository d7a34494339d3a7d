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
        String(unsafeUninitializedCapacity: 26) { characters in
            var left = milliseconds
            for position in (0..<10).reversed() {
                characters[position] = digit(left)
                left >>= 5
            }
            // The last twelve digits are the low 60 bits, the four before them the 20 that are left of the 80.
            left = low
            for position in (14..<26).reversed() {
                characters[position] = digit(left)
                left >>= 5
            }
            left |= UInt64(high) << 4
            for position in (10..<14).reversed() {
                characters[position] = digit(left)
                left >>= 5
            }
            return 26
        }
    }

    /// A digit of Crockford's base 32, whose letters are all but I, L, O and U.
    private static func digit(_ bits: UInt64) -> UInt8 {
        let value = UInt8(bits & 31)
        return switch value {
        case 0..<10: value + 48
        case 10..<18: value + 55
        case 18..<20: value + 56
        case 20..<22: value + 57
        case 22..<27: value + 58
        default: value + 59
        }
    }
}

extension ULIDSource: Sendable where Generator: Sendable {}
