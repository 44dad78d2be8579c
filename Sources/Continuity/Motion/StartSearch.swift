import Geometry

/// Looks for where an alignment could start when the motion is too large to be found by following slopes: tries zooms, rolls and shifts on
/// small pictures, and keeps those whose bands are most alike.
struct StartSearch {
  /// The level it works on, which is at most 80 pixels wide and high if there is one.
  let level: Int
  private let first: MotionLevel
  private let second: MotionLevel
  /// The largest shifts: an eighth of the longer side, and no more than leaves something to compare.
  private let reachX: Int
  private let reachY: Int

  private static let mostSide = 80
  private static let leastSide = 8
  private static let octaveStep = 0.05
  /// 1.5°.
  private static let turnStep = 1.0 / 240

  init(_ a: MotionFrame, _ b: MotionFrame) {
    level = a.levels.firstIndex { max($0.width, $0.height) <= Self.mostSide } ?? a.levels.count - 1
    first = a.levels[level]
    second = b.levels[level]
    let reach = max(first.width, first.height) / 8
    reachX = max(0, min(reach, first.width - Self.leastSide))
    reachY = max(0, min(reach, first.height - Self.leastSide))
  }

  /// The four best maps, each with another zoom or roll, in pixels of the picture.
  func starts() -> [Similarity] {
    var found = Self.turnsAndZooms.map { best(scale: $0) }
    found.sort { $0.likeness > $1.likeness }
    return found.prefix(4).map { Similarity(scale: $0.map.scale, offset: $0.map.offset * first.scale) }
  }

  /// Upright ones over a wide range of zooms, rolled ones over a narrow one.
  private static let turnsAndZooms: [Point] =
    (-8...8).map { Point(turns: 0, length: PortableMath.exp2(Double($0) * octaveStep)) }
    + [-4, -3, -2, -1, 1, 2, 3, 4].flatMap { roll in
      (-2...2).map { Point(turns: Double(roll) * turnStep, length: PortableMath.exp2(Double($0) * octaveStep)) }
    }

  private func best(scale: Point) -> (map: Similarity, likeness: Double) {
    let (a, b) = (upright(first, scale: .one), upright(second, scale: scale))
    var best = (shift: Point.zero, likeness: -1.0)
    for dy in stride(from: -reachY, through: reachY, by: 2) {
      for dx in stride(from: -reachX, through: reachX, by: 2) {
        let likeness = likeness(a, b, dx, dy)
        if likeness > best.likeness { best = (Point(x: Double(dx), y: Double(dy)), likeness) }
      }
    }
    // b is drawn so that z shows scale · z of the next picture; content that stands at z + shift there stands at scale · (z + shift).
    return (Similarity(scale: scale, offset: scale * best.shift), best.likeness)
  }

  /// The level's spline at every second row, with z showing scale · z; 0 where it is not covered.
  private func upright(_ level: MotionLevel, scale: Point) -> [Float] {
    var out = [Float](repeating: 0, count: level.width * level.height)
    level.coefficients.withUnsafeBufferPointer { coefficients in
      let spline = Spline(coefficients: coefficients.baseAddress!, width: level.width, height: level.height)
      for y in 0..<level.height {
        for x in 0..<level.width {
          let z = scale * Point(x: Double(x) - level.middle.x, y: Double(y) - level.middle.y) + level.middle
          let (u, v) = (Float(z.x), Float(z.y))
          if spline.covers(u, v) { out[y * level.width + x] = spline.sample(u, v).value }
        }
      }
    }
    return out
  }

  /// The correlation of a at z with b at z + (dx, dy) over every second row of what both show, −1 … 1.
  private func likeness(_ a: [Float], _ b: [Float], _ dx: Int, _ dy: Int) -> Double {
    let (width, height) = (first.width, first.height)
    guard abs(dx) < width, abs(dy) < height else { return -1 }
    let columns = max(0, -dx)..<min(width, width - dx)
    let rows = max(0, -dy)..<min(height, height - dy)
    guard columns.count >= Self.leastSide, rows.count >= 2 else { return -1 }
    typealias Lanes = SIMD8<Float>
    var (ab, aa, bb) = (Lanes(), Lanes(), Lanes())
    a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        for y in stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
          let (i, j) = (y * width + columns.lowerBound, (y + dy) * width + columns.lowerBound + dx)
          for x in stride(from: 0, through: columns.count - 8, by: 8) {
            let p = a.loadUnaligned(fromByteOffset: 4 * (i + x), as: Lanes.self)
            let q = b.loadUnaligned(fromByteOffset: 4 * (j + x), as: Lanes.self)
            ab += p * q
            aa += p * p
            bb += q * q
          }
        }
      }
    }
    let energy = Double(aa.sum()) * Double(bb.sum())
    return energy > 0 ? Double(ab.sum()) / energy.squareRoot() : -1
  }
}
