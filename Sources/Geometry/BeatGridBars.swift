import Glibc

extension BeatGrid {
  /// A beat with all that is known of it.
  package struct Beat: Hashable, Sendable {
    package let number: Int
    /// In seconds.
    package let moment: Double
    /// From 1, which begins a bar; nil where nobody said where bars begin.
    package let place: Int?
    /// 0 … 1; nil where nobody measured it.
    package let strength: Double?
  }

  /// A line between two bars.
  package struct BarLine: Hashable, Sendable {
    /// Of the bar that begins.
    package let bar: Int
    /// In seconds.
    package let moment: Double
  }

  /// The beats of a range of seconds, in order.
  package func beats(in range: Range<Double>) -> [Beat] {
    numbers(range, beat(at:), moment(ofBeat:)).map { number, moment in
      Beat(number: number, moment: moment, place: place(ofBeat: number), strength: strength(ofBeat: number))
    }
  }

  /// The bar lines of a range of seconds, in order.
  package func barLines(in range: Range<Double>) -> [BarLine] {
    numbers(range, bar(at:), moment(ofBar:)).map(BarLine.init)
  }

  /// The number of a beat that begins a bar: of the first metre, or beat 0 where nobody said where bars begin.
  package var firstOfBar: Int { countedMetres.first?.metre.beat ?? 0 }

  /// A beat's place in its bar, from 1; nil where nobody said where bars begin.
  package func place(ofBeat beat: Int) -> Int? {
    guard let metre = (last { $0.metre.beat <= beat } ?? countedMetres.first)?.metre else { return nil }
    return remainder(beat - metre.beat, metre.beatsToBar) + 1
  }

  /// How strong a beat is, 0 … 1; nil where nobody measured it.
  package func strength(ofBeat beat: Int) -> Double? { strengths.indices.contains(beat) ? strengths[beat] : nil }

  /// The bar at a moment: bar 0 is the one that the first metre begins; broken within a bar, by its beats.
  package func bar(at moment: Double) -> Double {
    let beat = beat(at: moment)
    let (metre, next) = run { Double($0.metre.beat) <= beat }
    let inside = (beat - Double(metre.metre.beat)) / Double(metre.metre.beatsToBar)
    guard let next, inside > metre.wholeBars(to: next) else { return Double(metre.first) + inside }
    let whole = metre.wholeBars(to: next)
    let beats = Double(metre.metre.beatsToBar)
    return Double(metre.first) + whole + (inside - whole) * beats / metre.lastBar(to: next)
  }

  /// When a bar begins, in seconds; a broken number lies within a bar.
  package func moment(ofBar bar: Double) -> Double {
    let (metre, next) = run { Double($0.first) <= bar }
    let inside = bar - Double(metre.first)
    let start = Double(metre.metre.beat)
    let beats = Double(metre.metre.beatsToBar)
    guard let next, inside > metre.wholeBars(to: next) else { return moment(ofBeat: start + inside * beats) }
    let whole = metre.wholeBars(to: next)
    return moment(ofBeat: start + whole * beats + (inside - whole) * metre.lastBar(to: next))
  }

  /// The bar line nearest to a moment, by beats.
  package func barLine(nearestTo moment: Double) -> BarLine {
    let bar = bar(at: moment).rounded()
    return BarLine(bar: Int(bar), moment: self.moment(ofBar: bar))
  }

  /// The metre at a place, and the next one; before the first metre the first one, without end.
  private func run(_ holds: (CountedMetre) -> Bool) -> (CountedMetre, CountedMetre?) {
    guard let first = countedMetres.first else { return (CountedMetre(Metre(beat: 0, beatsToBar: 4), first: 0), nil) }
    let at = countedMetres.partitionPoint(holds)
    let next = max(at, 1)
    return (at > 0 ? countedMetres[at - 1] : first, next < countedMetres.count ? countedMetres[next] : nil)
  }

  private func last(_ holds: (CountedMetre) -> Bool) -> CountedMetre? {
    let at = countedMetres.partitionPoint(holds)
    return at > 0 ? countedMetres[at - 1] : nil
  }

  /// The whole numbers whose moments lie in a range, in spite of rounding.
  private func numbers(
    _ range: Range<Double>, _ number: (Double) -> Double, _ moment: (Double) -> Double
  ) -> [(Int, Double)] {
    guard !range.isEmpty else { return [] }
    let low = Int(floor(number(range.lowerBound))) - 1
    let high = Int(ceil(number(range.upperBound))) + 1
    return (low...high).map { ($0, moment(Double($0))) }.filter { range.contains($0.1) }
  }

  private func remainder(_ a: Int, _ b: Int) -> Int { ((a % b) + b) % b }
}

/// A metre with the number of its first bar; the first metre of a song begins bar 0.
struct CountedMetre: Hashable, Sendable {
  let metre: BeatGrid.Metre
  let first: Int

  init(_ metre: BeatGrid.Metre, first: Int) {
    self.metre = metre
    self.first = first
  }

  static func counted(_ metres: [BeatGrid.Metre]) -> [CountedMetre] {
    var counted: [CountedMetre] = []
    for metre in metres {
      guard let last = counted.last else {
        counted.append(CountedMetre(metre, first: 0))
        continue
      }
      // A last bar that the next metre cuts short is a bar all the same.
      let bars = (metre.beat - last.metre.beat + last.metre.beatsToBar - 1) / last.metre.beatsToBar
      counted.append(CountedMetre(metre, first: last.first + bars))
    }
    return counted
  }

  /// The bars before the one that may be cut short.
  func wholeBars(to next: CountedMetre) -> Double { Double(next.first - first - 1) }

  /// The beats of the bar before the next metre.
  func lastBar(to next: CountedMetre) -> Double {
    Double(next.metre.beat - metre.beat) - wholeBars(to: next) * Double(metre.beatsToBar)
  }
}

extension Array {
  /// How many of the first elements something holds of, where it holds of all up to one and of none after it.
  func partitionPoint(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
