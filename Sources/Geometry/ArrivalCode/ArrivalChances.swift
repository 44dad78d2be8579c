/// The chances of what a cell's time is beyond what is expected of it.
struct ArrivalChances {
  /// What decides which chances a cell has.
  struct Place {
    /// The step of its grid, as a power of two.
    let step: Int32
    /// The level at or below the time that is expected, and in which eighth of the way to the next one that lies.
    let level: Int32
    let eighth: Int
    /// How far off forecasts were around it, in steps, as a class.
    let error: Int
    /// What is like what around it.
    let likeness: Int
  }

  /// Whether the time is above the expected one's level: by error and eighth, and by error and likeness.
  private var above = [Chance](repeating: Chance(), count: errorClasses * 8)
  private var aboveAlike = [Chance](repeating: Chance(), count: errorClasses * likenesses)
  /// Whether it is no farther off: by error, eighth and distance, and by likeness, error and whether the distance is none.
  private var ends = [Chance](repeating: Chance(), count: errorClasses * 8 * mostSteps)
  private var endsAlike = [Chance](repeating: Chance(), count: errorClasses * likenesses * 2)
  /// Of greater distances the length of their number, and its first digits.
  private var longer = [Chance](repeating: Chance(), count: errorClasses * 16)
  private var digits = [Chance](repeating: Chance(), count: 16 * 16)
  /// Whether the time is on its grid.
  private var plain = [Chance](repeating: Chance(), count: 16)

  static let errorClasses = 14
  static let likenesses = 72
  /// Distances up to here are counted, greater ones written as numbers.
  private static let mostSteps = 8

  /// Codes a time.
  @inline(__always)
  mutating func code<Coder: DecisionCoder>(_ time: Int32, _ place: Place, _ coder: inout Coder) -> Int32 {
    let level = level(ArrivalSteps.level(time, step: place.step), place, &coder)
    return rest(time, ArrivalSteps.time(level, step: place.step), place.step, &coder)
  }

  @inline(__always)
  private mutating func level<Coder: DecisionCoder>(_ level: Int32, _ place: Place, _ coder: inout Coder) -> Int32 {
    let alike = place.error * ArrivalChances.likenesses + place.likeness
    let isAbove = coder.decide(
      level > place.level, &above[place.error * 8 + place.eighth], &aboveAlike[alike])
    let distance = distance(
      isAbove ? level - place.level - 1 : place.level - level, place, eighth: isAbove ? place.eighth : 7 - place.eighth,
      alike * 2 + (isAbove ? 1 : 0), &coder)
    return isAbove ? place.level + 1 + distance : place.level - distance
  }

  @inline(__always)
  private mutating func distance<Coder: DecisionCoder>(
    _ distance: Int32, _ place: Place, eighth: Int, _ alike: Int, _ coder: inout Coder
  ) -> Int32 {
    let first = (place.error * 8 + eighth) * ArrivalChances.mostSteps
    if coder.decide(distance == 0, &ends[first], &endsAlike[alike]) { return 0 }
    for steps in 1..<ArrivalChances.mostSteps {
      if coder.decide(distance == Int32(steps), &ends[first + steps]) { return Int32(steps) }
    }
    return Int32(ArrivalChances.mostSteps - 1)
      + number(distance - Int32(ArrivalChances.mostSteps - 1), place.error, &coder)
  }

  /// A number from 1 on, as its length in digits of two and then its digits (Elias's gamma code, 1975).
  private mutating func number<Coder: DecisionCoder>(_ number: Int32, _ error: Int, _ coder: inout Coder) -> Int32 {
    let wanted = 31 - max(number, 1).leadingZeroBitCount
    var length = 0
    while length < 15, coder.decide(length < wanted, &longer[error * 16 + length]) { length += 1 }
    var result: Int32 = 1
    for digit in (0..<length).reversed() {
      let bit = coder.decide(number >> Int32(digit) & 1 == 1, &digits[length * 16 + digit])
      result = result << 1 | (bit ? 1 : 0)
    }
    return result
  }

  /// What a time is beyond its level's; nothing, where maps are rounded.
  @inline(__always)
  private mutating func rest<Coder: DecisionCoder>(
    _ time: Int32, _ even: Int32, _ step: Int32, _ coder: inout Coder
  ) -> Int32 {
    if coder.decide(time == even, &plain[Int(step)]) { return ArrivalChances.inRange(even) }
    var rest: Int32 = 0
    let wanted = time - even + (1 << step) / 2
    for digit in (0..<step).reversed() {
      rest = rest << 1 | (coder.decide(wanted >> digit & 1 == 1, chance: 1 << 15) ? 1 : 0)
    }
    return ArrivalChances.inRange(even + rest - (1 << step) / 2)
  }

  /// A damaged code may lead anywhere.
  private static func inRange(_ value: Int32) -> Int32 { min(max(value, 0), 65535) }
}

extension ArrivalChances.Place {
  /// - Parameters:
  ///   - error: the sum of the weighted forecast's errors over the neighbours that `ArrivalModel` looks at.
  ///   - repeats: 0 … 7.
  @inline(__always)
  init(_ expected: Float, error: Float, step: Int32, left: Int32, above: Int32, repeats: Int) {
    let expected = Int32(expected)
    level = expected >> step
    self.step = step
    eighth = Int(((expected - (level << step)) << 3) >> step)
    // Octaves of the mean error, from a 32nd of a step on.
    let octaves = Int((error / Float(8 << step) * 64 + 1).bitPattern >> 23) - 127
    self.error = min(octaves, ArrivalChances.errorClasses - 1)
    let (levelTime, nextTime) = (level << step, (level + 1) << step)
    func likeness(_ time: Int32) -> Int { time == levelTime ? 1 : time == nextTime ? 2 : 0 }
    self.likeness = (likeness(left) * 3 + likeness(above)) * 8 + repeats
  }
}
