import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A pyramid` {
  @Test func `halves down to a single pixel`() {
    let sizes = Pyramid(Picture(CanvasSize(37, 10), .yuv420), cores: Cores(1)).levels.map(\.size)
    #expect(
      sizes == [
        CanvasSize(37, 10), CanvasSize(19, 5), CanvasSize(10, 3), CanvasSize(5, 2), CanvasSize(3, 1), CanvasSize(2, 1),
        CanvasSize(1, 1),
      ])
    #expect(Pyramid(Picture(CanvasSize(1, 1), .yuv444), cores: Cores(1)).count == 1)
  }

  @Test func `knows its bytes before its levels are made`() {
    for format in PictureFormat.all {
      let pyramid = Pyramid(Picture(CanvasSize(201, 99), format), cores: Cores(1))
      let bytes = pyramid.byteCount
      #expect(bytes == pyramid.levels.reduce(0) { $0 + $1.byteCount })
    }
  }

  @Test(arguments: PictureFormat.all)
  func `keeps a constant picture constant`(format: PictureFormat) {
    for value in [0, 5, 16, 40, 128, 235, 255].map({ $0 << (format.bits - 8) }) {
      let picture = Picture(CanvasSize(33, 21), format) { _, _, _ in value }
      for level in Pyramid(picture, cores: Cores(1)).levels {
        #expect(level.samples.allSatisfy { $0.allSatisfy { $0 == value } }, "\(value) at \(level.size)")
      }
    }
  }

  @Test func `is the same on any number of cores and asked for in any order`() {
    let picture = Picture.random(CanvasSize(150, 170), .yuv420)
    let one = Pyramid(picture, cores: Cores(1))
    let many = Pyramid(picture, cores: Cores(5))
    for level in (0..<one.count).reversed() { #expect(one.level(level).samples == many.level(level).samples) }
  }

  @Test(arguments: PictureFormat.all)
  func `does not creep from level to level`(format: PictureFormat) {
    // A soft spot off the middle: its centre of mass, of light for Y′ and of codes for chroma, stays where it is in level-0 pixels.
    let middle = Point(x: 70.3, y: 61.8)
    let unit = 1 << (format.bits - 8)
    let picture = Picture(CanvasSize(141, 123), format) { plane, x, y in
      let pixel = Self.pixel(x, y, plane, format)
      let bump = Self.bump((pixel - middle).length / 55)
      return plane == 0 ? unit * 16 + Int(Twin.encoded(bump) * 219 * Double(unit)) : Int(Double(unit) * 200 * bump)
    }
    for (number, level) in Pyramid(picture, cores: Cores(2)).levels.prefix(4).enumerated() {
      for plane in 0..<3 {
        let centre = Self.centre(level, plane) * Double(1 << number)
        #expect((centre - middle).length < 0.15, "plane \(plane) of level \(number) has its centre at \(centre)")
      }
    }
  }

  @Test func `keeps the light of small lights`() {
    // White and black by turns is half the light, whatever the code.
    let picture = Picture(CanvasSize(64, 64), .yuv444) { plane, x, y in plane == 0 ? ((x + y) % 2 == 0 ? 16 : 235) : 128
    }
    let half = Pyramid(picture, cores: Cores(1)).level(1).planes[0].sample(16, 16)
    #expect(half == Int((16 + 219 * Twin.encoded(0.5)).rounded()))
  }

  @Test func `fades from level to level without a step in light or sharpness`() {
    let picture = Self.foliage
    let pyramid = Pyramid(picture, cores: Cores(2))
    let canvas = CanvasSize(70, 70)
    var last: (light: Double, sharpness: Double)?
    for step in 0...48 {
      let scale = Double(PortableMath.exp2(Double(step) / 32))
      let map = Similarity(scale: Point(x: scale, y: 0), offset: Point(x: 10.3, y: 10.7))
      let sampler = PictureSampler(pyramid, sourceFromCanvas: map, canvas: canvas, format: picture.format)
      let drawn = sampler.drawn(plane: 0, size: canvas)
      let now = (Self.mean(drawn), Self.sharpness(drawn, canvas))
      if let last {
        #expect(abs(now.0 - last.light) < 1)
        #expect(abs(now.1 / last.sharpness - 1) < 0.06, "at a shrink of \(scale)")
      }
      last = now
    }
  }

  /// Where a sample stands in the picture.
  private static func pixel(_ x: Int, _ y: Int, _ plane: Int, _ format: PictureFormat) -> Point {
    plane > 0 && format.chroma == .half
      ? Point(x: Double(2 * x) + 0.5, y: Double(2 * y) + 1) : Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
  }

  private static func bump(_ r: Double) -> Double { r < 1 ? (1 - r * r) * (1 - r * r) : 0 }

  private static func centre(_ picture: Picture, _ plane: Int) -> Point {
    let unit = Double(1 << (picture.format.bits - 8))
    var (sum, weights) = (Point.zero, 0.0)
    for y in 0..<picture.planes[plane].height {
      for x in 0..<picture.planes[plane].width {
        let code = Double(picture.planes[plane].sample(x, y)) / unit
        let weight = plane == 0 ? Twin.light((code - 16) / 219) : code
        sum = sum + pixel(x, y, plane, picture.format) * weight
        weights += weight
      }
    }
    return sum / weights
  }

  /// Noise of several sizes, finer ones weaker, as in photographs.
  private static let foliage = Picture(CanvasSize(224, 224), .yuv420) { plane, x, y in
    var value = 110.0
    for (size, strength) in [(1, 25.0), (2, 40.0), (4, 60.0), (8, 70.0)] {
      value += strength * (Seed(3).at("leaf", plane, size, x / size, y / size).unit - 0.5)
    }
    return Int(min(max(value, 16), 235))
  }

  private static func mean(_ floats: [Float]) -> Double {
    floats.reduce(0) { $0 + Double($1) } / Double(floats.count)
  }

  private static func sharpness(_ floats: [Float], _ size: CanvasSize) -> Double {
    var sum = 0.0
    for y in 1..<size.height - 1 {
      for x in 1..<size.width - 1 {
        let i = y * size.width + x
        let around = floats[i - 1] + floats[i + 1] + floats[i - size.width] + floats[i + size.width]
        sum += Double(abs(4 * floats[i] - around))
      }
    }
    return sum
  }
}
