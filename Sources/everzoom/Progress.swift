import Foundation

/// Tells how far a render is: a bar on a terminal, JSON lines on request, else nothing.
struct Progress {
  enum Style: String, CaseIterable { case bar, json, none }

  private let style: Style
  private let total: Int
  private let start = ContinuousClock.now
  private var lastTold: ContinuousClock.Instant?

  init(_ style: Style?, total: Int) {
    self.style = style ?? (Terminal.isWatched ? .bar : .none)
    self.total = total
  }

  /// Tells it about ten times a second, and at the end.
  mutating func tell(done: Int) {
    let now = ContinuousClock.now
    if done < total, let lastTold, now - lastTold < .milliseconds(100) { return }
    lastTold = now
    let seconds = (now - start) / .seconds(1)
    let rate = seconds > 0 ? Double(done) / seconds : 0
    switch style {
    case .none: break
    case .json:
      let left = rate > 0 ? Double(total - done) / rate : 0
      Terminal.say(
        "{\"frame\": \(done), \"frames\": \(total), \"framesPerSecond\": \(fixed(rate, 2)), \"secondsLeft\": \(fixed(left, 1))}"
      )
    case .bar:
      Terminal.write("\r" + bar(done, rate) + (done == total ? "\n" : ""), to: STDERR_FILENO)
    }
  }

  private func bar(_ done: Int, _ rate: Double) -> String {
    let left = rate > 0 ? clock(Double(total - done) / rate) : "–"
    let words =
      " \(done)/\(total)  \(fixed(rate, 1)) frames/s  \(done == total ? "done in \(clock((ContinuousClock.now - start) / .seconds(1)))" : "\(left) left")"
    let width = max(0, min(40, Terminal.columns - words.count - 3))
    let filled = total > 0 ? width * done / total : width
    return String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled) + words + "   "
  }

  private func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let s = whole % 60
    return whole >= 3600
      ? "\(whole / 3600):\(two(whole / 60 % 60)):\(two(s))" : "\(whole / 60):\(two(s))"
  }

  private func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
}

/// A number with a fixed count of decimals.
func fixed(_ x: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", x) }
