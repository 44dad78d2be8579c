import Geometry

/// A sheet of card at work: shapes are pasted on and cut out, and what is left is a card.
struct PaperCut {
  /// How much of each texel is paper.
  private var mask: [Float]

  /// A card with one large hole, `wide` and `high` from its middle, which is cut by hand.
  init(wide: Double, high: Double, _ seed: Seed) {
    mask = [Float](repeating: 1, count: PaperCard.columns * PaperCard.rows)
    let bends = (2..<6).map { (Double($0), seed.at("bend", $0).unit, 0.035 * seed.at("bends", $0).unit) }
    let hole = (0..<240).map { step -> Point in
      let turns = Double(step) / 240
      let round = Point(turns: turns)
      // Between an ellipse and a rectangle.
      let square = 1 / PortableMath.exp2(0.36 * PortableMath.log2(power(round.x) + power(round.y)))
      let bend = bends.reduce(1.0) { $0 + $1.2 * PortableMath.sineAndCosine(turns: $1.0 * turns + $1.1).sine }
      return Point(x: round.x * wide, y: round.y * high) * (square * bend)
    }
    cut(hole)
    lace(hole)
  }

  /// A scalloped edge with a small hole in each scallop, along the upper part of a hole.
  private mutating func lace(_ hole: [Point]) {
    var gone = 0.0
    for (point, next) in zip(hole, hole.dropFirst() + hole.prefix(1)) where point.y < -0.12 {
      gone += (next - point).length
      guard gone > 0.047 else { continue }
      gone = 0
      paste(disc: point, 0.027)
      cut(disc: point, 0.0085)
    }
  }

  /// Nothing stands so near to the middle.
  mutating func frees(_ radius: Double) { cut(disc: .zero, radius) }

  var card: PaperCard { PaperCard(mask) }

  mutating func paste(_ shape: [Point]) { fill(shape) { $0 + $1 - $0 * $1 } }
  mutating func cut(_ shape: [Point]) { fill(shape) { $0 * (1 - $1) } }

  mutating func paste(disc middle: Point, _ radius: Double) { paste(PaperCut.disc(middle, radius)) }
  mutating func cut(disc middle: Point, _ radius: Double) { cut(PaperCut.disc(middle, radius)) }

  static func disc(_ middle: Point, _ radius: Double) -> [Point] {
    let count = max(10, min(48, Int(radius * 400)))
    return (0..<count).map { middle + Point(turns: Double($0) / Double(count), length: radius) }
  }

  /// A line of changing width.
  mutating func paste(line: [Point], _ from: Double, _ to: Double) { paste(PaperCut.band(line, from, to)) }
  mutating func cut(line: [Point], _ from: Double, _ to: Double) { cut(PaperCut.band(line, from, to)) }

  static func band(_ line: [Point], _ from: Double, _ to: Double) -> [Point] {
    var (left, right): ([Point], [Point]) = ([], [])
    for index in line.indices {
      let along = line[min(index + 1, line.count - 1)] - line[max(index - 1, 0)]
      let t = Double(index) / Double(max(1, line.count - 1))
      let aside = along * Point(x: 0, y: 0.5 * (from + (to - from) * t) / max(along.length, 1e-9))
      left.append(line[index] + aside)
      right.append(line[index] - aside)
    }
    return left + right.reversed()
  }

  /// A line that sets out in a direction and turns evenly by `bend` turns.
  static func curve(_ start: Point, _ heading: Double, _ length: Double, bend: Double, _ steps: Int = 16) -> [Point] {
    var (place, line) = (start, [start])
    for step in 0..<steps {
      let turn = heading + bend * (Double(step) + 0.5) / Double(steps)
      place = place + Point(turns: turn, length: length / Double(steps))
      line.append(place)
    }
    return line
  }

  private func power(_ x: Double) -> Double {
    x == 0 ? 0 : PortableMath.exp2(2.8 * PortableMath.log2(abs(x)))
  }

  /// Even-odd, with four lines to a texel and exact along them.
  private mutating func fill(_ shape: [Point], _ join: (_ old: Float, _ new: Float) -> Float) {
    let corners = shape.map {
      Point(x: ($0.x - PaperCard.left) / PaperCard.texel, y: ($0.y - PaperCard.top) / PaperCard.texel)
    }
    guard let lowest = corners.map(\.y).min(), let highest = corners.map(\.y).max() else { return }
    let (first, last) = (max(0, Int(lowest)), min(PaperCard.rows - 1, Int(max(0, highest))))
    guard first <= last, highest > 0 else { return }
    let columns = PaperCard.columns
    var cover = [Float](repeating: 0, count: columns + 1)
    var crossings: [Double] = []
    for row in first...last {
      var touched = (columns, -1)
      for line in 0..<4 {
        let y = Double(row) + (Double(line) + 0.5) / 4
        crossings.removeAll(keepingCapacity: true)
        var before = corners[corners.count - 1]
        for corner in corners {
          if (before.y <= y) != (corner.y <= y) {
            crossings.append(before.x + (corner.x - before.x) * (y - before.y) / (corner.y - before.y))
          }
          before = corner
        }
        crossings.sort()
        for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
          let (from, to) = (max(0, crossings[pair]), min(Double(columns), crossings[pair + 1]))
          guard to > from else { continue }
          let (a, b) = (Int(from), min(Int(to), columns - 1))
          for x in a...b {
            cover[x] += Float(0.25 * (min(to, Double(x + 1)) - max(from, Double(x))))
          }
          touched = (min(touched.0, a), max(touched.1, b))
        }
      }
      guard touched.0 <= touched.1 else { continue }
      for x in touched.0...touched.1 {
        let index = row * columns + x
        mask[index] = join(mask[index], min(cover[x], 1))
        cover[x] = 0
      }
    }
  }
}
