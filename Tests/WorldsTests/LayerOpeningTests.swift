import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `An opening between layers` {
  static let names = ["cloudsea", "valley", "theatre", "nebula", "forest", "lanterns"]
  /// Those in which the next scene is at first lost in light.
  static let veiling = ["cloudsea", "valley", "nebula", "theatre"]
  static let aheads = [7, 5, 3.3, 2, 1.2, 0.6, 0.2, 0, -0.3, -0.7]

  private static func world(_ name: String, _ seed: UInt64 = 3) throws -> any World {
    try #require(WorldCatalog.entry(name)).make(Seed(seed))
  }

  private static func view(
    _ ahead: Double?, _ size: CanvasSize = CanvasSize(192, 108), opensAt: Double = 7.2, reach: Double = 1.7
  ) -> WorldView {
    WorldView(
      size: size, depth: opensAt - (ahead ?? 2), time: WorldTime(frame: 9, framesPerSecond: Rational(24)),
      opening: ahead.map { Opening(ahead: $0, reach: reach, light: (red: 0.3, green: 0.1, blue: 0.2)) })
  }

  private static func aperture(_ world: any World, _ view: WorldView) throws -> Aperture {
    let drawn = WorldCatalog.picture(world, view, format: .yuv420, cores: Cores(2))
    return Aperture(try #require(drawn.aperture), view.size)
  }

  @Test(arguments: names) func `has its rim within the bounds that plans are made with`(name: String) throws {
    let rim = try #require(WorldCatalog.entry(name)).rim
    for (seed, opensAt, reach) in [(1, 7.2, 1.7), (2, 5.03, 0.95), (3, 3.9, 1.7), (4, 60.41, 1.3)] {
      let world = try Self.world(name, UInt64(seed))
      for ahead in Self.aheads {
        let view = Self.view(ahead, opensAt: opensAt, reach: reach)
        let aperture = try Self.aperture(world, view)
        let bounds = rim(ahead, reach)
        #expect(bounds.upperBound <= reach * PortableMath.exp2(-ahead) * 1.000001)
        // A pixel on the rim is partly open.
        let slack = view.size.pixel
        #expect(aperture.nearestClosed >= bounds.lowerBound - slack, "seed \(seed), \(ahead) ahead")
        #expect(aperture.farthestOpen <= bounds.upperBound + slack, "seed \(seed), \(ahead) ahead")
      }
    }
  }

  @Test(arguments: names) func `leaves the canvas soon after the next scene fills it`(name: String) throws {
    let rim = try #require(WorldCatalog.entry(name)).rim
    #expect(rim(-2.5, 1.7).lowerBound > 2.04)
    #expect(rim(-3, 0.95).lowerBound > 2.04)
    #expect(rim(-8, 0.95).lowerBound > 100)
  }

  @Test(arguments: names) func `is of one piece around the vanishing point`(name: String) throws {
    for seed in 1..<6 {
      let world = try Self.world(name, UInt64(seed))
      for ahead in [3.1, 1.9, 0.8, 0.3, -0.2] {
        let aperture = try Self.aperture(world, Self.view(ahead, CanvasSize(320, 180)))
        // From two octaves on no light veils the next scene.
        if ahead < 2 || !Self.veiling.contains(name) { #expect(aperture.isFullyOpenInTheMiddle) }
        #expect(aperture.isMostOpenInTheMiddle)
        #expect(aperture.openPixelsApart == 0, "seed \(seed), \(ahead) ahead")
      }
    }
  }

  @Test(arguments: names) func `is not there when it is far ahead`(name: String) throws {
    let world = try Self.world(name)
    let without = Pictures.draw(world, Self.view(nil))
    let view = Self.view(nil)
    let far = WorldView(
      size: view.size, depth: view.depth, time: view.time,
      opening: Opening(ahead: 30, reach: 1.7, light: (red: 0.3, green: 0.1, blue: 0.2)))
    #expect(Pictures.samples(without) == Pictures.samples(Pictures.draw(world, far)))
  }

  @Test(arguments: names) func `has the same bits whole, in part and with any number of cores`(name: String) throws {
    let world = try Self.world(name)
    for ahead in [4.2, 1.4, 0.1] {
      let view = Self.view(ahead, CanvasSize(203, 119))
      let whole = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(5))
      let one = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(1))
      #expect(Pictures.samples(whole.picture) == Pictures.samples(one.picture))
      let region = CanvasRegion(columns: 77..<133, rows: 41..<90)
      let part = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(2), region: region)
      for plane in 0..<3 {
        #expect(
          Pictures.samples(whole.picture.planes[plane], in: region)
            == Pictures.samples(part.picture.planes[plane], in: region))
      }
      let (all, some) = (try #require(whole.aperture), try #require(part.aperture))
      #expect(Pictures.samples(all) == Pictures.samples(try #require(one.aperture)))
      #expect(Pictures.samples(all, in: region) == Pictures.samples(some, in: region))
    }
  }
}

/// What a test asks of an opening.
struct Aperture {
  private let open: [Double]
  private let size: CanvasSize

  init(_ plane: Plane, _ size: CanvasSize) {
    open = Pictures.samples(plane).map { Double($0) / 65535 }
    self.size = size
  }

  private func distance(_ index: Int) -> Double {
    let x = (Double(index % size.width) + 0.5 - Double(size.width) / 2) * size.pixel
    let y = (Double(index / size.width) + 0.5 - Double(size.height) / 2) * size.pixel
    return (x * x + y * y).squareRoot()
  }

  /// The distance from the vanishing point of the nearest pixel that is not wholly open; ∞ if all are.
  var nearestClosed: Double { open.indices.filter { open[$0] < 0.98 }.map(distance).min() ?? .infinity }
  var farthestOpen: Double { open.indices.filter { open[$0] > 0.02 }.map(distance).max() ?? 0 }

  private var middle: Int { size.height / 2 * size.width + size.width / 2 }
  var isFullyOpenInTheMiddle: Bool { open[middle] == 1 }

  var isMostOpenInTheMiddle: Bool { open[middle] > 0 && open[middle] == open.max() }

  /// Pixels that are more open than not, as open as the middle is, and not connected with that.
  var openPixelsApart: Int {
    var isFree = open.map { $0 > 0.5 * open[middle] }
    var waiting = [middle]
    isFree[middle] = false
    while let index = waiting.popLast() {
      let (x, y) = (index % size.width, index / size.width)
      for (x, y) in (0..<9).map({ (x - 1 + $0 % 3, y - 1 + $0 / 3) })
      where (0..<size.width).contains(x) && (0..<size.height).contains(y) && isFree[y * size.width + x] {
        isFree[y * size.width + x] = false
        waiting.append(y * size.width + x)
      }
    }
    return isFree.count { $0 }
  }
}
