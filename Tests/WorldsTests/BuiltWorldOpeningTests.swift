import Geometry
import Imaging
import Testing
import Worlds

/// The enfilade and the library open by a door, the stair by the end of its well.
@Suite struct `The opening of a built world` {
  static let names = ["enfilade", "stair", "library"]
  static let moments = [5.0, 3, 1.5, 0.7, 0.2, 0, -0.3, -0.7, -1.1]

  @Test(arguments: names) func `has its rim within the bounds`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    for (seed, fill) in [(UInt64(1), 6.0), (2, 7.31), (3, 41.77)] {
      let world = entry.make(Seed(seed))
      for reach in [1.7, 0.95] {
        for ahead in Self.moments {
          let picture = OpenPicture(world, depth: fill - ahead, ahead: ahead, reach: reach)
          let bounds = entry.rim(ahead, reach)
          #expect(picture.nearestClosed > bounds.lowerBound - picture.pixel * 2, "seed \(seed), \(ahead) ahead")
          #expect(picture.farthestOpen < bounds.upperBound + picture.pixel * 2, "seed \(seed), \(ahead) ahead")
        }
      }
    }
  }

  @Test(arguments: names) func `has bounds that leave the canvas in time`(name: String) throws {
    let rim = try #require(WorldCatalog.entry(name)).rim
    #expect(rim(-2.7, 1.7).lowerBound > 2.04)
    #expect(rim(-3.5, 0.95).lowerBound > 2.04)
    for reach in [0.95, 1.7] {
      for step in 0..<200 {
        let ahead = 12 - Double(step) * 0.1
        let (now, later) = (rim(ahead, reach), rim(ahead - 0.1, reach))
        #expect(now.upperBound <= reach * PortableMath.exp2(-ahead) * 1.000001)
        #expect(later.lowerBound > now.lowerBound && later.upperBound > now.upperBound)
      }
      // It is not much smaller than it could be.
      #expect(rim(0, reach).upperBound > 0.12 * reach)
    }
  }

  @Test(arguments: names) func `is one piece, with the middle in it, that only grows`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    for seed in [UInt64(1), 5] {
      let world = entry.make(Seed(seed))
      let pictures = Self.moments.map { OpenPicture(world, depth: 6 - $0, ahead: $0, reach: 1.7) }
      for (picture, ahead) in zip(pictures, Self.moments) where ahead < 3 {
        #expect(picture.isOpen(x: 0, y: 0))
        #expect(picture.pieces == 1, "seed \(seed), \(ahead) ahead")
      }
      for (before, after) in zip(pictures, pictures.dropFirst()) {
        #expect(before.pointsLost(in: after) == 0, "seed \(seed)")
      }
    }
  }

  @Test(arguments: names) func `is not there yet when it is far ahead`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(7))
    let size = CanvasSize(160, 90)
    let plain = Pictures.draw(world, Pictures.view(size, depth: 2.4))
    let far = Pictures.draw(world, OpenPicture.view(size, depth: 2.4, ahead: 30, reach: 1.7))
    #expect(Pictures.samples(plain) == Pictures.samples(far))
  }

  @Test(arguments: names) func `is all there is when the camera has passed it`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(7))
    let picture = OpenPicture(world, depth: 10, ahead: -4, reach: 1.7)
    #expect(picture.nearestClosed == .infinity)
  }

  @Test(arguments: names) func `has the same bits in part and with any number of cores`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(8))
    let size = CanvasSize(203, 119)
    let view = OpenPicture.view(size, depth: 5.2, ahead: 0.4, reach: 1.7)
    let whole = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(1))
    let other = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(7))
    let (open, otherOpen) = (try #require(whole.aperture), try #require(other.aperture))
    #expect(Pictures.samples(whole.picture) == Pictures.samples(other.picture))
    #expect(Pictures.samples(open) == Pictures.samples(otherOpen))
    let region = CanvasRegion(columns: 71..<140, rows: 33..<66)
    let part = WorldCatalog.picture(world, view, format: .yuv444, cores: Cores(2), region: region)
    for plane in 0..<3 {
      #expect(
        Pictures.samples(whole.picture.planes[plane], in: region)
          == Pictures.samples(part.picture.planes[plane], in: region))
    }
    #expect(Pictures.samples(open, in: region) == Pictures.samples(try #require(part.aperture), in: region))
  }
}

/// Where the next scene is seen in a small picture.
private struct OpenPicture {
  let pixel: Double
  private let size = CanvasSize(320, 180)
  private let ahead: Double
  private let samples: [Int]

  static func view(_ size: CanvasSize, depth: Double, ahead: Double, reach: Double) -> WorldView {
    WorldView(
      size: size, depth: depth, time: WorldTime(frame: 0, framesPerSecond: Rational(24)),
      opening: Opening(ahead: ahead, reach: reach, light: (0.4, 0.5, 0.6)))
  }

  init(_ world: any World, depth: Double, ahead: Double, reach: Double) {
    self.ahead = ahead
    pixel = size.pixel
    let view = OpenPicture.view(size, depth: depth, ahead: ahead, reach: reach)
    samples = Pictures.samples(WorldCatalog.picture(world, view, format: .yuv420, cores: Cores(2)).aperture!)
  }

  private func isOpen(_ index: Int) -> Bool { samples[index] > 32767 }

  private func place(_ index: Int) -> Point {
    Point(x: Double(index % size.width) + 0.5 - 160, y: Double(index / size.width) + 0.5 - 90) * pixel
  }

  private func index(_ x: Double, _ y: Double) -> Int? {
    let (column, row) = ((x / pixel + 160).rounded(.down), (y / pixel + 90).rounded(.down))
    return column >= 0 && column < 320 && row >= 0 && row < 180 ? Int(row) * 320 + Int(column) : nil
  }

  func isOpen(x: Double, y: Double) -> Bool { isOpen(index(x, y)!) }

  var nearestClosed: Double {
    samples.indices.lazy.filter { !isOpen($0) }.map { place($0).length }.min() ?? .infinity
  }
  var farthestOpen: Double { samples.indices.lazy.filter { isOpen($0) }.map { place($0).length }.max() ?? 0 }

  /// How many pieces it is in.
  var pieces: Int {
    var left = Set(samples.indices.filter(isOpen))
    var count = 0
    while let first = left.popFirst() {
      count += 1
      var edge = [first]
      while let index = edge.popLast() {
        for next in [index - 1, index + 1, index - 320, index + 320] where left.remove(next) != nil {
          edge.append(next)
        }
      }
    }
    return count
  }

  /// How many points of it, but for those at its edge, are covered again in a later picture.
  func pointsLost(in later: OpenPicture) -> Int {
    let scale = PortableMath.exp2(ahead - later.ahead)
    return samples.indices.lazy.filter { index in
      let around = [0, -1, 1, -320, 320, -2, 2, -640, 640].map { index + $0 }
      guard around.allSatisfy({ samples.indices.contains($0) && isOpen($0) }) else { return false }
      let place = place(index) * scale
      return later.index(place.x, place.y).map { !later.isOpen($0) } ?? false
    }.count
  }
}
