import Geometry

/// One ring of a Julia set, over the angle and the logarithm of the distance, at several sizes.
///
/// A sample holds how much light there is, the first two waves of where in the colours' cycle, and the light of filaments: all
/// of them may be mixed. So the strip is filtered like a picture, and yet its colours flow.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class JuliaStrip: @unchecked Sendable {
  let ring: JuliaSet.Ring
  /// Turns of the colours' cycle from a ring to the next one outward.
  let phasePerRing: Double
  private let levels: UnsafeMutablePointer<Level>
  private let count: Int

  /// One size: samples at whole angles, and rows about the ring with one more on either side.
  private struct Level {
    let stride: Int
    let lastRow: Float
    let rowsPerBreadth: Float
    /// All rows of the first angle, then of the second; the last angle is the first again. Written once, by `init`.
    let samples: UnsafeMutablePointer<SIMD8<Float>>
  }

  /// Samples to the turn, at the largest size.
  private static let angles = 12288

  var texelsPerRadian: Float { Float(JuliaStrip.angles) / (2 * Float.pi) }

  init(_ set: JuliaSet, coloursPerOctave: Double) {
    ring = set.ring
    phasePerRing = coloursPerOctave * set.ring.breadth / PortableMath.ln2
    var levels: [Level] = []
    var angles = JuliaStrip.angles
    while angles >= 12 {
      // The largest is drawn from one place a sample: what is seen of it is hardly ever smaller than a pixel.
      levels.append(JuliaStrip.level(set, angles: angles, phasePerRing: phasePerRing, isFinest: levels.isEmpty))
      angles /= 2
    }
    count = levels.count
    self.levels = .allocate(capacity: count)
    self.levels.initialize(from: levels, count: count)
  }

  deinit {
    for index in 0..<count { levels[index].samples.deallocate() }
    levels.deallocate()
  }

  private static func level(_ set: JuliaSet, angles: Int, phasePerRing: Double, isFinest: Bool) -> Level {
    let breadth = set.ring.breadth
    let rows = max(1, Int((breadth * Double(angles) / (2 * .pi)).rounded()))
    let columns = (angles + 7) / 8 * 8
    let samples = UnsafeMutablePointer<SIMD8<Float>>.allocate(capacity: (columns + 1) * (rows + 2))
    let texel = 2 * Double.pi / Double(angles)
    let places: [(Double, Double)] =
      isFinest ? [(0, 0)] : [(-0.125, -0.375), (0.375, -0.125), (0.125, 0.375), (-0.375, 0.125)]
    for row in 0..<rows + 2 {
      for first in stride(from: 0, to: columns, by: 8) {
        var sum = Strands()
        for place in places {
          let turns = (Lanes.numbers + (Float(first) + Float(place.0))) * (1 / Float(angles))
          let above = (Double(row) - 0.5 + place.1 * texel * Double(rows) / breadth) * breadth / Double(rows)
          let point = set.point(turns: turns, logarithm: Lanes(repeating: Float(JuliaSet.start + above)))
          sum.add(point, texel: Float(texel), phasePerRing: Float(phasePerRing))
        }
        for lane in 0..<8 {
          samples[(first + lane) * (rows + 2) + row] = sum.sample(lane) * (1 / Float(places.count))
        }
      }
      samples[angles * (rows + 2) + row] = samples[row]
    }
    return Level(
      stride: rows + 2, lastRow: Float(rows), rowsPerBreadth: Float(Double(rows) / breadth), samples: samples)
  }

  /// What is mixed in a sample: light, its first two waves round the colours' cycle, and the light of filaments.
  struct Strands {
    var light = Lanes.zero
    var cosine = Lanes.zero
    var sine = Lanes.zero
    var cosine2 = Lanes.zero
    var sine2 = Lanes.zero
    var lace = Lanes.zero
    /// How far filaments are, held at `JuliaStrip.widest`.
    var gap = Lanes.zero

    @inline(__always) fileprivate mutating func add(_ point: JuliaSet.Point, texel: Float, phasePerRing: Float) {
      let place = fraction(0.055 * log2(larger(point.distance, 1e-7)) - point.count * phasePerRing)
      // The light comes from the eye of the spiral, and a little from aside.
      let lit = clamped(0.56 - 0.34 * point.outward + 0.30 * point.aside)
      let pixels = point.distance * (1 / texel)
      let open = smoothstep(0.15, 2.2, pixels)
      let shade = (0.30 + 1.25 * lit * lit) * open
      let (c, s) = (Worlds.cosine(turns: place), Worlds.sine(turns: place))
      light += shade
      cosine += shade * c
      sine += shade * s
      cosine2 += shade * (2 * c * c - 1)
      sine2 += shade * (2 * c * s)
      gap += smaller(point.distance, JuliaStrip.widest)
      lace += (0.45 + 0.75 * lit) * (1 - open) + 0.32 * exp2(pixels * -0.17) * lit
    }

    @inline(__always) fileprivate func sample(_ lane: Int) -> SIMD8<Float> {
      SIMD8(light[lane], cosine[lane], sine[lane], cosine2[lane], sine2[lane], lace[lane], gap[lane], 0)
    }
  }

  /// What is at eight angles 0 ..< 1 in turns and places in the ring, where a pixel is 2^`coarseness` samples of the largest size large.
  @inline(__always) func strands(around: Lanes, inRing: Lanes, coarseness: Lanes) -> Strands {
    let level = clamped(coarseness - JuliaStrip.sharpening, 0, Float(count) - 1.001)
    let whole = floor(level)
    // Mostly one size is enough: two are mixed only on the way from one to the other.
    let between = smoothstep(0.38, 0.62, level - whole)
    let fine = Footing(around, inRing, wholeBits(whole), levels)
    let coarse = Footing(around, inRing, wholeBits(whole) &+ 1, levels)
    @inline(__always) func mixed(_ lane: Int) -> SIMD8<Float> {
      let share = between[lane]
      if share <= 0 { return fine.sample(lane, levels) }
      let there = coarse.sample(lane, levels)
      if share >= 1 { return there }
      let here = fine.sample(lane, levels)
      return here + (there - here) * share
    }
    let (a, b, c, d) = (mixed(0), mixed(1), mixed(2), mixed(3))
    let (e, f, g, h) = (mixed(4), mixed(5), mixed(6), mixed(7))
    @inline(__always) func strand(_ i: Int) -> Lanes { Lanes(a[i], b[i], c[i], d[i], e[i], f[i], g[i], h[i]) }
    return Strands(
      light: strand(0), cosine: strand(1), sine: strand(2), cosine2: strand(3), sine2: strand(4), lace: strand(5),
      gap: strand(6))
  }

  /// Gaps between filaments count up to this part of their distance from the eye.
  static let widest: Float = 0.22

  /// Sizes are chosen a little to the sharp side.
  private static let sharpening: Float = 0.35

  /// Where eight places are among the samples of their sizes.
  private struct Footing {
    let level: LaneBits
    let column: LaneBits
    let row: LaneBits
    let s: Lanes
    let t: Lanes

    @inline(__always)
    init(_ around: Lanes, _ inRing: Lanes, _ level: LaneBits, _ levels: UnsafeMutablePointer<Level>) {
      self.level = level
      @inline(__always) func rows(_ lane: Int) -> Float { levels[Int(truncatingIfNeeded: level[lane])].rowsPerBreadth }
      @inline(__always) func most(_ lane: Int) -> Float { levels[Int(truncatingIfNeeded: level[lane])].lastRow }
      // Sizes are halves of one another.
      let angles = Float(JuliaStrip.angles) * lanes((127 &- level) &<< 23)
      let u = around * angles
      let column = smaller(floor(u), angles - 1)
      let v =
        inRing * Lanes(rows(0), rows(1), rows(2), rows(3), rows(4), rows(5), rows(6), rows(7)) + 0.5
      let last = Lanes(most(0), most(1), most(2), most(3), most(4), most(5), most(6), most(7))
      let row = smaller(larger(floor(v), 0), last)
      (self.column, self.row) = (wholeBits(column), wholeBits(row))
      (s, t) = (u - column, v - row)
    }

    @inline(__always) func sample(_ lane: Int, _ levels: UnsafeMutablePointer<Level>) -> SIMD8<Float> {
      let level = levels + Int(truncatingIfNeeded: level[lane])
      let stride = level.pointee.stride
      let near =
        level.pointee.samples + Int(truncatingIfNeeded: column[lane]) * stride + Int(truncatingIfNeeded: row[lane])
      let far = near + stride
      let left = near[0] + (near[1] - near[0]) * t[lane]
      let right = far[0] + (far[1] - far[0]) * t[lane]
      return left + (right - left) * s[lane]
    }
  }
}
