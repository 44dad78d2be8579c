import Geometry
import Imaging
import Media
import Checking
import TestSupport

/// Short films that zoom into a textured picture, with defects on request.
enum ZoomFilm {
  static let size = CanvasSize(320, 180)
  static let rate = 25
  /// Octaves from frame to frame: 0.4 a second.
  static let step = 0.016

  /// One frame for each depth in octaves.
  static func frames(_ depths: [Double]) -> [Picture] { depths.map(frame) }

  /// A clean zoom of 48 frames.
  static func clean() -> [Picture] { cleanFrames }
  private static let cleanFrames = frames((0..<48).map { Double($0) * step })

  static func frame(_ depth: Double) -> Picture {
    let scale = Point(x: 2.7 * PortableMath.exp2(-depth), y: 0)
    let (middle, focus) = (Point(x: 160, y: 90), Point(x: 470, y: 290))
    let sampler = PictureSampler(
      source, sourceFromCanvas: Similarity(scale: scale, offset: focus - scale * middle), canvas: size,
      format: .yuv420)
    let picture = Picture(size, .yuv420)
    for (number, plane) in picture.planes.enumerated() {
      var floats = sampler.drawn(plane: number, size: plane.size)
      for y in 0..<plane.height {
        floats.withUnsafeMutableBufferPointer {
          RowKernels.write($0.baseAddress! + y * plane.width, count: plane.width, to: plane, row: y, from: 0)
        }
      }
    }
    return picture
  }

  /// Octaves of smooth noise in colour, with detail of every size.
  private static let source = Pyramid(
    Picture(CanvasSize(1000, 600), .yuv420) { plane, x, y in
      let scale = plane == 0 ? 1 : 2
      let noise = (1...7).reduce(0.0) { sum, octave in
        sum
          + lattice(
            Double(x * scale) / Double(1 << octave), Double(y * scale) / Double(1 << octave), plane * 10 + octave)
      }
      return plane == 0 ? min(max(126 + Int(55 * noise), 16), 235) : min(max(128 + Int(25 * noise), 16), 240)
    }, cores: Cores(1))

  /// −½ … ½ at whole numbers, and smooth between them.
  private static func lattice(_ x: Double, _ y: Double, _ salt: Int) -> Double {
    func smooth(_ t: Double) -> Double { t * t * (3 - 2 * t) }
    func value(_ x: Int, _ y: Int) -> Double {
      var hash = UInt32(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663 ^ salt &* 83_492_791)
      hash = (hash ^ hash >> 15) &* 0x2C1B_3C6D
      hash = (hash ^ hash >> 12) &* 0x297A_2D39
      return Double(hash >> 8) * 0x1p-24 - 0.5
    }
    let (i, j) = (Int(x), Int(y))
    let (u, v) = (smooth(x - Double(i)), smooth(y - Double(j)))
    let above = value(i, j) * (1 - u) + value(i + 1, j) * u
    let below = value(i, j + 1) * (1 - u) + value(i + 1, j + 1) * u
    return above * (1 - v) + below * v
  }

  /// Encodes the frames almost without loss, and judges the film.
  static func judged(_ frames: [Picture], loop: Bool = false, part: Range<Int>? = nil) throws -> CheckReport {
    let folder = try MediaFolder()
    let path = folder("film.mp4")
    let settings = FilmSettings(
      size: size, framesPerSecond: Rational(rate), frameCount: frames.count, encoding: Encoding(quality: 8))
    let sink = try Sinks.open(path, settings)
    for frame in frames { try sink.write(frame) }
    try sink.finish()
    let facts = try Take.facts(of: path)
    let range = part ?? 0..<facts.frameCount
    let check = try FilmCheck(path: path, facts: facts, frames: range, judgesLoop: loop, cores: Cores(2))
    return CheckReport(try check.series { _ in true }!, firstFrame: range.lowerBound)
  }
}

extension Picture {
  /// A copy with its luma changed.
  func changingLuma(_ change: (Int) -> Int) -> Picture {
    Picture(size, format) { plane, x, y in
      let value = planes[plane].sample(x, y)
      return plane == 0 ? min(max(change(value), 0), 255) : value
    }
  }

  /// A copy whose luma is a mean over 5 × 5 pixels.
  var blurred: Picture {
    Picture(size, format) { plane, x, y in
      guard plane == 0 else { return planes[plane].sample(x, y) }
      var sum = 0
      for dy in -2...2 {
        for dx in -2...2 {
          sum += planes[0].sample(min(max(x + dx, 0), size.width - 1), min(max(y + dy, 0), size.height - 1))
        }
      }
      return (sum + 12) / 25
    }
  }

  /// A copy with another picture in an oval about the middle, twice as wide as high.
  func with(_ other: Picture, inOval halfHeight: Double) -> Picture {
    Picture(size, format) { plane, x, y in
      let (width, height) = (Double(planes[plane].width), Double(planes[plane].height))
      let across = (Double(x) + 0.5 - width / 2) / width * Double(size.width) / (2 * halfHeight)
      let down = (Double(y) + 0.5 - height / 2) / height * Double(size.height) / halfHeight
      return (across * across + down * down < 1 ? other : self).planes[plane].sample(x, y)
    }
  }

  /// A copy upside down.
  var flipped: Picture {
    Picture(size, format) { plane, x, y in planes[plane].sample(x, planes[plane].height - 1 - y) }
  }
}

extension CheckReport {
  var failed: Set<Metric> { Set(findings.filter { !$0.passed }.map(\.metric)) }
  func finding(_ metric: Metric) -> Finding { findings.first { $0.metric == metric }! }
}
