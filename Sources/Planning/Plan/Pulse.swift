import Geometry

/// A slow swelling of the speed: the zoom's clock runs ahead and behind by a sine.
package struct Breath: Equatable, Sendable {
  /// The share of the speed that swells and ebbs, 0 … 1.
  package var amount: Double
  /// Frames from one breath to the next.
  package var period: Rational

  package init(amount: Double, period: Rational) {
    self.amount = amount
    self.period = period
  }

  /// Frames that the zoom's clock is ahead of the shot's at a moment.
  package func ahead(at time: FrameTime) -> Double {
    amount * period.value / (2 * .pi) * PortableMath.sineAndCosine(turns: time.phase(of: period)).sine
  }

  /// What the clock's speed is more than 1: the derivative of `ahead`.
  package func swell(at time: FrameTime) -> Double {
    amount * PortableMath.sineAndCosine(turns: time.phase(of: period)).cosine
  }
}

/// Pushes forward on the beat: the zoom's clock jumps ahead in a soft attack and a longer decay, and waits for the shot's in between,
/// so that the mean speed stays.
///
/// The push is a smooth step up over `attack` and (1 − x)³ down over `decay`; `ahead` is its integral less its mean.
package struct Accents: Equatable, Sendable {
  /// How much faster than the mean of what lies between an accent is at its height: 1 is twice as fast.
  package var amount: Double
  /// Frames from one accent to the next.
  package var period: Rational
  /// Frames after the start at which an accent begins.
  package var first: Double
  /// Frames; together at most one period, and at most the time between two accents.
  package var attack: Double
  package var decay: Double
  /// Where the tempo changes, frames at which the accents after the first begin, rising: from the last of them on, and before the first,
  /// there is none. Empty where the first comes again every period.
  package var later: [Double]

  package init(amount: Double, period: Rational, first: Double, attack: Double, decay: Double, later: [Double] = []) {
    self.later = later
    self.amount = amount
    self.period = period
    self.first = first
    self.attack = attack
    self.decay = decay
  }

  /// The share of the speed that is missing between two accents.
  package var ebb: Double {
    let shortest = zip([first] + later, later).map { $1 - $0 }.min() ?? period.value
    return amount * push / shortest
  }

  /// Frames that an accent of amount 1 would run ahead.
  private var push: Double { attack / 2 + decay / 4 }

  package func ahead(at time: FrameTime) -> Double {
    guard let (x, length) = place(of: time) else { return 0 }
    let pushed: Double
    if x < attack {
      let u = x / attack
      pushed = attack * u * u * u * (1 - u / 2)
    } else {
      let rest = max(0, 1 - (x - attack) / decay)
      pushed = attack / 2 + decay * (1 - rest * rest * rest * rest) / 4
    }
    return amount * (pushed - push / length * x)
  }

  package func swell(at time: FrameTime) -> Double {
    guard let (x, length) = place(of: time) else { return 0 }
    let u = x / attack
    let rest = max(0, 1 - (x - attack) / decay)
    return amount * ((x < attack ? u * u * (3 - 2 * u) : rest * rest * rest) - push / length)
  }

  /// Frames since the last accent began, and until the next one does from there; nil where there is none.
  private func place(of time: FrameTime) -> (Double, length: Double)? {
    guard later.isEmpty else {
      func since(_ begin: Double) -> Double { time.frames(since: FrameTime(frames: begin)) }
      guard since(first) >= 0, since(later[later.count - 1]) < 0 else { return nil }
      var (low, high) = (0, later.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if since(later[middle - 1]) >= 0 { low = middle } else { high = middle }
      }
      let begin = low == 0 ? first : later[low - 1]
      return (since(begin), later[low] - begin)
    }
    let turns = time.phase(of: period) - first / period.value
    return ((turns - turns.rounded(.down)) * period.value, period.value)
  }
}

extension FrameTime {
  /// Turns 0 ..< 1 of something that comes round every so many frames; to the bit the same a whole number of rounds later.
  func phase(of period: Rational) -> Double {
    let (p, q) = (period.numerator, period.denominator)
    return (Double(floorMod(frame.multipliedReportingOverflow(by: q).partialValue, p)) + fraction * Double(q))
      / Double(p)
  }
}
