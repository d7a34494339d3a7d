package import FoundationEssentials

/// Knows no zone but UTC: for those who keep no hours, and for tests.
package struct Greenwich: ZoneRules {
    package init() {}

    package func offset(of zone: String, at instant: Date) -> Int? { 0 }
}
