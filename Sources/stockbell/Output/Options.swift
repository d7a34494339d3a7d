import ArgumentParser

/// What every command that reads config.json takes.
struct ConfigOption: ParsableArguments {
    @Option(help: "The configuration to use.") var config = "config.json"
}

/// What every command with output takes.
struct JSONOption: ParsableArguments {
    @Flag(help: "Print JSON instead of text.") var json = false
}
