import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `The place where a scene opens` {
  private static let size = CanvasSize(480, 270)

  /// A picture that is rough all over, but for a disc of one colour.
  private func rough(_ seed: UInt32, disc middle: Point, radius: Double, y: Double, cb: Double = 0, cr: Double = 0)
    -> Picture
  {
    let texture = Scenery(seed: seed, coarsest: 0.2, finest: 0.01).picture(Self.size)
    let toPlane = Self.size.pixelsFromPlane.inverse
    return Picture(Self.size, texture.format) { plane, px, py in
      let z = toPlane(Point(x: Double(px) + 0.5, y: Double(py) + 0.5))
      guard (z - middle).length < radius else { return texture.planes[plane].sample(px, py) }
      return Int((plane == 0 ? 16 + 219 * y : 128 + 224 * (plane == 1 ? cb : cr)).rounded())
    }
  }

  @Test func `is the smooth or dark part of a picture that is rough elsewhere`() {
    for (number, y) in [0.05, 0.3, 0.85].enumerated() {
      for middle in [Point(x: -0.6, y: 0.2), Point(x: 0.5, y: -0.3), Point(x: 0.1, y: 0.1)] {
        let picture = rough(UInt32(number), disc: middle, radius: 0.35, y: y)
        let place = OpeningPlace.find(in: picture, octaves: 2.5)
        #expect((place.point - middle).length < 0.25)
        #expect(place.kind == [.darkGap, .smooth, .haze][number] || place.kind == .sky)
      }
    }
  }

  @Test(arguments: [0.5, 1, 2, 4, 10]) func `has room for the whole scene`(octaves: Double) {
    for seed in UInt32(0)..<4 {
      let corner = Point(x: seed % 2 == 0 ? 1.5 : -1.5, y: seed < 2 ? 0.8 : -0.8)
      let place = OpeningPlace.find(in: rough(seed, disc: corner, radius: 0.5, y: 0.1), octaves: octaves)
      for z in Self.size.corners {
        let p = place.point + z * PortableMath.exp2(-octaves)
        #expect(abs(p.x) <= Self.size.aspect && abs(p.y) <= 1)
      }
      #expect((0...1).contains(place.score))
    }
  }

  @Test func `is of two like places the one nearer the middle`() {
    // The same twice: at the left border and near the middle.
    let (far, near) = (Point(x: -1.2, y: 0.0), Point(x: 0.15, y: 0.0))
    let one = rough(7, disc: far, radius: 0.3, y: 0.08)
    let two = rough(7, disc: near, radius: 0.3, y: 0.08)
    let toPlane = Self.size.pixelsFromPlane.inverse
    let both = Picture(Self.size, one.format) { plane, x, y in
      let z = toPlane(Point(x: Double(x) + 0.5, y: Double(y) + 0.5))
      return ((z - far).length < 0.3 ? one : two).planes[plane].sample(x, y)
    }
    #expect((OpeningPlace.find(in: both, octaves: 3).point - near).length < 0.25)
  }

  @Test func `is beside a subject of the colours of skin, not in it`() {
    // A plain wall and in its middle something with structure in skin's colours.
    let toPlane = Self.size.pixelsFromPlane.inverse
    for (y, cb, cr) in [(0.7, -0.06, 0.07), (0.5, -0.07, 0.09), (0.35, -0.05, 0.07)] {
      let marks = Scenery(seed: 11, coarsest: 0.15, finest: 0.02).picture(Self.size)
      let picture = Picture(Self.size, marks.format) { plane, px, py in
        let z = toPlane(Point(x: Double(px) + 0.5, y: Double(py) + 0.5))
        let isFace = Point(x: z.x * 1.3, y: z.y).length < 0.5
        let mark = (Double(marks.planes[0].sample(px, py)) - 126) * 0.4
        switch plane {
        case 0: return Int((isFace ? 16 + 219 * y + mark : 150).rounded())
        default: return isFace ? Int((128 + 224 * (plane == 1 ? cb : cr)).rounded()) : 128
        }
      }
      let place = OpeningPlace.find(in: picture, octaves: 2)
      #expect(Point(x: place.point.x * 1.3, y: place.point.y).length > 0.5)
    }
  }

  @Test func `is in the middle of a picture with nothing in it`() {
    let place = OpeningPlace.find(in: .flat(Self.size, y: 0.5), octaves: 2)
    #expect(place.point.length < 0.05)
  }

  @Test func `hardly depends on the picture's size`() {
    let large = rough(3, disc: Point(x: 0.4, y: -0.2), radius: 0.4, y: 0.1)
    let small = Pyramid(large, cores: Cores(1)).level(1)
    let (a, b) = (OpeningPlace.find(in: large, octaves: 2), OpeningPlace.find(in: small, octaves: 2))
    #expect((a.point - b.point).length < 0.1)
  }
}
