import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `A world that keeps a strip` {
  private static func view(_ depth: Double, turns: Double = 0, opening: Opening? = nil) -> WorldView {
    WorldView(
      size: CanvasSize(240, 136), depth: depth, turns: turns, focus: Point(x: 0.1, y: -0.05),
      time: WorldTime(frame: 40, framesPerSecond: Rational(30)), opening: opening)
  }

  private static let views = [
    view(3.1), view(3.13, turns: 0.02), view(9.7),
    view(3.11, opening: Opening(ahead: 1.5, reach: 1.7, light: (1, 1, 1))),
    view(2.9), view(-0.4),
  ]

  private func pictures(_ world: any World, _ views: [WorldView], forgetting: Bool) -> [[[Int]]] {
    views.map { view in
      if forgetting { world.forget() }
      return Pictures.samples(Pictures.draw(world, view))
    }
  }

  @Test func `draws the same bits cold, warm, in another order and after forgetting`() throws {
    let entry = try #require(WorldCatalog.entry("agate"))
    let views = `A world that keeps a strip`.views
    let world = entry.make(Seed(7))
    let cold = views.map { Pictures.samples(Pictures.draw(entry.make(Seed(7)), $0)) }
    let inOrder = pictures(world, views, forgetting: false)
    let backward = Array(pictures(world, views.reversed(), forgetting: false).reversed())
    let forgotten = pictures(world, views, forgetting: true)
    for index in views.indices {
      let isSame = cold[index] == inOrder[index] && cold[index] == backward[index] && cold[index] == forgotten[index]
      #expect(isSame, "view \(index)")
    }
  }
}

@Suite struct `A flat world's parameters` {
  @Test(arguments: ["agate", "dahlia", "rose", "julia", "orrery", "leaf", "iris"])
  func `look well at both ends of their ranges`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    #expect((2...4).contains(entry.parameters.count))
    for parameter in entry.parameters {
      #expect(parameter.range.contains(parameter.usual))
      let pictures = [parameter.range.lowerBound, parameter.range.upperBound].map { value -> [Double] in
        let world = entry.make(WorldRecipe(name, seed: Seed(3), parameters: [parameter.name: value]))
        return Pictures.luma(world, Pictures.view(CanvasSize(160, 90), depth: 4.2, frame: 150))
      }
      for luma in pictures {
        #expect((40...170).contains(Pictures.mean(luma)), "\(parameter.name)")
        #expect(Pictures.deviation(luma) > 12, "\(parameter.name)")
      }
      let isSame = pictures[0] == pictures[1]
      #expect(!isSame, "\(parameter.name)")
    }
  }

  @Test(arguments: ["agate", "dahlia", "rose", "julia", "orrery", "leaf", "iris"])
  func `give way to the colours of a digest`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    // Green all the way up, with a violet accent.
    let digest = SeedDigest(
      ladder: [0.15, 0.31, 0.48, 0.66, 0.82, 0.95].map { [$0, -0.08, 0.06] }, accent: [0.7, 0.06, -0.08], light: .zero,
      key: 0.5, contrast: 0.2, portal: .zero, columns: 0, rows: 0, thumbnail: [])
    let view = Pictures.view(CanvasSize(160, 90), depth: 4.2)
    let light = Pictures.light(entry.make(WorldRecipe(name, seed: Seed(3), digest: digest)), view)
    let sums = (0..<160 * 90).reduce(into: (red: Float(0), green: Float(0), blue: Float(0))) { sums, index in
      sums.red += light.red[index]
      sums.green += light.green[index]
      sums.blue += light.blue[index]
    }
    #expect(sums.green > sums.red && sums.green > sums.blue)
  }
}
