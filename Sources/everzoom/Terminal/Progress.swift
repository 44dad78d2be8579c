import Foundation

/// Tells how far a render is: a bar on a terminal, JSON lines on request, else nothing.
struct Progress {
  enum Style: String, CaseIterable { case bar, json, none }

  private let style: Style
  private let total: Int
  private let start = ContinuousClock.now
  private var lastTold: ContinuousClock.Instant?
  private var isMidLine = false

  init(_ style: Style?, total: Int) {
    self.style = style ?? (Terminal.isWatched ? .bar : .none)
    self.total = total
  }

  /// Tells it about ten times a second, and at the end.
  mutating func tell(done: Int) {
    let now = ContinuousClock.now
    if done < total, let lastTold, now - lastTold < .milliseconds(100) { return }
    lastTold = now
    let pace = Pace(done: done, total: total, seconds: (now - start) / .seconds(1))
    switch style {
    case .none: break
    case .json: Terminal.say(pace.json)
    case .bar:
      Terminal.show("\r" + pace.bar(columns: Terminal.columns) + (done == total ? "\n" : ""))
      isMidLine = done < total
    }
  }

  /// Leaves the line of the bar, so that something else can be said.
  mutating func stop() {
    if isMidLine { Terminal.say("") }
    isMidLine = false
  }
}

/// How far it is, and how fast.
struct Pace {
  let done: Int
  let total: Int
  /// Since the start.
  let seconds: Double

  private var framesPerSecond: Double { seconds > 0 ? Double(done) / seconds : 0 }
  private var secondsLeft: Double? { framesPerSecond > 0 ? Double(total - done) / framesPerSecond : nil }

  var json: String {
    let left = secondsLeft.map { fixed($0, 1) } ?? "null"
    return """
      {"frame": \(done), "frames": \(total), "framesPerSecond": \(fixed(framesPerSecond, 2)), "secondsLeft": \(left)}
      """
  }

  /// One line, at most as wide as the terminal less one; the words go before the bar.
  func bar(columns: Int) -> String {
    let time = done == total ? "done in \(clock(seconds))" : secondsLeft.map { "\(clock($0)) left" } ?? "–"
    let words = "\(done)/\(total)  \(fixed(framesPerSecond, 1)) frames/s  \(time)  "
    let room = max(0, columns - 1)
    let width = min(40, room - words.count - 1)
    guard width > 4 else { return String(words.prefix(room)) }
    let filled = width * done / max(1, total)
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled) + " " + words
  }

  private func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
  }

  private func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
}

/// A number with a fixed count of decimals.
func fixed(_ x: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", x) }
