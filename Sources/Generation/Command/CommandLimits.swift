/// How long a command may take, and how often it is tried. Times are in seconds.
package struct CommandLimits: Equatable, Sendable {
  /// For one attempt, from start to end.
  package var attempt = 3600.0
  /// Without a word on stdout or stderr.
  package var silence = 600.0
  /// Between SIGTERM and SIGKILL.
  package var grace = 5.0
  /// For `--describe`.
  package var describing = 10.0
  /// How often a scene is tried altogether, 1 or more.
  package var attempts = 4
  /// The wait before the second attempt; it doubles from one to the next.
  package var firstWait = 2.0
  /// No wait is longer, whatever the command asks for.
  package var longestWait = 120.0

  package init() {}

  /// The wait after an attempt that failed, the first being 1, with up to a quarter more or less by `chance` in 0 ..< 1. What
  /// the command asks for is kept to, and a little more, so that many clients do not come back at once.
  package func wait(after attempt: Int, asked: Double?, chance: Double) -> Double {
    let doubled = firstWait * Double(1 << min(attempt - 1, 30))
    let wait = asked.map { max($0, 0) * (1 + chance / 4) } ?? doubled * (0.75 + chance / 2)
    return min(wait, longestWait)
  }
}
