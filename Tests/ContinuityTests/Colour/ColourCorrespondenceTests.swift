import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `The match of colours between pictures of the same things` {
  private static let size = CanvasSize(200, 120)

  /// Y′CbCr maps of R′G′B′ changes.
  static let changes: [(String, ColourMap)] = [
    ("gain", rgb { $0 * 1.15 }),
    ("bias", ColourMap(rows: [[1, 0, 0, 0.05], [0, 1, 0, 0.01], [0, 0, 1, -0.02]])),
    ("tint", channels(1.12, 1, 0.85)),
    ("contrast", ColourMap(rows: [[1.25, 0, 0, -0.12], [0, 1.25, 0, 0], [0, 0, 1.25, 0]])),
    ("saturation", ColourMap(rows: [[1, 0, 0, 0], [0, 1.3, 0, 0], [0, 0, 1.3, 0]])),
    (
      "all at once",
      channels(0.9, 0.95, 1.1).then(ColourMap(rows: [[1.1, 0, 0, 0.02], [0, 0.8, 0.1, 0], [0, 0, 0.9, 0.01]]))
    ),
  ]

  private static func rgb(_ change: (Double) -> Double) -> ColourMap { channels(change(1), change(1), change(1)) }

  /// Gains of red, green and blue.
  private static func channels(_ red: Double, _ green: Double, _ blue: Double) -> ColourMap {
    func image(_ y: Double, _ cb: Double, _ cr: Double) -> [Double] {
      let (r, g, b) = (
        red * (y + 1.5748 * cr), green * (y - 0.1873243 * cb - 0.4681243 * cr), blue * (y + 1.8556 * cb)
      )
      let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
      return [luma, (b - luma) / 1.8556, (r - luma) / 1.5748]
    }
    let columns = [image(1, 0, 0), image(0, 1, 0), image(0, 0, 1)]
    return ColourMap(rows: (0..<3).map { i in columns.map { $0[i] } + [0] })
  }

  @Test(arguments: changes) func `is found though a tenth has moved`(name: String, change: ColourMap) throws {
    for seed in UInt32(10)..<13 {
      let picture = Scenery(seed: seed).picture(Self.size)
      let truth = picture.mapped(change)
      let other = Scenery(seed: seed + 100).picture(Self.size)
      let moved = Picture(Self.size, truth.format) { plane, x, y in
        (60..<120).contains(x) && (40..<80).contains(y)
          ? other.planes[plane].sample(x, y) : truth.planes[plane].sample(x, y)
      }
      let map = try #require(ColourMatch.corresponding(from: picture, to: moved))
      #expect(ColourMatch.difference(picture.mapped(map), truth).meanDE < 0.3)
      #expect(distance(map, change) < 0.03)
    }
  }

  @Test func `of a flat picture is an offset`() throws {
    let flat = Picture.flat(Self.size, y: 0.4, cb: 0.1)
    let map = try #require(ColourMatch.corresponding(from: flat, to: .flat(Self.size, y: 0.5, cb: 0.08, cr: 0.03)))
    let offset = ColourMap(rows: [[1, 0, 0, 0.1], [0, 1, 0, -0.02], [0, 0, 1, 0.03]])
    #expect(distance(map, offset) < 0.001)
  }

  @Test func `of greys is a gain and an offset, for colours too`() throws {
    let grey = Scenery(seed: 20).picture(Self.size, bits: 16)
      .mapped(ColourMap(rows: [[1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]))
    let brighter = ColourMap(rows: [[1.2, 0, 0, -0.05], [0, 1.2, 0, 0], [0, 0, 1.2, 0]])
    let map = try #require(ColourMatch.corresponding(from: grey, to: grey.mapped(brighter)))
    #expect(distance(map, brighter) < 0.01)
  }

  @Test func `there is none between other things`() {
    for seed in UInt32(30)..<40 {
      let (a, b) = (Scenery(seed: seed).picture(Self.size), Scenery(seed: seed + 100).picture(Self.size))
      #expect(ColourMatch.corresponding(from: a, to: b) == nil)
    }
  }

  @Test func `there is none from a picture to itself some way off`() {
    let scenery = Scenery(seed: 50)
    let shifted = scenery.picture(Self.size, place: Similarity(offset: Point(x: 0.3, y: 0.1)))
    #expect(ColourMatch.corresponding(from: scenery.picture(Self.size), to: shifted) == nil)
  }
}
