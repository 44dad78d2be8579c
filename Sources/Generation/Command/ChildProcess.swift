import Glibc

/// A program that runs as the leader of a process group of its own. It and its children end with this object.
final class ChildProcess {
  /// How it ended.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  let output: Descriptor
  let errors: Descriptor
  private let group: pid_t
  private let lifeline: Lifeline
  private var isReaped = false

  /// Starts `path` with `words`, the first of which is the name that it sees as its own.
  ///
  /// - Parameters:
  ///   - folder: where it begins; must exist.
  ///   - input: a file that it reads as stdin.
  ///   - environment: all that it sees of it, as NAME=value.
  /// - Throws: `SystemCallFailed`.
  init(_ path: String, words: [String], folder: String, input: String, environment: [String]) throws {
    let input = try Descriptor.open(input, O_RDONLY)
    let (output, errors) = (try Descriptor.pipe(), try Descriptor.pipe())
    (self.output, self.errors) = (output.reading, errors.reading)
    // Whatever can fail comes before the start.
    lifeline = try Lifeline()
    group = try spawn(
      path, words, environment, folder: folder, streams: [input, output.writing, errors.writing].map(\.number))
    lifeline.tie(group)
    for end in [output.reading, errors.reading] { end.stopWaiting() }
  }

  deinit { if !isReaped { _ = kill() } }

  /// Whether the program itself has ended; its children may not.
  var hasEnded: Bool {
    var state = siginfo_t()
    // Not yet reaped, it keeps the number of the group from being given to strangers.
    return waitid(P_PID, id_t(group), &state, WEXITED | WNOHANG | WNOWAIT) == 0 && state.si_signo == SIGCHLD
  }

  /// Asks the whole group to end.
  func terminate() {
    Glibc.kill(-group, SIGTERM)
    Glibc.kill(-group, SIGCONT)
  }

  /// Ends what is left of the group and says how the program itself ended, which it may have done before.
  func kill() -> End {
    precondition(!isReaped, "a child is reaped once")
    Glibc.kill(-group, SIGKILL)
    var status: Int32 = 0
    while waitpid(group, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    waitForOthers()
    return status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
  }

  /// Waits until the killed are gone, so that nobody writes any more. A zombie that its new parent does not reap is not waited for.
  private func waitForOthers() {
    for _ in 0..<50 where Glibc.kill(-group, 0) == 0 { usleep(2000) }
  }
}

/// posix_spawn(3) with a group of its own, no signal ignored or blocked, and no descriptors but the three.
private func spawn(
  _ path: String, _ words: [String], _ environment: [String], folder: String, streams: [Int32]
) throws -> pid_t {
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var signals = sigset_t()
  sigemptyset(&signals)
  posix_spawnattr_setsigmask(&attributes, &signals)
  sigfillset(&signals)
  posix_spawnattr_setsigdefault(&attributes, &signals)
  posix_spawnattr_setpgroup(&attributes, 0)
  posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  guard let addFolder = SystemCalls.addFolder, addFolder(&actions, folder) == 0 else {
    throw SystemCallFailed(call: "posix_spawn_file_actions_addchdir_np", code: ENOSYS)
  }
  for (number, stream) in streams.enumerated() {
    posix_spawn_file_actions_adddup2(&actions, stream, Int32(number))
  }
  _ = SystemCalls.addCloseFrom?(&actions, 3)

  var pid: pid_t = 0
  let code = withCStrings(words) { words in
    withCStrings(environment) { environment in posix_spawn(&pid, path, &actions, &attributes, words, environment) }
  }
  guard code == 0 else { throw SystemCallFailed(call: "posix_spawn", code: code) }
  return pid
}

/// Strings as C sees them: a list of pointers that ends in nil.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
}
