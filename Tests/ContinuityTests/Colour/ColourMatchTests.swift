import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `The match of colours between unlike pictures` {
  private let size = CanvasSize(120, 80)

  @Test func `is the identity from a picture to itself`() {
    let picture = Scenery(seed: 1).picture(size)
    #expect(distance(ColourMatch.statistics(from: picture, to: picture), .identity) < 0.01)
  }

  @Test func `does not depend on where things are`() {
    let (a, b) = (Scenery(seed: 1).picture(size), Scenery(seed: 2).picture(size))
    let upsideDown = Picture(size, b.format) { b.planes[$0].sample($1, size.height - 1 - $2) }
    #expect(
      distance(ColourMatch.statistics(from: a, to: b), ColourMatch.statistics(from: a, to: upsideDown)) < 1e-9)
  }

  @Test func `moves a flat picture's colour by its amount of the way in Lab`() {
    let (grey, other) = (Picture.flat(size, y: 0.5), Picture.flat(size, y: 0.6, cb: 0.05, cr: -0.04))
    let way = ColourMatch.difference(grey, other)
    for amount in [0.25, 0.75, 1] {
      let map = ColourMatch.statistics(from: grey, to: other, amount: amount)
      let moved = grey.mapped(map)
      #expect(abs(ColourMatch.difference(grey, moved).meanDE - amount * way.meanDE) < 0.2)
      #expect(abs(ColourMatch.difference(moved, other).meanDE - (1 - amount) * way.meanDE) < 0.2)
    }
  }

  @Test func `gives greys another grey's contrast`() {
    // Of picture to picture Y′ becomes 0.3 + 0.7·Y′, which in L* is nearly affine too.
    let soft = ColourMap(rows: [[0.7, 0, 0, 0.12], [0, 0, 0, 0], [0, 0, 0, 0]])
    let grey = Scenery(seed: 3).picture(size, bits: 16).mapped(
      ColourMap(rows: [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]))
    let map = ColourMatch.statistics(from: grey, to: grey.mapped(soft), amount: 1)
    #expect(abs(map.rows[0][0] - 0.7) < 0.03)
    #expect(ColourMatch.difference(grey.mapped(map), grey.mapped(soft)).meanDE < 1)
  }

  @Test func `brings the means together, and the spread`() {
    for seed in UInt32(0)..<4 {
      let (a, b) = (Scenery(seed: seed).picture(size), Scenery(seed: seed + 50, coarsest: 0.4).picture(size))
      let tinted = b.mapped(ColourMap(rows: [[0.8, 0, 0, -0.05], [0, 1, 0.2, 0.06], [0.1, 0, 1.2, -0.1]]))
      let before = ColourMatch.difference(a, tinted).betweenMeans
      let map = ColourMatch.statistics(from: a, to: tinted, amount: 1)
      #expect(ColourMatch.difference(a.mapped(map), tinted).betweenMeans < 0.1 * before)
    }
  }

  @Test func `stretches no direction of colours more than twofold, and none to less than half`() {
    let strong = ColourMap(rows: [[1.6, 0, 0, -0.3], [0, 4, 0, 0], [0, 0, 4, 0]])
    let (lively, dull) = (Scenery(seed: 4).picture(size).mapped(strong), Picture.flat(size, y: 0.2))
    for (from, to) in [(lively, dull), (dull, lively)] {
      let map = ColourMatch.statistics(from: from, to: to, amount: 1)
      for number in 0..<200 {
        let v = (0..<3).map { Seed(5).at("direction", number, $0).signed }
        let w = map.rows.map { $0[0] * v[0] + $0[1] * v[1] + $0[2] * v[2] }
        let stretch = (w.map { $0 * $0 }.reduce(0, +) / v.map { $0 * $0 }.reduce(0, +)).squareRoot()
        #expect(stretch > 0.4999 && stretch < 2.0001)
      }
    }
  }

  @Test func `looks where the weights are`() {
    let (left, right) = (Picture.flat(size, y: 0.3), Picture.flat(size, y: 0.7, cb: 0.05))
    let both = Picture(size, left.format) { ($1 < size.width / 2 ? left : right).planes[$0].sample($1, $2) }
    let weights = GreyImage(width: 2, height: 1, pixels: [0, 1])
    let map = ColourMatch.statistics(
      from: both, to: left, amount: 1, weights: GreyImage(width: 2, height: 1, pixels: [1, 0]))
    #expect(ColourMatch.difference(left.mapped(map), left).meanDE < 0.1)
    let other = ColourMatch.statistics(from: left, to: both, amount: 1, weights: weights)
    #expect(ColourMatch.difference(left.mapped(other), right).meanDE < 0.5)
  }
}

@Suite struct `The difference between pictures` {
  @Test func `is that of Lab`() {
    let size = CanvasSize(4, 2)
    let (black, white, grey) = (Picture.flat(size, y: 0), Picture.flat(size, y: 1), Picture.flat(size, y: 0.5))
    // Grey of half the code is light 0.214041 and L* 53.3890.
    #expect(abs(ColourMatch.difference(black, white).meanDE - 100) < 0.01)
    #expect(abs(ColourMatch.difference(grey, white).meanDE - 46.611) < 0.02)
    #expect(abs(ColourMatch.difference(white, grey).lightness + 46.611) < 0.02)
    let half = Picture(size, black.format) { ($1 < 2 ? black : white).planes[$0].sample($1, $2) }
    let other = Picture(size, black.format) { ($1 < 2 ? white : black).planes[$0].sample($1, $2) }
    #expect(abs(ColourMatch.difference(half, other).meanDE - 100) < 0.01)
    #expect(ColourMatch.difference(half, other).betweenMeans < 1e-9)
  }
}

/// The largest difference between two maps' numbers.
func distance(_ p: ColourMap, _ q: ColourMap) -> Double {
  zip(p.rows.joined(), q.rows.joined()).map { abs($0 - $1) }.max()!
}
