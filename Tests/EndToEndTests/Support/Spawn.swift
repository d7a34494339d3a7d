import Foundation

/// How to start a program: leader of a process group of its own, with no file open but the three it is given.
struct Spawn {
    enum Input {
        case nothing
        case file(String)
        case descriptor(Int32)
    }

    private let arguments: [String]
    private let environment: [String: String]
    private let folder: String
    private let input: Input
    private let output: String
    private let errors: String

    /// - Parameters:
    ///   - arguments: The program's whole path, and what it is told.
    ///   - environment: What it knows besides this process's own environment.
    ///   - output: The file for its standard output; appended to.
    init(
        _ arguments: [String], environment: [String: String] = [:], folder: String, input: Input = .nothing, output: String = "/dev/null",
        errors: String = "/dev/null"
    ) {
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.input = input
        self.output = output
        self.errors = errors
    }

    /// Goes to the folder, and closes what other threads of this process had open: else sockets of tests that run at the same time live on.
    private static let prelude = """
        cd "$0" || exit
        for file in /proc/$$/fd/*; do number=${file##*/}; if [ "$number" -gt 2 ]; then exec {number}>&-; fi; done
        exec "$@"
        """

    /// - Returns: the process, which is also its group.
    func start() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        switch input {
        case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        case .file(let path): posix_spawn_file_actions_addopen(&actions, 0, path, O_RDONLY, 0)
        case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o644)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads that run tests block signals, and a child would inherit that: it could not be asked to stop.
        var everySignal = sigset_t()
        sigfillset(&everySignal)
        var noSignal = sigset_t()
        sigemptyset(&noSignal)
        posix_spawnattr_setsigdefault(&attributes, &everySignal)
        posix_spawnattr_setsigmask(&attributes, &noSignal)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

        let known = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let argv = (["/bin/bash", "-c", Self.prelude, folder] + arguments).map { strdup($0) } + [nil]
        let envp = known.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var pid: pid_t = 0
        let code = posix_spawn(&pid, "/bin/bash", &actions, &attributes, argv, envp)
        guard code == 0 else { throw Stuck("\(arguments[0]) cannot be started: \(String(cString: strerror(code)))") }
        return pid
    }
}
