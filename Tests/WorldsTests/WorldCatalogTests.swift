import Geometry
import Imaging
import Testing
import Worlds

@Suite struct `Every world` {
  static let names = WorldCatalog.entries.map(\.name)

  @Test func `has a name of its own, a sentence and a pace`() {
    #expect(Set(`Every world`.names).count == WorldCatalog.entries.count)
    #expect(`Every world`.names.count >= 5)
    for entry in WorldCatalog.entries {
      #expect(entry.summary.hasSuffix("."))
      #expect(entry.octaves > 0 && entry.speed > 0)
    }
    #expect(WorldCatalog.entry("nowhere") == nil)
  }

  @Test(arguments: names) func `has the same bits with any number of cores`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(4))
    for format in [PictureFormat.yuv420, PictureFormat(.full, bits: 16)] {
      let view = Pictures.view(CanvasSize(171, 97), depth: 3.3, turns: 0.04, focus: Point(x: 0.2, y: -0.1))
      let one = Pictures.draw(world, view, format, cores: 1)
      let seven = Pictures.draw(world, view, format, cores: 7)
      #expect(Pictures.samples(one) == Pictures.samples(seven))
    }
  }

  @Test(arguments: names) func `is drawn alike whole and in part`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(5))
    let view = Pictures.view(CanvasSize(203, 119), depth: 6.6)
    for format in [PictureFormat.yuv420, .yuv444] {
      let whole = Pictures.draw(world, view, format)
      let regions = [
        CanvasRegion(columns: 37..<38, rows: 61..<62), CanvasRegion(columns: 90..<203, rows: 13..<66),
        CanvasRegion(columns: 0..<17, rows: 100..<119),
      ]
      for region in regions {
        let part = Pictures.draw(world, view, format, region: region)
        for plane in 0..<3 {
          let step = Int(format.siting(plane).step)
          let samples = CanvasRegion(
            columns: region.columns.lowerBound / step..<(region.columns.upperBound + step - 1) / step,
            rows: region.rows.lowerBound / step..<(region.rows.upperBound + step - 1) / step)
          #expect(
            Pictures.samples(whole.planes[plane], in: samples) == Pictures.samples(part.planes[plane], in: samples))
        }
      }
    }
  }

  @Test(arguments: names) func `is the same when it is made and drawn again`(name: String) throws {
    let entry = try #require(WorldCatalog.entry(name))
    let view = Pictures.view(CanvasSize(96, 54), depth: 12.7, frame: 100)
    let first = Pictures.samples(Pictures.draw(entry.make(Seed(9)), view))
    #expect(first == Pictures.samples(Pictures.draw(entry.make(Seed(9)), view)))
    #expect(first != Pictures.samples(Pictures.draw(entry.make(Seed(10)), view)))
  }

  @Test(arguments: names) func `closes its loops exactly, and moves within them`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(1))
    let size = CanvasSize(96, 54)
    let start = Pictures.draw(world, Pictures.view(size, depth: 2, frame: 17, loop: 1200))
    let end = Pictures.draw(world, Pictures.view(size, depth: 2, frame: 1217, loop: 1200))
    #expect(Pictures.samples(start) == Pictures.samples(end))
    let before = Pictures.light(world, Pictures.view(size, depth: 2, frame: 17, loop: 1200))
    let later = Pictures.light(world, Pictures.view(size, depth: 2, frame: 117, loop: 1200))
    #expect((0..<96 * 54).contains { before.red[$0] != later.red[$0] })
  }

  @Test(arguments: names) func `can be drawn at any size, depth, roll and focus`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(2))
    let sizes = [CanvasSize(1, 1), CanvasSize(3, 5), CanvasSize(8, 1), CanvasSize(41, 90)]
    let focuses = [Point.zero, Point(x: 7, y: -3), Point(x: 0.01, y: 0.02)]
    for size in sizes {
      for depth in [-6, -0.5, 0, 0.999, 70] {
        for focus in focuses {
          let view = Pictures.view(size, depth: depth, turns: 0.37, focus: focus)
          let light = Pictures.light(world, view)
          for index in 0..<size.width * size.height {
            let sum = light.red[index] + light.green[index] + light.blue[index]
            #expect(sum >= 0 && sum < 100, "\(size), depth \(depth), focus \(focus), pixel \(index)")
          }
          let picture = Pictures.draw(world, view)
          #expect(Pictures.samples(picture.planes[0]).allSatisfy { (16...235).contains($0) })
        }
      }
    }
  }

  @Test(arguments: names) func `has the same key and contrast at every depth`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(3))
    // One view may be a dark room or a pale stone: what must not drift is the mean over a few.
    let measures = [0, 7.3, 60.6].map { start -> (mean: Double, deviation: Double) in
      let views = (0..<12).map {
        Pictures.luma(world, Pictures.view(CanvasSize(96, 54), depth: start + Double($0) * 0.77))
      }
      return (Pictures.mean(views.map(Pictures.mean)), Pictures.mean(views.map(Pictures.deviation)))
    }
    for measure in measures {
      #expect((40...170).contains(measure.mean))
      #expect(abs(measure.mean / measures[0].mean - 1) < 0.15)
      #expect(measure.deviation > 12)
      #expect(abs(measure.deviation / measures[0].deviation - 1) < 0.2)
    }
  }

  @Test(arguments: names) func `flies without a jump`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(1))
    // Light, not pictures: grain is meant to jump.
    let size = CanvasSize(192, 108)
    let frames = (0..<48).map { frame in
      let light = Pictures.light(world, Pictures.view(size, depth: 4 + Double(frame) * 0.03, frame: frame))
      return (0..<size.width * size.height).map { min(light.green[$0], 1.5) }
    }
    // How much each frame differs from the middle of its neighbours.
    let bends = (1..<47).map { frame -> Double in
      let (before, now, after) = (frames[frame - 1], frames[frame], frames[frame + 1])
      var sum: Float = 0
      for index in now.indices { sum += abs(before[index] + after[index] - 2 * now[index]) }
      return Double(sum)
    }
    // What pops in one frame stands out from those around; a wall that passes does not.
    let jumps = (2..<bends.count - 2).map { bends[$0] / max(bends[$0 - 2], bends[$0 + 2]) }
    #expect(jumps.max()! < 1.6, "\(jumps)")
  }
}

@Suite struct `A flat world` {
  static let names = ["dahlia", "agate", "rose", "julia", "orrery", "leaf", "iris"]

  @Test(arguments: names) func `moves outward by its depth`(name: String) throws {
    let world = try #require(WorldCatalog.entry(name)).make(Seed(1))
    // One octave further on, on a canvas of half the size, the middle of the picture is the same again, but for light that is fixed to the
    // canvas. That light is smooth, so neighbouring pixels are compared.
    let large = Pictures.light(world, Pictures.view(CanvasSize(192, 192), depth: 5))
    let small = Pictures.light(world, Pictures.view(CanvasSize(96, 96), depth: 6))
    var pairs: [(Double, Double)] = []
    for y in 0..<96 {
      for x in 1..<95 {
        let squared = (x - 48) * (x - 48) + (y - 48) * (y - 48)
        guard squared > 200 && squared < 2000 else { continue }
        let (here, there) = (y * 96 + x, (y + 48) * 192 + x + 48)
        pairs.append(
          (
            Double(small.green[here + 1] - small.green[here - 1]),
            Double(large.green[there + 1] - large.green[there - 1])
          ))
      }
    }
    #expect(Correlation.of(pairs) > 0.9)
  }
}

enum Correlation {
  static func of(_ pairs: [(Double, Double)]) -> Double {
    let (a, b) = (Pictures.mean(pairs.map(\.0)), Pictures.mean(pairs.map(\.1)))
    let product = Pictures.mean(pairs.map { ($0.0 - a) * ($0.1 - b) })
    return product / (Pictures.deviation(pairs.map(\.0)) * Pictures.deviation(pairs.map(\.1)))
  }
}
