import Geometry
import Imaging

/// Looks for places at which an inner scene stands in an outer one as a thing among its things: all are rated by colours along its border, by what
/// it would cover and what is around, and the best of them are tried in small.
package struct JoinPlaces {
  private let outer: JoinScene
  private let inner: JoinScene
  private let octaves: Double
  private let roll: Double
  private let extent: Point?
  private let cores: Cores

  /// Of the outer picture, as places are rated.
  private static let rows = 162
  /// Of the inner picture a little more than its frame is looked at.
  private static let beyond = 1.1
  private static let tried = 14

  /// - Parameters:
  ///   - octaves: how much smaller the inner scene is.
  ///   - roll: of the link, in turns.
  ///   - extent: half the size of the inner picture in its scene's plane; nil: it has no end.
  ///   - cores: on which places are tried side by side.
  package init(
    _ outer: JoinScene, _ inner: JoinScene, octaves: Double, roll: Double, extent: Point?, cores: Cores = Cores(1)
  ) {
    (self.outer, self.inner, self.octaves, self.roll) = (outer, inner, octaves, roll)
    (self.extent, self.cores) = (extent, cores)
  }

  private var scale: Double { PortableMath.exp2(-octaves) }

  /// The best first; empty where the inner scene is too large to be moved about.
  package var best: [JoinPlace] {
    let candidates = candidates
    let places = cores.map(candidates.indices) { number in
      let portal = Similarity(scale: Point(turns: -roll, length: scale), offset: candidates[number])
      return JoinPlace(
        middle: candidates[number], score: JoinTrial(outer, inner, portal: portal, extent: extent).score)
    }
    return places.sorted { $0.score.total < $1.score.total }
  }

  /// Places that rate well and are not side by side.
  private var candidates: [Point] {
    let rated = ratings.sorted { $0.cost < $1.cost }
    var kept: [Point] = []
    for place in rated where kept.allSatisfy({ ($0 - place.middle).length > 1.4 * scale }) {
      kept.append(place.middle)
      if kept.count == JoinPlaces.tried { break }
    }
    return kept
  }

  private var ratings: [(middle: Point, cost: Float)] {
    let canvas = JoinGrid(rowsOfCanvas: JoinPlaces.rows, aspect: outer.aspect)
    let rows = max(6, Int((Double(canvas.rows) * scale * JoinPlaces.beyond).rounded()))
    let columns = max(6, Int((Double(rows) * inner.aspect).rounded()))
    guard rows + 2 < canvas.rows, columns + 2 < canvas.columns else { return [] }
    let around = outer.colours.seen(on: canvas, .identity)
    let patch = InnerPatch(inner, rows: rows, columns: columns, beyond: JoinPlaces.beyond)
    let salience = IntegralImage(outer.salience.seen(on: canvas, .identity), canvas.columns, canvas.rows)
    let slopes = IntegralImage(around.slopes, canvas.columns, canvas.rows)
    let usual = max(slopes.mean(0..<canvas.columns, 0..<canvas.rows), 0.3)
    let step = max(2, rows / 4)
    var ratings: [(middle: Point, cost: Float)] = []
    for top in stride(from: 1, to: canvas.rows - rows - 1, by: step) {
      for left in stride(from: 1, to: canvas.columns - columns - 1, by: step) {
        let (x, y) = (Double(left) + Double(columns) / 2, Double(top) + Double(rows) / 2)
        let middle = Point(
          x: (x / Double(canvas.columns) * 2 - 1) * outer.aspect, y: y / Double(canvas.rows) * 2 - 1)
        let wide = (Int(1.6 * Double(columns)), Int(1.6 * Double(rows)))
        let near = slopes.mean(
          max(0, Int(x) - wide.0)..<min(canvas.columns, Int(x) + wide.0),
          max(0, Int(y) - wide.1)..<min(canvas.rows, Int(y) + wide.1))
        let covered = salience.mean(left..<left + columns, top..<top + rows)
        let off = Float(Point(x: middle.x / outer.aspect, y: middle.y).length)
        let cost =
          patch.apart(from: around, left, top) + 0.9 * covered + 0.7 * max(0, 0.8 - near / usual) + 0.25 * off * off
        ratings.append((middle, cost))
      }
    }
    return ratings
  }
}

/// The inner picture as small as it lies in the outer one.
private struct InnerPatch {
  private let rows: Int
  private let columns: Int
  private let colours: LabImage
  /// How much a pixel counts: along the border, and where nothing stands out; 1 in all.
  private let weights: [Float]

  init(_ scene: JoinScene, rows: Int, columns: Int, beyond: Double) {
    self.rows = rows
    self.columns = columns
    let grid = JoinGrid(rowsOfCanvas: rows, aspect: Double(columns) / Double(rows))
    let map = Similarity(scale: Point(x: beyond, y: 0))
    colours = scene.colours.seen(on: grid, map)
    let salience = scene.salience.seen(on: grid, map)
    var weights = (0..<rows * columns).map { i -> Float in
      let u = abs(Float(i % columns) + 0.5 - Float(columns) / 2) / (Float(columns) / 2)
      let v = abs(Float(i / columns) + 0.5 - Float(rows) / 2) / (Float(rows) / 2)
      let out = Float(PortableMath.exp2(PortableMath.log2(Double(u * u * u + v * v * v) + 1e-9) / 3))
      return min(max((out - 0.35) / 0.4, 0.05), 1) * (1.05 - salience[i])
    }
    let sum = weights.reduce(0, +)
    for i in weights.indices { weights[i] /= sum }
    self.weights = weights
  }

  /// How unlike its border and what is around it there are, when their looks have been moved together by three quarters.
  func apart(from picture: LabImage, _ left: Int, _ top: Int) -> Float {
    var means: (Float, Float, Float) = (0, 0, 0)
    forEach(picture, left, top) { weight, l, a, b in
      means.0 += weight * l
      means.1 += weight * a
      means.2 += weight * b
    }
    var sum: Float = 0
    forEach(picture, left, top) { weight, l, a, b in
      let (dl, da, db) = (l - 0.75 * means.0, a - 0.75 * means.1, b - 0.75 * means.2)
      sum += weight * min((dl * dl + da * da + db * db).squareRoot(), 40)
    }
    let mean = (means.0 * means.0 + means.1 * means.1 + means.2 * means.2).squareRoot()
    return sum / 20 + 0.012 * mean
  }

  @inline(__always)
  private func forEach(
    _ picture: LabImage, _ left: Int, _ top: Int, _ body: (_ weight: Float, _ l: Float, _ a: Float, _ b: Float) -> Void
  ) {
    for y in 0..<rows {
      for x in 0..<columns {
        let (i, j) = (y * columns + x, (top + y) * picture.width + left + x)
        body(
          weights[i], picture.channels[0][j] - colours.channels[0][i], picture.channels[1][j] - colours.channels[1][i],
          picture.channels[2][j] - colours.channels[2][i])
      }
    }
  }
}

/// Sums over rectangles.
private struct IntegralImage {
  private let sums: [Double]
  private let stride: Int

  init(_ values: [Float], _ width: Int, _ height: Int) {
    stride = width + 1
    var sums = [Double](repeating: 0, count: stride * (height + 1))
    for y in 0..<height {
      var row = 0.0
      for x in 0..<width {
        row += Double(values[y * width + x])
        sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row
      }
    }
    self.sums = sums
  }

  func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Float {
    func at(_ x: Int, _ y: Int) -> Double { sums[y * stride + x] }
    let sum =
      at(columns.upperBound, rows.upperBound) - at(columns.lowerBound, rows.upperBound)
      - at(columns.upperBound, rows.lowerBound) + at(columns.lowerBound, rows.lowerBound)
    return Float(sum / Double(max(columns.count * rows.count, 1)))
  }
}
