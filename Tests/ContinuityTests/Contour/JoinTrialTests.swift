import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

/// What is said of a join before it is drawn.
@Suite struct `The score of a join` {
  private static let size = CanvasSize(320, 180)
  private static let portal = Similarity(scale: Point(x: 0.125, y: 0), offset: Point(x: 0.2, y: 0.1))

  /// A rough picture, whose steps of light are so high.
  private static func rough(_ seed: UInt64, contrast: Float = 180, chroma: Int = 0) -> Picture {
    let seen = TexturedScene(CanvasSize(900, 600), seed: seed, contrast: contrast)
      .seen(Similarity(scale: Point(x: 2.4, y: 0)), size)
    return Picture(size, .yuv444) { plane, x, y in
      plane == 0 ? seen.planes[0].sample(x, y) : 128 + (plane == 1 ? chroma : -chroma)
    }
  }

  private static func score(_ outer: Picture, _ inner: Picture, _ portal: Similarity = portal) -> JoinScore {
    JoinTrial(JoinScene(outer), JoinScene(inner), portal: portal, extent: Point(x: size.aspect, y: 1)).score
  }

  @Test func `says when one picture is sharp where the other is soft`() {
    // The outer one is seen an eighth of its size on, where little of its detail is left; so a soft inner one is like it.
    let alike = Self.score(Self.rough(1), Self.rough(2, contrast: 60))
    let apart = Self.score(Self.rough(1, contrast: 4), Self.rough(2, contrast: 250))
    #expect(apart.sharpness > alike.sharpness + 0.5, "\(apart.sharpness), \(alike.sharpness)")
    #expect((0...4).contains(apart.sharpness) && (0...4).contains(alike.sharpness))
  }

  @Test func `says how far apart the colours are`() {
    let grey = Self.rough(1)
    #expect(Self.score(grey, Self.rough(2)).colour < 0.02)
    let (little, much) = (
      Self.score(grey, Self.rough(2, chroma: 15)).colour, Self.score(grey, Self.rough(2, chroma: 45)).colour
    )
    #expect(little > 0.1 && much > 2 * little && much <= 2, "\(little), \(much)")
  }

  @Test func `says how far from the middle it lies`() {
    func off(_ x: Double, _ y: Double) -> Double {
      Self.score(Self.rough(1), Self.rough(2), Similarity(scale: Self.portal.scale, offset: Point(x: x, y: y))).off
    }
    #expect(abs(off(0, 0)) < 1e-12)
    #expect(abs(off(Self.size.aspect / 2, 0) - 0.25) < 1e-9)
    #expect(abs(off(0, -0.6) - 0.36) < 1e-9)
  }

  @Test func `says that a scene hangs in the air where nothing is under it, and not where the ground is`() {
    let inner = Picture(Self.size, .yuv444) { plane, x, y in
      let isThing = (x - 160) * (x - 160) + (y - 90) * (y - 90) < 60 * 60
      return plane == 0 ? (isThing ? 60 + (x / 8 + y / 8) % 2 * 60 : 180) : 128
    }
    let sky = Picture(Self.size, .yuv444) { plane, _, _ in [180, 140, 120][plane] }
    let field = Self.rough(3, contrast: 250)
    let (above, below) = (Self.score(sky, inner), Self.score(field, inner))
    #expect(above.afloat > 0.9 && below.afloat < 0.7 * above.afloat, "\(above.afloat), \(below.afloat)")
    #expect(above.emptiness > below.emptiness)
  }

  @Test func `is the sum of its parts, and a bad one names the worst two`() {
    var score = JoinScore(
      seam: 0, frame: 0, emptiness: 0, covered: 0, late: 0, afloat: 0, off: 0, sharpness: 0, colour: 0)
    #expect(score.total == 0 && score.complaint == nil)
    score.seam = 0.5
    score.afloat = 1
    #expect(abs(score.total - score.parts.reduce(0) { $0 + $1.cost }) < 1e-12 && score.complaint == nil)
    score.seam = 1.5
    #expect(score.complaint == "its contour shows and it hangs in the air")
  }
}
