import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `A seed digest` {
  /// A picture whose sRGB values are a function of the place, in plane units.
  private func picture(
    _ size: CanvasSize, _ format: PictureFormat = .yuv444, colour: (Point) -> (Double, Double, Double)
  ) -> Picture {
    let image = RGBImage(size)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let place = Point(
          x: (Double(x) + 0.5) * size.pixel - size.aspect, y: (Double(y) + 0.5) * size.pixel - 1)
        let (red, green, blue) = colour(place)
        let index = y * size.width + x
        image.red[index] = Float(red)
        image.green[index] = Float(green)
        image.blue[index] = Float(blue)
      }
    }
    return Picture(rgb: image, format: format, ditherSeed: 1, encoded: true, cores: Cores(1))
  }

  /// Blue above, green below, with a red spot and a sun.
  private func meadow(_ p: Point) -> (Double, Double, Double) {
    if (p - Point(x: -1, y: -0.6)).length < 0.25 { return (1, 0.98, 0.9) }
    if (p - Point(x: 0.2, y: 0.1)).length < 0.1 { return (0.75, 0.1, 0.1) }
    let wave = 0.05 * PortableMath.sineAndCosine(turns: p.x * 1.7 + p.y).sine
    return p.y < 0 ? (0.35 + wave, 0.55, 0.85 + wave) : (0.25, 0.45 + wave, 0.15)
  }

  @Test func `puts colours in order of lightness and keeps their hues`() {
    let digest = SeedDigest(of: picture(CanvasSize(256, 144), colour: meadow))
    #expect(digest.mistake == nil)
    #expect(digest.ladder.map { $0[0] } == [0.15, 0.31, 0.48, 0.66, 0.82, 0.95])
    for step in digest.ladder {
      let chroma = (step[1] * step[1] + step[2] * step[2]).squareRoot()
      #expect(chroma > 0.016 && chroma <= 0.131)
    }
    // Grass is dark and green, the sky is light and blue.
    #expect(digest.ladder[2][1] < -0.03 && digest.ladder[2][2] > 0.03)
    #expect(digest.ladder[4][2] < -0.02)
    let accent = (digest.accent[1] * digest.accent[1] + digest.accent[2] * digest.accent[2]).squareRoot()
    #expect(accent > 0.04 && accent < 0.101)
  }

  @Test func `knows where the light comes from and where the eye goes`() {
    let digest = SeedDigest(of: picture(CanvasSize(256, 144), colour: meadow))
    #expect((digest.light - Point(x: -1, y: -0.6)).length < 0.06)
    #expect((digest.portal - Point(x: 0.2, y: 0.1)).length < 0.1)
    #expect((0.4...0.75).contains(digest.key))
    #expect((0.05...0.3).contains(digest.contrast))
  }

  @Test func `opens near the middle, whatever is at the border`() {
    let edge = picture(CanvasSize(192, 108)) { p in p.x > 1.2 && p.y < -0.5 ? (1, 0.9, 0.2) : (0.2, 0.2, 0.3) }
    let portal = SeedDigest(of: edge).portal
    #expect(abs(portal.x) <= 0.24 * 16 / 9 && abs(portal.y) <= 0.24)
  }

  @Test func `has the large shapes in a small picture`() {
    let digest = SeedDigest(of: picture(CanvasSize(256, 144), colour: meadow))
    #expect(digest.columns == 32 && digest.rows == 18 && digest.thumbnail.count == 3 * 32 * 18)
    let (sky, grass) = (3 * (2 * 32 + 28), 3 * (15 * 32 + 4))
    #expect(digest.thumbnail[sky + 2] < 120 && digest.thumbnail[sky] > 140)
    #expect(digest.thumbnail[grass + 1] < 120 && digest.thumbnail[grass + 2] > 135)
    let tall = SeedDigest(of: picture(CanvasSize(60, 120), colour: meadow))
    #expect(tall.columns == 9 && tall.rows == 18)
    let wide = SeedDigest(of: picture(CanvasSize(160, 40), colour: meadow))
    #expect(wide.columns == 32 && wide.rows == 8)
  }

  @Test(arguments: [PictureFormat.yuv420, .yuv444, PictureFormat(.full, bits: 16)])
  func
    `is nearly the same at any size of the picture`(_ format: PictureFormat)
  {
    let large = SeedDigest(of: picture(CanvasSize(960, 540), .yuv444, colour: meadow))
    let small = SeedDigest(of: picture(CanvasSize(240, 135), format, colour: meadow))
    for (a, b) in zip(large.ladder + [large.accent], small.ladder + [small.accent]) {
      for (x, y) in zip(a, b) { #expect(abs(x - y) < 0.012) }
    }
    #expect((large.light - small.light).length < 0.03)
    #expect((large.portal - small.portal).length < 0.05)
    #expect(abs(large.key - small.key) < 0.01 && abs(large.contrast - small.contrast) < 0.01)
    for (a, b) in zip(large.thumbnail, small.thumbnail) { #expect(abs(Int(a) - Int(b)) <= 16) }
  }

  @Test func `makes something sensible of a picture with nothing in it`() {
    for value in [0.0, 0.5, 1] {
      for size in [CanvasSize(1, 1), CanvasSize(64, 36), CanvasSize(3, 300), CanvasSize(2000, 1)] {
        let digest = SeedDigest(of: picture(size) { _ in (value, value, value) })
        #expect(digest.mistake == nil)
        #expect(digest.portal == .zero)
        #expect(digest.light.length < 0.01 * max(1, size.aspect))
        for colour in digest.ladder + [digest.accent] {
          #expect(abs(colour[1]) < 0.02 && abs(colour[2]) < 0.02)
        }
      }
    }
    let bytes = Picture(CanvasSize(5, 4), .yuv420)
    #expect(SeedDigest(of: bytes).mistake == nil)
  }

  @Test func `says what is wrong with one that was edited`() {
    let right = SeedDigest(of: picture(CanvasSize(64, 36), colour: meadow))
    let edits: [(inout SeedDigest) -> Void] = [
      { $0.ladder.removeLast() }, { $0.ladder[2] = [0.5, 0.1] }, { $0.ladder[2][1] = .nan }, { $0.accent[0] = 1.5 },
      { $0.light.x = .infinity }, { $0.portal.y = .nan }, { $0.key = -1 }, { $0.contrast = .nan }, { $0.columns = 0 },
      { $0.columns = 33 }, { $0.rows = -1 }, { $0.thumbnail.removeLast() }, { $0.accent = [] },
    ]
    for edit in edits {
      var wrong = right
      edit(&wrong)
      #expect(wrong.mistake != nil)
    }
    var bare = right
    (bare.columns, bare.rows, bare.thumbnail) = (0, 0, [])
    #expect(bare.mistake == nil)
  }
}
