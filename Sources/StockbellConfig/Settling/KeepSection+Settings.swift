import StockbellCore

extension KeepSection {
    /// What the section says, after the checks that need more than one key; what is wrong is told already, and has its default here.
    func settings(_ reading: inout Reading) -> Keep {
        if let told {
            for (name, span) in [("quiet", quiet), ("raw", raw)] {
                guard let span, span.value > told.value else { continue }
                reading.error(
                    "\(span.value.words) is longer than \"told\", which is \(told.value.words); make \"\(name)\" shorter or \"told\" longer",
                    at: span.place)
            }
        }
        let usual = Keep()
        return Keep(
            quiet: quiet?.value ?? usual.quiet, told: told?.value ?? usual.told, raw: raw?.value ?? usual.raw, size: size?.value ?? usual.size)
    }
}
