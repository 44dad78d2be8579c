import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `The opening of a flat world` {
  static let names = ["agate", "dahlia", "rose", "julia", "orrery", "leaf", "iris"]

  @Test(arguments: names) func `keeps its rim within its bounds`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    for seed in 1..<5 {
      let world = entry.make(Seed(UInt64(seed)))
      for (depth, ahead, reach) in [(3, 4.1, 1.7), (6.37, 2.3, 1.7), (7, 1, 1.7), (80.4, 0.2, 0.95), (7.5, -0.4, 0.95)]
      {
        let aperture = FlatAperture(world, depth: depth, ahead: ahead, reach: reach)
        let bounds = entry.rim(ahead, reach)
        let label: Comment = "\(name), seed \(seed), depth \(depth), \(ahead) ahead"
        #expect(aperture.nearestClosed > bounds.lowerBound - 1.5 * aperture.pixel, label)
        #expect(aperture.farthestOpen < bounds.upperBound + aperture.pixel, label)
        #expect(bounds.upperBound <= reach * PortableMath.exp2(-ahead) * 1.000001, label)
      }
    }
  }

  @Test(arguments: names) func `has one piece without islands, and is not a circle`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    for seed in 1..<5 {
      for (depth, ahead) in [(5.2, 1.3), (40.9, 0.75)] {
        let aperture = FlatAperture(entry.make(Seed(UInt64(seed))), depth: depth, ahead: ahead, reach: 1.7)
        #expect(aperture.pieces { $0 > 0.5 } == 1, "\(name), seed \(seed): open")
        #expect(aperture.pieces { $0 < 0.5 } == 1, "\(name), seed \(seed): closed")
        #expect(aperture.farthestOpen > 1.03 * aperture.nearestClosed)
      }
    }
  }

  @Test(arguments: names) func `leaves the canvas in time`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    let corner = CanvasSize(1920, 1080).corners[0].length
    #expect(entry.rim(-1.5, 1.7).lowerBound > corner)
    let aperture = FlatAperture(entry.make(Seed(2)), depth: 8.5, ahead: -1.5, reach: 1.7)
    #expect(aperture.open.allSatisfy { $0 == 1 })
  }

  @Test(arguments: names) func `grows with the zoom`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(3))
    let (first, later) = (
      FlatAperture(world, depth: 5, ahead: 2, reach: 1.7), FlatAperture(world, depth: 5.5, ahead: 1.5, reach: 1.7)
    )
    for y in 0..<FlatAperture.size.height {
      for x in 0..<FlatAperture.size.width where first.at(x, y) > 0.99 { #expect(later.at(x, y) > 0.99) }
    }
    #expect(later.open.reduce(0, +) > 1.8 * first.open.reduce(0, +))
  }

  @Test(arguments: names) func `is not there long before`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(3))
    let without = Pictures.draw(world, FlatAperture.view(depth: 4.4, opening: nil))
    let opening = Opening(ahead: 30, reach: 1.7, light: (0.4, 0.3, 0.2))
    let with = WorldCatalog.picture(
      world, FlatAperture.view(depth: 4.4, opening: opening), format: .yuv420, cores: Cores(2))
    let isSame = Pictures.samples(without) == Pictures.samples(with.picture)
    #expect(isSame)
    #expect(Pictures.samples(with.aperture!).allSatisfy { $0 == 0 })
  }

  @Test(arguments: names) func `has the same bits in part and with any number of cores`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(6))
    let view = FlatAperture.view(depth: 5, opening: Opening(ahead: 1.2, reach: 1.7, light: (0.1, 0.3, 0.6)))
    let one = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(1))
    let many = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(5))
    let isSame = Pictures.samples(one.picture) == Pictures.samples(many.picture)
    #expect(isSame)
    let isSameAperture = Pictures.samples(one.aperture!) == Pictures.samples(many.aperture!)
    #expect(isSameAperture)
    let region = CanvasRegion(columns: 101..<150, rows: 43..<88)
    let part = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(2), region: region)
    let isSamePart = Pictures.samples(one.aperture!, in: region) == Pictures.samples(part.aperture!, in: region)
    #expect(isSamePart)
    for plane in 0..<3 {
      let whole = Pictures.samples(one.picture.planes[plane], in: region)
      let alone = Pictures.samples(part.picture.planes[plane], in: region)
      #expect(whole.elementsEqual(alone))
    }
  }
}

/// What a world leaves open in one view, 0 … 1.
private struct FlatAperture {
  static let size = CanvasSize(320, 180)
  let open: [Double]
  var pixel: Double { FlatAperture.size.pixel }

  static func view(depth: Double, opening: Opening?) -> WorldView {
    WorldView(
      size: size, depth: depth, time: WorldTime(frame: 90, framesPerSecond: Rational(30)), opening: opening)
  }

  init(_ world: any World, depth: Double, ahead: Double, reach: Double) {
    let opening = Opening(ahead: ahead, reach: reach, light: (0.4, 0.3, 0.2))
    let picture = WorldCatalog.picture(
      world, FlatAperture.view(depth: depth, opening: opening), format: .yuv420, cores: Cores(2))
    open = Pictures.samples(picture.aperture!).map { Double($0) / 65535 }
  }

  func at(_ x: Int, _ y: Int) -> Double { open[y * FlatAperture.size.width + x] }

  private func distances(where isWanted: (Double) -> Bool) -> [Double] {
    open.indices.filter { isWanted(open[$0]) }.map { index in
      let (x, y) = (index % FlatAperture.size.width, index / FlatAperture.size.width)
      return (FlatAperture.size.corners[0] + Point(x: Double(x) + 0.5, y: Double(y) + 0.5) * pixel).length
    }
  }

  var nearestClosed: Double { distances { $0 < 0.5 }.min() ?? .infinity }
  var farthestOpen: Double { distances { $0 >= 0.5 }.max() ?? 0 }

  /// How many pieces some pixels make; pixels touch at sides and corners, and what leaves the canvas is one piece.
  func pieces(_ isWanted: (Double) -> Bool) -> Int {
    let (width, height) = (FlatAperture.size.width, FlatAperture.size.height)
    var isLeft = open.map(isWanted)
    var count = 0
    func flood(_ starts: [Int]) {
      var stack = starts.filter { isLeft[$0] }
      guard !stack.isEmpty else { return }
      count += 1
      for start in stack { isLeft[start] = false }
      while let index = stack.popLast() {
        let (x, y) = (index % width, index / width)
        for j in max(0, y - 1)...min(height - 1, y + 1) {
          for i in max(0, x - 1)...min(width - 1, x + 1) where isLeft[j * width + i] {
            isLeft[j * width + i] = false
            stack.append(j * width + i)
          }
        }
      }
    }
    flood(
      open.indices.filter {
        $0 % width == 0 || $0 % width == width - 1 || $0 / width == 0 || $0 / width == height - 1
      })
    for index in open.indices where isLeft[index] { flood([index]) }
    return count
  }
}
