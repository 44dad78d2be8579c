import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

/// Scenes of plain shapes, joined.
@Suite struct `The contour between unlike scenes` {
  private static let size = CanvasSize(240, 135)

  /// A dark disc about the middle of a bright field.
  private static func disc(_ x: Double, _ y: Double) -> Bool { Point(x: x, y: y).length < 0.55 }

  private static func picture(scale: Double, offset: Point = .zero, _ colour: (_ plane: Int, _ p: Point) -> Int)
    -> Picture
  {
    Picture(size, .yuv444) { plane, x, y in
      let p = size.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
      return colour(plane, p * scale + offset)
    }
  }

  /// The outer scene, in the plane of the inner one: a meadow under a sky.
  private static func outer(_ plane: Int, _ p: Point) -> Int {
    let grain = Seed(3).at("grain", plane, Int(p.x * 60 + 2000), Int(p.y * 60 + 2000)).pick(0..<8)
    return [p.y > 0.3 ? 90 : 170, p.y > 0.3 ? 110 : 145, p.y > 0.3 ? 120 : 115][plane] + grain
  }

  /// The inner one: a disc with rings before a plain wall.
  private static func inner(_ plane: Int, _ p: Point) -> Int {
    let ring = Int(p.length * 12) % 2
    return disc(p.x, p.y) ? [60 + 60 * ring, 100, 190][plane] : [190, 128, 128][plane]
  }

  private static func sight() -> JoinSight {
    let portal = Similarity(scale: Point(x: 0.125, y: 0), offset: Point(x: 0.3, y: 0.1))
    return JoinSight(
      outer: JoinScene(picture(scale: 1) { plane, p in outer(plane, portal.inverse(p)) }),
      inner: JoinScene(picture(scale: 1, inner)), portal: portal, extent: Point(x: size.aspect, y: 1),
      outerNear: picture(scale: JoinSight.reach, outer), innerNear: picture(scale: JoinSight.reach, inner))
  }

  private static let handOver = ContourFinder(sight()).handOver(-2.35...0.55)

  @Test func `stands on a border of either scene while the inner one is small`() {
    let handOver = Self.handOver
    var (near, all) = (0, 0)
    for octaves in [-1.84, -1.82, -1.8, -1.78, -1.76] {
      for k in 0..<360 {
        let direction = Point(turns: Double(k) / 360)
        // Where the contour is, going outward from the middle of the disc.
        let radii = stride(from: 0.05, to: 1.7, by: 0.01)
        guard
          let edge = radii.first(where: { handOver.opacity(direction * $0 - handOver.pole, octaves: octaves) < 0.5 })
        else { continue }
        let p = direction * edge
        all += 1
        if abs(p.length - 0.55) < 0.07 || abs(p.y - 0.3) < 0.07 { near += 1 }
      }
    }
    #expect(all > 1000 && Double(near) > 0.7 * Double(all), "\(near) of \(all)")
  }

  @Test func `shows nothing before it begins and all of the frame when it ends`() {
    for k in 0..<200 {
      let p = Point(turns: 0.382 * Double(k), length: 0.01 * Double(k))
      guard abs(p.x) < Self.size.aspect, abs(p.y) < 1 else { continue }
      #expect(Self.handOver.opacity(p - Self.handOver.pole, octaves: -2.35) == 0)
      #expect(Self.handOver.opacity(p - Self.handOver.pole, octaves: 0.55) == 1)
    }
  }

  @Test func `never reaches beyond what there is of the inner picture while that is smaller than the canvas`() {
    for octaves in [-1.5, -1, -0.6, -0.45, -0.3] {
      for k in 0..<200 {
        let direction = Point(turns: Double(k) / 200)
        let reach = min(
          (Self.size.aspect + Contour.mirrored) / max(abs(direction.x), 1e-9),
          (1 + Contour.mirrored) / max(abs(direction.y), 1e-9))
        #expect(
          Self.handOver.opacity(direction * reach * 1.04 - Self.handOver.pole, octaves: octaves) < 0.5,
          "\(direction) at \(octaves)")
      }
    }
  }

  @Test func `grows over the frame, a good part of it before that fills the canvas`() {
    var last = 0.0
    for octaves in stride(from: -2.3, through: 0, by: 0.1) {
      var (open, all) = (0.0, 0)
      for k in 0..<4000 {
        let p = Point(x: Seed(1).at("x", k).signed * Self.size.aspect, y: Seed(1).at("y", k).signed)
        open += Self.handOver.opacity(p - Self.handOver.pole, octaves: octaves)
        all += 1
      }
      let share = open / Double(all)
      #expect(share >= last - 1e-9 && share < last + 0.2, "\(share) after \(last) at \(octaves)")
      last = share
      if octaves > -0.56, octaves < -0.5 { #expect(share > 0.4) }
    }
    #expect(last > 0.75)
  }

  @Test func `is the same each time`() {
    #expect(ContourFinder(Self.sight()).handOver(-2.35...0.55) == Self.handOver)
  }

  @Test func `stays as it is where the window is compressed`() {
    let short = ContourFinder(Self.sight()).handOver(-1.2...0.3)
    #expect(short.begins == -1.2 && short.ends == 0.3 && short.arrival.times.count == Self.handOver.arrival.times.count)
  }
}

@Suite struct `A place for a scene in another` {
  private static let size = CanvasSize(320, 180)

  /// Rough ground of one colour but for a band of another from top to bottom.
  private static func outer(_ band: Double) -> Picture {
    Picture(size, .yuv444) { plane, x, y in
      let p = size.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
      let grain = Seed(2).at("grain", plane, x / 2, y / 2).pick(0..<40)
      return abs(p.x - band) < 0.4 ? [150, 150, 100][plane] + grain / 4 : [80, 100, 170][plane] + grain
    }
  }

  /// A thing before a ground of the field's colour.
  private static let inner = Picture(size, .yuv444) { plane, x, y in
    let p = size.pixelsFromPlane.inverse(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
    let isThing = abs(p.x) < 0.4 && p.y > -0.6
    return isThing ? [210, 90, 140][plane] : [150, 150, 100][plane] + Seed(4).at("grain", x, y).pick(0..<8)
  }

  @Test(arguments: [-0.8, 0, 0.7]) func `is one whose colours go on in it`(band: Double) throws {
    let places = JoinPlaces(
      JoinScene(Self.outer(band)), JoinScene(Self.inner), octaves: 3, roll: 0, extent: Point(x: Self.size.aspect, y: 1)
    ).best
    let best = try #require(places.first)
    #expect(abs(best.middle.x - band) < 0.4, "\(places.prefix(3).map { ($0.middle, $0.score) })")
    #expect(zip(places, places.dropFirst()).allSatisfy { $0.score.total <= $1.score.total })
    // Each lies within the outer picture.
    for place in places {
      #expect(abs(place.middle.x) < Self.size.aspect * 0.875 + 0.03 && abs(place.middle.y) < 0.875 + 0.03)
    }
  }

  @Test func `is the same on any number of cores`() {
    let (outer, inner) = (JoinScene(Self.outer(0)), JoinScene(Self.inner))
    let places = [1, 2, 5].map { count in
      JoinPlaces(outer, inner, octaves: 3, roll: 0.02, extent: nil, cores: Cores(count)).best
    }
    #expect(places[0].count > 2)
    #expect(places[1] == places[0] && places[2] == places[0])
  }

  @Test func `is not looked for where the inner scene is as large as the outer one`() {
    let places = JoinPlaces(
      JoinScene(Self.outer(0)), JoinScene(Self.inner), octaves: 0.1, roll: 0, extent: nil)
    #expect(places.best.isEmpty)
  }
}
