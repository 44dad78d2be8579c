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
  /// Frames; together at most one period.
  package var attack: Double
  package var decay: Double

  package init(amount: Double, period: Rational, first: Double, attack: Double, decay: Double) {
    self.amount = amount
    self.period = period
    self.first = first
    self.attack = attack
    self.decay = decay
  }

  /// The share of the speed that is missing between two accents.
  package var ebb: Double { amount * mean }

  private var mean: Double { (attack / 2 + decay / 4) / period.value }

  package func ahead(at time: FrameTime) -> Double {
    let x = place(of: time)
    let pushed: Double
    if x < attack {
      let u = x / attack
      pushed = attack * u * u * u * (1 - u / 2)
    } else {
      let rest = max(0, 1 - (x - attack) / decay)
      pushed = attack / 2 + decay * (1 - rest * rest * rest * rest) / 4
    }
    return amount * (pushed - mean * x)
  }

  package func swell(at time: FrameTime) -> Double {
    let x = place(of: time)
    let u = x / attack
    let rest = max(0, 1 - (x - attack) / decay)
    return amount * ((x < attack ? u * u * (3 - 2 * u) : rest * rest * rest) - mean)
  }

  /// Frames since the last accent began.
  private func place(of time: FrameTime) -> Double {
    let turns = time.phase(of: period) - first / period.value
    return (turns - turns.rounded(.down)) * period.value
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
