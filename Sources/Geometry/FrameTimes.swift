/// When each frame of a clip comes on screen, counted from its first frame.
///
/// A constant rate is kept as the rate; anything else as the list of start times in ticks.
package struct FrameTimes: Hashable, Sendable {
  /// How many frames there are; at least one.
  package let count: Int
  private let pace: Pace

  private enum Pace: Hashable, Sendable {
    case constant(rate: Rational)
    case variable(timeBase: Rational, ticks: [Int], lastTicks: Int)
  }

  /// Frame i starts at i / rate seconds. Rate and count are positive.
  package init(rate: Rational, count: Int) {
    precondition(rate.numerator > 0 && count > 0, "a clip has a positive rate and at least one frame")
    self.count = count
    pace = .constant(rate: rate)
  }

  /// Frame i starts at ticks[i] · timeBase seconds; the last one is held for `lastTicks`. Ticks start at 0 and rise.
  package init(timeBase: Rational, ticks: [Int], lastTicks: Int) {
    precondition(
      timeBase.numerator > 0 && ticks.first == 0 && zip(ticks, ticks.dropFirst()).allSatisfy(<) && lastTicks > 0,
      "frame times start at 0 and rise")
    count = ticks.count
    pace = .variable(timeBase: timeBase, ticks: ticks, lastTicks: lastTicks)
  }

  /// The one frame of a still.
  package static let still = FrameTimes(rate: Rational(1), count: 1)

  /// The rate in frames per second if it is constant.
  package var constantRate: Rational? {
    if case .constant(let rate) = pace { rate } else { nil }
  }

  /// The start times in ticks where the rate is not constant, and how long the last frame is held.
  package var ticks: (timeBase: Rational, starts: [Int], last: Int)? {
    if case .variable(let timeBase, let starts, let last) = pace { (timeBase, starts, last) } else { nil }
  }

  /// Frames per second, on average.
  package var averageRate: Double { Double(count) / duration }

  /// When a frame comes on screen, in seconds.
  package func start(of index: Int) -> Double {
    precondition(index >= 0 && index < count, "a frame's number lies in its clip")
    return switch pace {
    case .constant(let rate): Double(index) * Double(rate.denominator) / Double(rate.numerator)
    case .variable(let timeBase, let ticks, _): seconds(ticks[index], timeBase)
    }
  }

  /// When the last frame leaves the screen, in seconds.
  package var duration: Double {
    switch pace {
    case .constant(let rate): Double(count) * Double(rate.denominator) / Double(rate.numerator)
    case .variable(let timeBase, let ticks, let lastTicks): seconds(ticks[count - 1] + lastTicks, timeBase)
    }
  }

  /// The frame on screen at a time in seconds, 0 ..< count: the first one before 0, the last one from its start on.
  ///
  /// A time within a millionth of a frame (or tick) of a frame's start belongs to that frame, so that
  /// `index(at: start(of: i))` is i in spite of rounding.
  package func index(at seconds: Double) -> Int {
    switch pace {
    case .constant(let rate):
      clamped(seconds * Double(rate.numerator) / Double(rate.denominator) + 1e-6)
    case .variable(let timeBase, let ticks, _):
      lastIndex(in: ticks, notAfter: seconds * Double(timeBase.denominator) / Double(timeBase.numerator) + 1e-6)
    }
  }

  private func clamped(_ position: Double) -> Int {
    guard position > 0 else { return 0 }
    return position < Double(count) ? Int(position) : count - 1
  }

  private func lastIndex(in ticks: [Int], notAfter tick: Double) -> Int {
    var low = 0
    var high = ticks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Double(ticks[middle]) <= tick { low = middle } else { high = middle }
    }
    return low
  }

  private func seconds(_ ticks: Int, _ timeBase: Rational) -> Double {
    Double(ticks) * Double(timeBase.numerator) / Double(timeBase.denominator)
  }
}

/// In files: {"rate": 25, "count": 100}, or {"timeBase": "1/1000", "ticks": [0, 40, 100], "lastTicks": 40}.
extension FrameTimes: Codable {
  private enum Key: String, CodingKey { case rate, count, timeBase, ticks, lastTicks }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    if container.contains(.rate) {
      let rate = try container.decode(Rational.self, forKey: .rate)
      let count = try container.decode(Int.self, forKey: .count)
      guard rate.numerator > 0, count > 0 else { throw Self.broken(container) }
      self.init(rate: rate, count: count)
    } else {
      let timeBase = try container.decode(Rational.self, forKey: .timeBase)
      let ticks = try container.decode([Int].self, forKey: .ticks)
      let lastTicks = try container.decode(Int.self, forKey: .lastTicks)
      let most = 1 << 53
      guard timeBase.numerator > 0, ticks.first == 0, zip(ticks, ticks.dropFirst()).allSatisfy(<), lastTicks > 0,
        ticks[ticks.count - 1] <= most, lastTicks <= most
      else { throw Self.broken(container) }
      self.init(timeBase: timeBase, ticks: ticks, lastTicks: lastTicks)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch pace {
    case .constant(let rate):
      try container.encode(rate, forKey: .rate)
      try container.encode(count, forKey: .count)
    case .variable(let timeBase, let ticks, let lastTicks):
      try container.encode(timeBase, forKey: .timeBase)
      try container.encode(ticks, forKey: .ticks)
      try container.encode(lastTicks, forKey: .lastTicks)
    }
  }

  private static func broken(_ container: KeyedDecodingContainer<Key>) -> DecodingError {
    .dataCorrupted(
      .init(
        codingPath: container.codingPath,
        debugDescription: "frame times are a positive rate and count, or ticks that start at 0 and rise"))
  }
}
