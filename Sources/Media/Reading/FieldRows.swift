/// How well the rows of a frame agree with their neighbours, where something moves.
struct FieldSums {
  var own = 0
  var before = 0
  var earlier = 0

  /// Whether both fields are of one moment, as in films that are only carried as fields: each row lies between its neighbours better than
  /// rows twice as far apart do, and much better than the row of a frame before.
  var isOneMoment: Bool { own * 4 < earlier * 3 && own * 3 < before }
}

/// A row of the later field, as it would have been at the time of the earlier one, from rows of the same plane. Kernels; samples are UInt8 or
/// UInt16 code values.
///
/// Where nothing moves it is the row itself, seen before and after. Where something moves it is interpolated between the rows of the earlier
/// field above and below, along the direction in which they agree best. Between the two lies what was measured as motion: the result is
/// the interpolated sample, but no farther from what the later field shows than the fields changed around it.
package struct FieldRows<Sample: FixedWidthInteger & UnsignedInteger> {
  package typealias Row = UnsafePointer<Sample>

  /// Of the earlier field: above and below, now and a frame before.
  let above: Row
  let below: Row
  let aboveBefore: Row
  let belowBefore: Row
  /// Of the later field: the row itself, and its neighbours above and below, now and a frame before.
  let row: Row
  let rowBefore: Row
  let upper: Row
  let upperBefore: Row
  let lower: Row
  let lowerBefore: Row

  /// Of the earlier field: the row above `above`.
  let upperEarlier: Row

  /// Samples to either side among which directions are looked for.
  static var reach: Int { 3 }

  package init(
    above: Row, below: Row, aboveBefore: Row, belowBefore: Row, row: Row, rowBefore: Row, upper: Row, upperBefore: Row,
    lower: Row, lowerBefore: Row, upperEarlier: Row
  ) {
    (self.above, self.below, self.aboveBefore, self.belowBefore) = (above, below, aboveBefore, belowBefore)
    (self.row, self.rowBefore) = (row, rowBefore)
    (self.upper, self.upperBefore, self.lower, self.lowerBefore) = (upper, upperBefore, lower, lowerBefore)
    self.upperEarlier = upperEarlier
  }

  /// Writes `count` samples. `span` is the distance of samples of one kind: 1 in a plane of its own; 0 where they are mixed, and then only
  /// straight up and down is looked at.
  package func write(to out: UnsafeMutablePointer<Sample>, count: Int, span: Int) {
    let margin = span == 0 ? count : min(count, Self.reach + 1)
    let end = max(margin, count - margin)
    for x in 0..<margin { out[x] = sample(x, straight(x)) }
    for x in margin..<end { out[x] = sample(x, slanted(x)) }
    for x in end..<count { out[x] = sample(x, straight(x)) }
  }

  @inline(__always) private func straight(_ x: Int) -> Int32 { (Int32(above[x]) &+ Int32(below[x]) &+ 1) &>> 1 }

  /// Between the rows along the direction in which three samples above are most like three below; straight ones are favoured.
  @inline(__always) private func slanted(_ x: Int) -> Int32 {
    var best = (unlike: unlike(x, 0) &- 1, sample: straight(x))
    consider(x, 1, 0, &best)
    consider(x, -1, 0, &best)
    consider(x, 2, 1, &best)
    consider(x, -2, 1, &best)
    consider(x, 3, 2, &best)
    consider(x, -3, 2, &best)
    return best.sample
  }

  /// Takes the direction if it is better than the best so far in spite of its slant.
  @inline(__always) private func consider(
    _ x: Int, _ way: Int, _ slant: Int32, _ best: inout (unlike: Int32, sample: Int32)
  ) {
    let found = unlike(x, way) &+ slant
    let sample = (Int32(above[x &+ way]) &+ Int32(below[x &- way]) &+ 1) &>> 1
    best.sample = found < best.unlike ? sample : best.sample
    best.unlike = found < best.unlike ? found : best.unlike
  }

  @inline(__always) private func unlike(_ x: Int, _ way: Int) -> Int32 {
    distance(above[x &+ way &- 1], below[x &- way &- 1]) &+ distance(above[x &+ way], below[x &- way])
      &+ distance(above[x &+ way &+ 1], below[x &- way &+ 1])
  }

  /// What tells whether both fields were taken at once, summed where something moves: how far the row is from what lies between its
  /// neighbours, the same of the row a frame before, and of a row of the earlier field between its own.
  func add(to sums: inout FieldSums, count: Int) {
    let least = Int32(1) << Int32(Sample.bitWidth == 8 ? 2 : 4)
    var (own, before, earlier) = (0, 0, 0)
    for x in 0..<count {
      let change = distance(above[x], aboveBefore[x]) &+ distance(row[x], rowBefore[x])
      let moves: Int32 = change > least ? 1 : 0
      let between = straight(x)
      own &+= Int(moves &* abs(Int32(row[x]) &- between))
      before &+= Int(moves &* abs(Int32(rowBefore[x]) &- between))
      earlier &+= Int(moves &* abs(Int32(above[x]) &- (Int32(upperEarlier[x]) &+ Int32(below[x]) &+ 1) &>> 1))
    }
    sums.own += own
    sums.before += before
    sums.earlier += earlier
  }

  @inline(__always) private func distance(_ a: Sample, _ b: Sample) -> Int32 {
    let (a, b) = (Int32(a), Int32(b))
    return a > b ? a &- b : b &- a
  }

  @inline(__always) private func sample(_ x: Int, _ between: Int32) -> Sample {
    let still = (Int32(row[x]) &+ Int32(rowBefore[x]) &+ 1) &>> 1
    let change = (distance(above[x], aboveBefore[x]) &+ distance(below[x], belowBefore[x]) &+ 1) &>> 1
    let motion = max(max(distance(row[x], rowBefore[x]), change), comb(x, still))
    return Sample(truncatingIfNeeded: min(max(between, still &- motion), still &+ motion))
  }

  /// How far three rows of the later field all stand out, to the same side, from the two of the earlier one between them.
  @inline(__always) private func comb(_ x: Int, _ still: Int32) -> Int32 {
    let over = (Int32(upper[x]) &+ Int32(upperBefore[x]) &+ 1) &>> 1
    let under = (Int32(lower[x]) &+ Int32(lowerBefore[x]) &+ 1) &>> 1
    let (a, b) = (Int32(above[x]), Int32(below[x]))
    let up = min(min(still &- a, still &- b), min(over &- a, under &- b))
    let down = min(min(a &- still, b &- still), min(a &- over, b &- under))
    return max(0, max(up, down))
  }
}
