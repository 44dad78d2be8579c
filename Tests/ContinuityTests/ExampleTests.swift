import Continuity
import Geometry
import Imaging
import Testing

/// What the documentation's examples say.
@Suite struct `An example in the documentation` {
  private static let size = CanvasSize(192, 108)

  private func still(_ map: Similarity = .identity, seed: UInt32 = 3) -> GreyImage {
    Scenery(seed: seed).grey(Self.size, place: map)
  }

  private func zoomed(_ factor: Double, turns: Double = 0, to point: Point = .zero) -> Similarity {
    Similarity(scale: Point(turns: turns, length: 1 / factor), offset: point)
  }

  @Test func `of motion is true`() {
    let first = still()
    let pan = still(Similarity(offset: Point(x: 3 * Self.size.pixel, y: 0)))
    let moved = MotionEstimator.motion(from: MotionFrame(first), to: MotionFrame(pan))
    #expect((moved.map.offset - Point(x: -3, y: 0)).length < 0.02 && moved.inliers > 0.95)
    let zoom = MotionEstimator.motion(from: MotionFrame(first), to: MotionFrame(still(zoomed(1.05))))
    #expect(abs(zoom.map.scale.length - 1.05) < 0.001)
    let flat = GreyImage(width: 192, height: 108, pixels: [Float](repeating: 0.5, count: 192 * 108))
    #expect(MotionEstimator.motion(from: MotionFrame(flat), to: MotionFrame(flat)) == .unknown)
  }

  @Test func `of stills in one another is true`() throws {
    let (whole, part) = (still(), still(zoomed(4, to: Point(x: 0.5, y: -0.25))))
    let alignment = try #require(StillAlignment.align(inner: part, outer: whole))
    #expect(abs(alignment.factor - 4) < 0.01)
    #expect((alignment.portal.offset - Point(x: 0.5, y: -0.25)).length < 0.003)
    guard case .secondLiesInFirst = StillAlignment.relation(whole, part) else {
      Issue.record("the part lies in the whole")
      return
    }
    #expect(Alignment(portal: zoomed(4), agreement: 1, uncertainty: 0).factor == 4)
    let stack = StackOrder.find([still(zoomed(2)), still(zoomed(4)), whole], cores: Cores(2))
    #expect(stack?.order == [2, 0, 1])
  }

  @Test func `of an arrival is true`() {
    let (outer, inner) = (Scenery(seed: 1).picture(Self.size), Scenery(seed: 2).picture(Self.size))
    guard
      case .along(let found) = ArrivalFinder.arrival(outer: outer, inner: inner, pole: .zero, begins: -1.1, ends: 0.6)
    else {
      Issue.record("scenery has borders")
      return
    }
    #expect(found.opacity(.zero, octaves: -1.1) == 0 && found.opacity(Point(x: 1, y: 0.5), octaves: 0.6) == 1)
    let times = [Point(x: 0.05, y: 0), Point(x: 1.7, y: 0.9)].map { found.arrival.time(at: $0) }
    #expect(abs(times[0] - 0.01) < 0.005 && abs(times[1] - 1) < 0.005)
    let beside = ArrivalFinder.arrival(outer: outer, inner: inner, pole: Point(x: 3, y: 0), begins: -1.1, ends: 0.6)
    guard case .nothing("the point that the zoom goes to is not in the picture") = beside else {
      Issue.record("the pole is beside the picture")
      return
    }
  }

  @Test func `of colours is true`() throws {
    let (dark, light) = (Picture.flat(Self.size, y: 0.4), Picture.flat(Self.size, y: 0.6))
    let difference = ColourMatch.difference(dark, light)
    for steps in [difference.meanDE, difference.betweenMeans, difference.lightness] {
      #expect(abs(steps - 20.03) < 0.005)
    }
    let lighter = ColourMatch.statistics(from: dark, to: light, amount: 0.5)
    #expect(abs(lighter((y: 0.4, cb: 0, cr: 0)).y - 0.498) < 0.0005)
    let scene = Scenery(seed: 1).picture(Self.size, bits: 16)
    let warm = ColourMap(rows: [[0.9, 0, 0, 0.05], [0, 1, 0, -0.02], [0, 0, 1, 0.02]])
    let map = try #require(ColourMatch.corresponding(from: scene, to: scene.mapped(warm)))
    let mapped = map((y: 0.5, cb: 0, cr: 0))
    #expect(abs(mapped.y - 0.5) < 0.0005 && abs(mapped.cb + 0.02) < 0.0005 && abs(mapped.cr - 0.02) < 0.0005)
    #expect(ColourMatch.corresponding(from: scene, to: Scenery(seed: 2).picture(Self.size, bits: 16)) == nil)
  }

  @Test func `of masks is true`() {
    let canvas = CanvasSize(200, 100)
    let seam = SeamMask(
      Seam(octaves: 1, shape: 2), sceneFromCanvas: .identity, pole: .zero, presence: 1, canvas: canvas)
    #expect(seam.cover(x: 90...110, y: 40...60) == .all)
    #expect(seam.cover(x: 0...8, y: 0...8) == .none)
    #expect(seam.cover(x: 100...200, y: 40...60) == .part)
    var row = [Float](repeating: 0, count: 6)
    seam.opacities(x: 100, y: 50, spacing: 40, count: 3, into: &row)
    #expect(row[0] == 1 && row[1] == 1 && abs(row[2] - 0.193) < 0.001)
    let map = ArrivalMap(rowCount: 2, columnCount: 2, innermost: -1, octavesPerRow: 1, times: [0, 0, 65535, 65535])
    let mask = ArrivalMask(
      HandOver(arrival: map, begins: -1, ends: 1, softness: 0.1), octaves: 0, sceneFromCanvas: .identity, pole: .zero,
      border: nil, presence: 1, canvas: canvas)
    mask.opacities(x: 100, y: 50, spacing: 35, count: 3, into: &row)
    #expect(row[0] == 1 && abs(row[1] - 0.646) < 0.001 && row[2] == 0)
    mask.softened(pixels: 40)!.opacities(x: 100, y: 50, spacing: 35, count: 3, into: &row)
    #expect(row[0] == 1 && abs(row[1] - 0.529) < 0.001 && row[2] == 0)
  }
}
