extension Duration {
    /// As people say it, in the largest unit that leaves no rest: `90 s`, `15 min`, `12 h`, `3 d`.
    ///
    /// Parts of a second are left out.
    package var words: String {
        let seconds = components.seconds
        let units: [(name: String, seconds: Int64)] = [("d", 86400), ("h", 3600), ("min", 60)]
        let unit = units.first { seconds >= $0.seconds && seconds.isMultiple(of: $0.seconds) }
        return unit.map { "\(seconds / $0.seconds) \($0.name)" } ?? "\(seconds) s"
    }

    /// As config.json has it: `90s`, `15m`, `12h`.
    package var short: String {
        let words = words.split(separator: " ")
        return "\(words[0])\(words[1].prefix(1))"
    }
}
