import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `A world of layers` {
  static let names = ["cloudsea", "valley", "theatre", "nebula", "forest", "lanterns"]
  static let size = CanvasSize(160, 90)

  private static func make(
    _ name: String, seed: UInt64 = 3, _ parameters: [String: Double] = [:], _ digest: SeedDigest? = nil
  ) throws -> any World {
    let recipe = WorldRecipe(name, seed: Seed(seed), parameters: parameters, digest: digest)
    return try #require(WorldCatalog.entry(name)).make(recipe)
  }

  @Test(arguments: names) func `looks well at the ends of its parameters`(name: String) throws {
    let parameters = try #require(WorldCatalog.entry(name)).parameters
    #expect(parameters.count >= 2)
    let view = Pictures.view(Self.size, depth: 5.3)
    let usual = Pictures.samples(Pictures.draw(try Self.make(name), view))
    for parameter in parameters {
      #expect(parameter.range.contains(parameter.usual))
      for value in [parameter.range.lowerBound, parameter.range.upperBound] {
        let world = try Self.make(name, [parameter.name: value])
        #expect(Pictures.samples(Pictures.draw(world, view)) != usual)
        let luma = Pictures.luma(world, view)
        #expect((40...180).contains(Pictures.mean(luma)), "\(parameter.name) \(value)")
        #expect(Pictures.deviation(luma) > 10, "\(parameter.name) \(value)")
      }
    }
  }

  @Test(arguments: names) func `keeps the way free at the ends of its parameters`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    for parameter in entry.parameters {
      for seed in 1..<4 {
        let world = try Self.make(name, seed: UInt64(seed), [parameter.name: parameter.range.upperBound])
        for ahead in [2.4, 1.1, 0.3] {
          let view = WorldView(
            size: Self.size, depth: 6.3 - ahead, time: WorldTime(frame: 0, framesPerSecond: Rational(24)),
            opening: Opening(ahead: ahead, reach: 1.7, light: (red: 0.1, green: 0.1, blue: 0.3)))
          let drawn = WorldCatalog.picture(world, view, format: .yuv420, cores: Cores(2))
          let aperture = Aperture(try #require(drawn.aperture), view.size)
          #expect(aperture.nearestClosed >= entry.rim(ahead, 1.7).lowerBound - view.size.pixel)
        }
      }
    }
  }

  @Test(arguments: names) func `takes its colours from a seed frame`(name: String) throws {
    let view = Pictures.view(Self.size, depth: 5.3)
    func means(_ hue: Double) throws -> [Double] {
      let picture = Pictures.draw(try Self.make(name, [:], Digests.ladder(hue: hue)), view)
      return Pictures.samples(picture).map { Pictures.mean($0.map(Double.init)) }
    }
    // Oklab's hues: red at 0.08, blue at 0.73 turns.
    let (red, blue) = (try means(0.08), try means(0.73))
    #expect(red[2] > blue[2] + 12)
    #expect(blue[1] > red[1] + 12)
    for means in [red, blue] { #expect((45...190).contains(means[0])) }
  }

  @Test(arguments: names) func `has the same spectrum and contrast at every depth`(name: String) throws {
    let world = try Self.make(name)
    let measures = [0, 7.3, 100.6].map { start -> (slope: Double, contrast: Double) in
      let views = (0..<12).map { Pictures.luma(world, Pictures.view(Self.size, depth: start + Double($0) * 0.63)) }
      return (
        Pictures.mean(views.map { Spectrum.slope($0, Self.size) }), Pictures.mean(views.map(Pictures.deviation))
      )
    }
    for measure in measures.dropFirst() {
      #expect(abs(measure.slope / measures[0].slope - 1) < 0.1, "\(measures)")
      #expect(abs(measure.contrast / measures[0].contrast - 1) < 0.1, "\(measures)")
    }
  }

  @Test(arguments: names) func `does not show the tiles it is drawn in`(name: String) throws {
    let world = try Self.make(name)
    let size = CanvasSize(240, 180)
    let (across, down) = (37, 11)
    let here = Pictures.light(world, Pictures.view(size, depth: 4.4))
    let shift = Point(x: Double(across) * size.pixel, y: Double(down) * size.pixel)
    let there = Pictures.light(world, Pictures.view(size, depth: 4.4, focus: shift))
    var sum = 0.0
    var apart = 0
    let (columns, rows) = (0..<size.width - across, 0..<size.height - down)
    for y in rows {
      for x in columns {
        let difference = abs(here.green[y * 240 + x] - there.green[(y + down) * 240 + x + across])
        if difference > 0.1 { apart += 1 }
        sum += Double(difference)
      }
    }
    #expect(sum / Double(columns.count * rows.count) < 0.002)
    // Edges of one pixel's width may be caught otherwise.
    #expect(apart * 400 < columns.count * rows.count)
  }

  @Test(arguments: names) func `opens further and further`(name: String) throws {
    let world = try Self.make(name)
    func open(_ ahead: Double, _ size: CanvasSize) throws -> [Int] {
      let view = WorldView(
        size: size, depth: 8.15 - ahead, time: WorldTime(frame: 5, framesPerSecond: Rational(24)),
        opening: Opening(ahead: ahead, reach: 1.7, light: (red: 0.1, green: 0.1, blue: 0.3)))
      let drawn = WorldCatalog.picture(world, view, format: .yuv420, cores: Cores(2))
      return Pictures.samples(try #require(drawn.aperture))
    }
    // An octave later and on half as many pixels, the same part of the next scene has the same pixels in the middle.
    for ahead in [3.2, 2.1, 1.3] {
      let (early, late) = (try open(ahead, CanvasSize(384, 216)), try open(ahead - 1, CanvasSize(192, 108)))
      let most = early.max()!
      var (lost, seen) = (0, 0)
      for y in 0..<108 {
        // The next scene may still be veiled.
        for x in 0..<192 where early[(y + 54) * 384 + x + 96] * 10 > most * 9 {
          seen += 1
          if late[y * 192 + x] < 6000 { lost += 1 }
        }
      }
      #expect(seen > 60)
      #expect(lost * 100 <= seen, "\(ahead) ahead: \(lost) of \(seen)")
    }
  }
}

enum Digests {
  /// A seed frame of one hue, in turns round Oklab's circle.
  static func ladder(hue: Double) -> SeedDigest {
    let (sine, cosine) = PortableMath.sineAndCosine(turns: hue)
    let steps = zip([0.15, 0.31, 0.48, 0.66, 0.82, 0.95], [0.05, 0.08, 0.11, 0.10, 0.07, 0.04])
    return SeedDigest(
      ladder: steps.map { [$0, $1 * cosine, $1 * sine] }, accent: [0.7, -0.08 * cosine, -0.08 * sine], light: .zero,
      key: 0.5, contrast: 0.2, portal: .zero, columns: 1, rows: 1, thumbnail: [128, 128, 128])
  }
}

enum Spectrum {
  /// How fast a picture's power falls from coarse detail to fine: the slope of log power over octaves of size, from differences between
  /// neighbouring blocks (Haar's wavelets).
  static func slope(_ luma: [Double], _ size: CanvasSize) -> Double {
    let powers = [1, 2, 4, 8].map { block -> Double in
      let (columns, rows) = (size.width / block, size.height / block)
      let means = (0..<rows).map { row in
        (0..<columns).map { column -> Double in
          var sum = 0.0
          for y in row * block..<(row + 1) * block {
            for x in column * block..<(column + 1) * block { sum += luma[y * size.width + x] }
          }
          return sum / Double(block * block)
        }
      }
      var power = 0.0
      for row in 1..<rows {
        for column in 1..<columns {
          let (left, above) = (means[row][column - 1], means[row - 1][column])
          power += (means[row][column] - left) * (means[row][column] - left)
          power += (means[row][column] - above) * (means[row][column] - above)
        }
      }
      return PortableMath.log2(power / Double((rows - 1) * (columns - 1)))
    }
    return (-1.5 * powers[0] - 0.5 * powers[1] + 0.5 * powers[2] + 1.5 * powers[3]) / 5
  }
}
