import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `A world that begins on a picture` {
  private static let size = CanvasSize(192, 108)

  /// Blue above and orange below, as no world is by itself.
  private static let digest: SeedDigest = {
    let image = RGBImage(CanvasSize(64, 36))
    for index in 0..<64 * 36 {
      let isSky = index / 64 < 18
      image.red[index] = isSky ? 0.1 : 0.6
      image.green[index] = isSky ? 0.25 : 0.25
      image.blue[index] = isSky ? 0.7 : 0.05
    }
    return SeedDigest(of: Picture(rgb: image, format: .yuv444, ditherSeed: 1, cores: Cores(1)))
  }()

  private func world(_ name: String, _ digest: SeedDigest?) throws -> any World {
    try #require(WorldCatalog.entry(name)).make(WorldRecipe(name, seed: Seed(5), digest: digest))
  }

  /// The digest as the world itself takes its colours from it, but without shapes.
  private var bare: SeedDigest {
    var digest = `A world that begins on a picture`.digest
    (digest.columns, digest.rows, digest.thumbnail) = (0, 0, [])
    return digest
  }

  /// Mean Cb of the upper part of a picture less that of the lower part.
  private func blueAbove(_ picture: Picture) -> Double {
    let (width, height) = (picture.size.width, picture.size.height)
    func mean(_ rows: Range<Int>) -> Double {
      Pictures.mean(
        Pictures.samples(picture.planes[1], in: CanvasRegion(columns: 0..<width, rows: rows)).map(Double.init))
    }
    return mean(0..<height / 3) - mean(height * 2 / 3..<height)
  }

  @Test(arguments: ["agate", "dahlia", "cloudsea", "enfilade"]) func `has its large shapes and lets them go`(
    _ name: String
  ) throws {
    let (plain, seeded) = (try world(name, bare), try world(name, Self.digest))
    let differences = [-1, 0, 0.5, 1, 1.5, 4].map { depth in
      let view = Pictures.view(Self.size, depth: depth)
      return blueAbove(Pictures.draw(seeded, view, .yuv444)) - blueAbove(Pictures.draw(plain, view, .yuv444))
    }
    #expect(differences[1] > 20)
    #expect(differences[2] < differences[1] && differences[3] < differences[2])
    #expect(differences[4] == 0 && differences[5] == 0)
  }

  @Test func `is left to itself from one and a half octaves on, bit for bit`() throws {
    let (plain, seeded) = (try world("rose", bare), try world("rose", Self.digest))
    for depth in [1.5, 2, 30] {
      let view = Pictures.view(Self.size, depth: depth)
      #expect(Pictures.samples(Pictures.draw(plain, view)) == Pictures.samples(Pictures.draw(seeded, view)))
    }
    let early = Pictures.view(Self.size, depth: 1.4)
    #expect(Pictures.samples(Pictures.draw(plain, early)) != Pictures.samples(Pictures.draw(seeded, early)))
  }

  @Test func `turns and grows its shapes with itself`() throws {
    let (plain, seeded) = (try world("agate", bare), try world("agate", Self.digest))
    func difference(turns: Double, focus: Point = .zero) -> Double {
      let view = Pictures.view(Self.size, depth: 0.2, turns: turns, focus: focus)
      return blueAbove(Pictures.draw(seeded, view, .yuv444)) - blueAbove(Pictures.draw(plain, view, .yuv444))
    }
    let upright = difference(turns: 0)
    #expect(difference(turns: 0.5) < -0.5 * upright)
    #expect(abs(difference(turns: 0.25)) < 0.4 * upright)
    // The horizon has left the canvas.
    #expect(abs(difference(turns: 0, focus: Point(x: 0, y: -4))) < 0.4 * upright)
  }

  @Test func `lies where the picture lay, wherever its own middle stands in it`() throws {
    var (digest, plainDigest) = (Self.digest, bare)
    let portal = Point(x: 0.2, y: 0.24)
    (digest.portal, plainDigest.portal) = (portal, portal)
    let view = Pictures.view(Self.size, depth: 0, focus: portal)
    let seeded = Pictures.draw(try world("agate", digest), view, .yuv444).planes[1]
    let plain = Pictures.draw(try world("agate", plainDigest), view, .yuv444).planes[1]
    // What the shapes add just above and just below the horizon.
    func added(_ rows: Range<Int>) -> Double {
      let part = CanvasRegion(columns: 0..<192, rows: rows)
      return Pictures.mean(
        zip(Pictures.samples(seeded, in: part), Pictures.samples(plain, in: part)).map { Double($0 - $1) })
    }
    #expect(added(40..<50) - added(58..<68) > 8)
  }

  @Test func `looks the same from far away, only smaller`() throws {
    // What the shapes add at the same places of the world.
    let (plain, seeded) = (try world("rose", bare), try world("rose", Self.digest))
    func added(_ depth: Double, _ part: CanvasRegion) -> Double {
      let view = Pictures.view(Self.size, depth: depth)
      let samples = [seeded, plain].map { Pictures.samples(Pictures.draw($0, view, .yuv444).planes[1], in: part) }
      return Pictures.mean(zip(samples[0], samples[1]).map { Double($0 - $1) })
    }
    let near = added(-1, CanvasRegion(columns: 69..<123, rows: 36..<46))
    let far = added(-2, CanvasRegion(columns: 83..<109, rows: 45..<50))
    #expect(near > 15 && abs(near - far) < 0.2 * near, "\(near) \(far)")
  }

  @Test(arguments: [CanvasSize(203, 119), CanvasSize(8, 5), CanvasSize(1, 1), CanvasSize(30, 90)])
  func
    `has the same bits in part, and with any number of cores`(_ size: CanvasSize) throws
  {
    let world = try world("agate", Self.digest)
    let view = Pictures.view(size, depth: 0.3, turns: 0.04, focus: Point(x: 0.1, y: -0.1))
    let whole = Pictures.draw(world, view, .yuv444, cores: 1)
    #expect(Pictures.samples(whole) == Pictures.samples(Pictures.draw(world, view, .yuv444, cores: 5)))
    let region = CanvasRegion(
      columns: size.width / 3..<(size.width + 1) * 2 / 3, rows: size.height / 2..<max(size.height * 3 / 4, 1))
    let part = Pictures.draw(world, view, .yuv444, region: region)
    for plane in 0..<3 {
      #expect(
        Pictures.samples(whole.planes[plane], in: region) == Pictures.samples(part.planes[plane], in: region))
    }
  }

  @Test func `lets them go without a jump and without a grain of their own`() throws {
    let (plain, seeded) = (try world("cloudsea", bare), try world("cloudsea", Self.digest))
    // What the shapes add to the picture, frame by frame, grain and dither aside.
    let frames = (0..<30).map { frame -> [Int] in
      let view = Pictures.view(Self.size, depth: Double(frame) * 0.05, frame: 3)
      let (a, b) = (Pictures.draw(seeded, view, .yuv444), Pictures.draw(plain, view, .yuv444))
      return zip(Pictures.samples(a.planes[2]), Pictures.samples(b.planes[2])).map { $0 - $1 }
    }
    for (before, after) in zip(frames, frames.dropFirst()) {
      let steps = zip(before, after).map { abs($0 - $1) }
      #expect(Double(steps.reduce(0, +)) / Double(steps.count) < 3)
    }
    // From pixel to pixel they change by no more than rounding does, and no row or column of a grid stands out.
    for y in stride(from: 1, to: 107, by: 5) {
      for x in 1..<191 {
        let row = y * 192
        #expect(abs(frames[0][row + x - 1] + frames[0][row + x + 1] - 2 * frames[0][row + x]) <= 24)
      }
    }
  }
}
