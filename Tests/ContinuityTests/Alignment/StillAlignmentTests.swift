import Continuity
import Geometry
import Imaging
import Testing

@Suite struct `A still in another` {
  private static let outerSize = CanvasSize(640, 360)
  private static let innerSize = CanvasSize(400, 225)

  /// Where an inner still lies: the factor, the roll in degrees and the middle.
  struct Place: Sendable {
    let factor: Double
    let degrees: Double
    let middle: Point

    init(_ factor: Double, _ degrees: Double, _ x: Double, _ y: Double) {
      (self.factor, self.degrees, middle) = (factor, degrees, Point(x: x, y: y))
    }

    var portal: Similarity { Similarity(scale: Point(turns: degrees / 360) / factor, offset: middle) }
  }

  private static func scenery(_ seed: UInt32) -> Scenery { Scenery(seed: seed, coarsest: 1, finest: 0.002) }

  /// How far an alignment's corners are off, in pixels of the outer still.
  private static func error(_ alignment: Alignment, _ place: Place) -> Double {
    innerSize.corners.map { (alignment.portal($0) - place.portal($0)).length }.max()! / outerSize.pixel
  }

  @Test(arguments: [
    Place(1, 0, 0.012, -0.008), Place(1.333, 0.3, 0.2, -0.1), Place(1.97, 0, 0.0296, 0.0148),
    Place(3.2, -14, 0.9, -0.5),
    Place(6, 4, -1.2, 0.7), Place(2.5, 77, 0.3, 0.1),
  ])
  func `is found to a tenth of a pixel, in other light too`(place: Place) throws {
    let scenery = Self.scenery(1)
    let outer = scenery.grey(Self.outerSize)
    let inner = scenery.grey(Self.innerSize, place: place.portal, gain: 0.7, bias: 0.25)
    let found = StillAlignment.align(inner: inner, outer: outer)
    let alignment = try #require(found)
    // The fewer pixels of the outer still show it, the less their noise is averaged away.
    #expect(Self.error(alignment, place) < 0.1 * max(1, place.factor / 3))
    // A seventh of a pixel over the diagonal of what is seen of the outer still.
    let seen = Double(Self.outerSize.height) / place.factor
    #expect(abs(alignment.factor / place.factor - 1) < 0.15 / seen)
    #expect(alignment.agreement > 0.6 && alignment.agreement <= 1)
  }

  @Test func `is told from the one around it`() throws {
    let (scenery, place) = (Self.scenery(2), Place(2.2, 3, 0.2, 0.1))
    let outer = scenery.grey(Self.outerSize)
    let inner = scenery.grey(Self.innerSize, place: place.portal)
    guard case .firstLiesInSecond(let first) = StillAlignment.relation(inner, outer),
      case .secondLiesInFirst(let second) = StillAlignment.relation(outer, inner)
    else {
      Issue.record("the inner still lies in the outer one, in whichever order they are named")
      return
    }
    #expect(first == second)
    #expect(Self.error(first, place) < 0.1)
  }

  @Test func `is not found in what shows other things`() {
    for seed in UInt32(60)..<62 {
      let inner = Self.scenery(seed).grey(Self.innerSize)
      let outer = Self.scenery(seed + 20).grey(Self.outerSize)
      let found = StillAlignment.align(inner: inner, outer: outer)
      #expect(found == nil)
    }
  }

  @Test func `is not found where nothing is to be seen`() {
    let flat = GreyImage(width: 160, height: 90, pixels: [Float](repeating: 0.5, count: 14400))
    let ramp = GreyImage(width: 300, height: 200, pixels: (0..<60000).map { Float($0 % 300) / 300 })
    let outer = Self.scenery(3).grey(Self.outerSize)
    let pairs = [(flat, outer), (outer, flat), (ramp, outer), (ramp, flat)]
    let found = pairs.map { StillAlignment.align(inner: $0, outer: $1) }
    #expect(found == [nil, nil, nil, nil])
  }
}
