import Geometry
import Imaging
import Testing
import Worlds

/// The enfilade, the stair and the library.
@Suite struct `A built world` {
  static let names = ["enfilade", "stair", "library"]

  @Test(arguments: names) func `looks alike at every depth`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(3))
    let measures = [0, 7.3, 100.6].map { start in
      let views = (0..<14).map { DetailMeasure(world, depth: start + Double($0) * 0.61) }
      return (
        slope: Pictures.mean(views.map(\.slope)), contrast: Pictures.mean(views.map(\.contrast))
      )
    }
    for measure in measures {
      #expect(abs(measure.slope / measures[0].slope - 1) < 0.1, "\(measures)")
      #expect(abs(measure.contrast / measures[0].contrast - 1) < 0.1, "\(measures)")
    }
  }

  @Test(arguments: names + ["leaf"]) func `looks well at the ends of every parameter`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    #expect((2...4).contains(entry.parameters.count))
    let usual = Pictures.luma(entry.make(Seed(6)), Pictures.view(CanvasSize(96, 54), depth: 3))
    for parameter in entry.parameters {
      #expect(parameter.range.contains(parameter.usual))
      for value in [parameter.range.lowerBound, parameter.range.upperBound] {
        let world = entry.make(WorldRecipe(name, seed: Seed(6), parameters: [parameter.name: value]))
        let views = (0..<6).map {
          Pictures.luma(world, Pictures.view(CanvasSize(96, 54), depth: 3 + Double($0) * 0.7))
        }
        #expect((40...170).contains(Pictures.mean(views.map(Pictures.mean))), "\(parameter.name) \(value)")
        #expect(Pictures.mean(views.map(Pictures.deviation)) > 12, "\(parameter.name) \(value)")
        #expect(views[0] != usual, "\(parameter.name) \(value)")
      }
    }
  }

  @Test(arguments: names + ["orrery", "leaf"]) func `is painted in the colours of a seed frame`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    // Greens, then blues.
    let tints = [(-0.10, 0.06), (0.0, -0.12)].map { a, b -> (red: Double, blue: Double) in
      let world = entry.make(WorldRecipe(name, seed: Seed(2), digest: `A built world`.digest(a: a, b: b)))
      let light = (0..<4).map { Pictures.light(world, Pictures.view(CanvasSize(64, 36), depth: 2 + Double($0) * 0.8)) }
      func mean(_ plane: (RGBImage) -> UnsafeMutablePointer<Float>) -> Double {
        Pictures.mean(light.flatMap { image in (0..<64 * 36).map { Double(plane(image)[$0]) } })
      }
      let green = mean(\.green)
      return (mean(\.red) / green, mean(\.blue) / green)
    }
    #expect(tints[1].blue > tints[0].blue * 1.3, "\(tints)")
    #expect(tints[0].red < 1.3)
  }

  private static func digest(a: Double, b: Double) -> SeedDigest {
    let steps = [0.15, 0.31, 0.48, 0.66, 0.82, 0.95]
    return SeedDigest(
      ladder: steps.map { [$0, a * (1 - $0) * 1.4, b * (1 - $0) * 1.4] }, accent: [0.6, a, b], light: .zero, key: 0.5,
      contrast: 0.2, portal: .zero, columns: 0, rows: 0, thumbnail: [])
  }
}

/// The detail of one view's luma.
private struct DetailMeasure {
  /// The slope of log power against log frequency.
  let slope: Double
  let contrast: Double

  init(_ world: any World, depth: Double) {
    let size = CanvasSize(256, 144)
    let luma = Pictures.luma(world, Pictures.view(size, depth: depth))
    contrast = Pictures.deviation(luma)
    // Haar's differences, octave by octave: each has the power of one band of frequencies.
    var (values, width, height) = (luma, 256, 144)
    var points: [(Double, Double)] = []
    for level in 0..<4 {
      var power = 0.0
      var next: [Double] = []
      for y in 0..<height / 2 {
        for x in 0..<width / 2 {
          let at = 2 * y * width + 2 * x
          let (p, q, r, s) = (values[at], values[at + 1], values[at + width], values[at + width + 1])
          power += (p - q + r - s) * (p - q + r - s) + (p + q - r - s) * (p + q - r - s)
          next.append((p + q + r + s) / 4)
        }
      }
      (width, height) = (width / 2, height / 2)
      points.append((Double(-level), PortableMath.log2(power / Double(width * height))))
      values = next
    }
    let (x, y) = (Pictures.mean(points.map(\.0)), Pictures.mean(points.map(\.1)))
    // Power in a band of an octave is that of a frequency times the band's area, two octaves of it per octave.
    slope =
      Pictures.mean(points.map { ($0.0 - x) * ($0.1 - y) }) / Pictures.mean(points.map { ($0.0 - x) * ($0.0 - x) }) - 2
  }
}
