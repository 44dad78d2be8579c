import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A hand-over is opaque` {
  /// Noise drawn out along one axis, of the same mean and variance along either; perhaps with a post and a disc before it.
  private static func drawnOut(_ size: CanvasSize, across: Bool, hasShapes: Bool, seed: UInt64) -> Picture {
    let seed = Seed(seed)
    return Picture(size, .yuv444) { plane, x, y in
      guard plane == 0 else { return 128 }
      let (along, beside) = across ? (x, y) : (y, x)
      // Straight lines between values 24 samples apart along, single samples in pairs beside.
      func value(_ k: Int) -> Double { Double(seed.at("noise", k, beside / 2).pick(60..<196)) }
      let part = Double(along % 24) / 24
      let noise = value(along / 24) * (1 - part) + value(along / 24 + 1) * part
      let isPost = abs(x - size.width * 5 / 8) < size.width / 24 && y > size.height / 5
      let isDisc = Point(x: Double(x - size.width / 4), y: Double(y - size.height / 3)).length < Double(size.height) / 8
      return Int(noise) + (hasShapes && (isPost || isDisc) ? (across ? 50 : -50) : 0)
    }
  }

  /// The share of pixels whose structure is neither clearly across nor clearly down.
  private static func unclear(_ picture: Picture) -> Double {
    let (w, h) = (picture.size.width, picture.size.height)
    func at(_ x: Int, _ y: Int) -> Double {
      Double(picture.planes[0].sample(min(max(x, 0), w - 1), min(max(y, 0), h - 1)))
    }
    var (xx, yy) = ([Double](repeating: 0, count: w * h), [Double](repeating: 0, count: w * h))
    for y in 0..<h {
      for x in 0..<w {
        let (dx, dy) = (at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1))
        (xx[y * w + x], yy[y * w + x]) = (dx * dx, dy * dy)
      }
    }
    var unclear = 0
    let reach = 4
    for y in reach..<h - reach {
      for x in reach..<w - reach {
        var (a, b) = (0.0, 0.0)
        for v in y - reach...y + reach {
          for u in x - reach...x + reach {
            a += xx[v * w + u]
            b += yy[v * w + u]
          }
        }
        if abs(a - b) < 0.5 * (a + b) { unclear += 1 }
      }
    }
    return Double(unclear) / Double((w - 2 * reach) * (h - 2 * reach))
  }

  struct Wish: Sendable {
    let size: CanvasSize
    let hasShapes: Bool
    let window: ClosedRange<Double>
  }

  private static let wishes = [
    Wish(size: CanvasSize(256, 144), hasShapes: false, window: -1...0.6),
    Wish(size: CanvasSize(256, 144), hasShapes: true, window: -1.5...0.05),
    Wish(size: CanvasSize(320, 120), hasShapes: true, window: -1...0.6),
    Wish(size: CanvasSize(320, 120), hasShapes: false, window: -1...0),
  ]

  @Test(arguments: wishes) func `at every moment of its window`(wish: Wish) throws {
    let outer = Self.drawnOut(wish.size, across: true, hasShapes: wish.hasShapes, seed: 1)
    let inner = Self.drawnOut(wish.size, across: false, hasShapes: wish.hasShapes, seed: 2)
    guard
      case .along(let handOver) = ArrivalFinder.arrival(
        outer: outer, inner: inner, pole: .zero, begins: wish.window.lowerBound, ends: wish.window.upperBound)
    else {
      Issue.record("nothing to follow")
      return
    }
    let base = max(Self.unclear(outer), Self.unclear(inner))
    for step in 0...6 {
      let octaves = wish.window.lowerBound + (wish.window.upperBound - wish.window.lowerBound) * Double(step) / 6
      let zoom = PortableMath.exp2(-octaves)
      let mask = ArrivalMask(
        handOver, octaves: octaves, sceneFromCanvas: Similarity(scale: Point(x: zoom, y: 0)), pole: .zero, border: nil,
        presence: 1, canvas: wish.size)
      let unclear = Self.unclear(
        Self.composed([Layer(.drawn(outer)), Layer(.drawn(inner), mask: mask)], wish.size))
      #expect(unclear <= 0.1, "\(unclear) at \(octaves), \(base) in a scene alone")
    }
  }

  @Test func `and a cross-fade is not`() {
    let size = CanvasSize(256, 144)
    let layers = [
      Layer(.drawn(Self.drawnOut(size, across: true, hasShapes: true, seed: 1))),
      Layer(.drawn(Self.drawnOut(size, across: false, hasShapes: true, seed: 2)), mask: Fade()),
    ]
    #expect(Self.unclear(Self.composed(layers, size)) > 0.5)
  }

  private struct Fade: LayerMask {
    func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover { .part }
    func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
      for i in 0..<count { row[i] = 0.5 }
    }
  }

  private static func composed(_ layers: [Layer], _ size: CanvasSize) -> Picture {
    let picture = Picture(size, .yuv444)
    Composer(size: size, format: .yuv444, cores: Cores(2)).compose(layers, into: picture)
    return picture
  }
}
