import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A hand-over is opaque` {
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
    let outer = DrawnOutNoise.picture(wish.size, across: true, hasShapes: wish.hasShapes, seed: 1)
    let inner = DrawnOutNoise.picture(wish.size, across: false, hasShapes: wish.hasShapes, seed: 2)
    guard
      case .along(let handOver) = ArrivalFinder.arrival(
        outer: outer, inner: inner, pole: .zero, begins: wish.window.lowerBound, ends: wish.window.upperBound)
    else {
      Issue.record("nothing to follow")
      return
    }
    let base = max(DrawnOutNoise.unclear(outer), DrawnOutNoise.unclear(inner))
    for step in 0...6 {
      let octaves = wish.window.lowerBound + (wish.window.upperBound - wish.window.lowerBound) * Double(step) / 6
      let zoom = PortableMath.exp2(-octaves)
      let mask = ArrivalMask(
        handOver, octaves: octaves, sceneFromCanvas: Similarity(scale: Point(x: zoom, y: 0)), pole: .zero, border: nil,
        presence: 1, canvas: wish.size)
      let unclear = DrawnOutNoise.unclear(
        Self.composed([Layer(.drawn(outer)), Layer(.drawn(inner), mask: mask)], wish.size))
      #expect(unclear <= 0.1, "\(unclear) at \(octaves), \(base) in a scene alone")
    }
  }

  @Test func `and a cross-fade is not`() {
    let size = CanvasSize(256, 144)
    let layers = [
      Layer(.drawn(DrawnOutNoise.picture(size, across: true, hasShapes: true, seed: 1))),
      Layer(.drawn(DrawnOutNoise.picture(size, across: false, hasShapes: true, seed: 2)), mask: Fade()),
    ]
    #expect(DrawnOutNoise.unclear(Self.composed(layers, size)) > 0.5)
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
