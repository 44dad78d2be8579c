import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A picture sampler` {
  static let sizes = [CanvasSize(1, 1), CanvasSize(2, 1), CanvasSize(37, 23), CanvasSize(64, 48)]

  static let uprightMaps = [
    map(1, 0, 0), map(0.37, 5.3, -2.1), map(1.62, -4.4, 3.3), map(1.999, 0, 0), map(0x1p-20, 18.3, 11.2),
    map(1, 1e9, -1e12), map(1, -3000, 0), map(-0.8, 40, 30), map(0.99999, 0.25, 0.5),
  ]
  static let rolledMaps = [
    map(1, 0, 0, turns: 0.25), map(0.71, 3, 4, turns: 0.03), map(1.7, -10, 20, turns: -0.4),
    map(0x1p-20, 18, 11, turns: 0.1),
    map(1, 1e6, -1e9, turns: 0.2), map(1.3, 0, 0, turns: 1e-6), map(1.999, 60, 0, turns: 0.125),
  ]

  static func map(_ scale: Double, _ x: Double, _ y: Double, turns: Double = 0) -> Similarity {
    Similarity(scale: Point(turns: turns, length: scale), offset: Point(x: x, y: y))
  }

  static func sampler(_ picture: Picture, _ map: Similarity, _ canvas: CanvasSize) -> PictureSampler {
    PictureSampler(Pyramid(picture, cores: Cores(2)), sourceFromCanvas: map, canvas: canvas, format: picture.format)
  }

  @Test(arguments: PictureFormat.all, uprightMaps + rolledMaps)
  func `agrees with its plain twin`(format: PictureFormat, map: Similarity) {
    let canvas = CanvasSize(25, 19)
    let tolerance = format.bits == 8 ? 0.002 : 0.5
    for size in Self.sizes {
      let pictures: [Picture] = [
        .random(size, format), .checker(size, format), .star(size, format), .edge(size, format),
      ]
      for picture in pictures {
        let sampler = Self.sampler(picture, map, canvas)
        for plane in 0..<3 {
          let drawn = sampler.drawn(plane: plane, size: format.planeSize(plane, of: canvas))
          let twin = Twin.drawn(picture, plane: plane, sourceFromCanvas: map, canvas: canvas)
          #expect(largestDifference(drawn, twin) <= tolerance, "plane \(plane) of \(size)")
        }
      }
    }
  }

  @Test(arguments: PictureFormat.all)
  func `gives the picture back under the identity`(format: PictureFormat) {
    for size in Self.sizes {
      let picture = Picture.random(size, format)
      let sampler = Self.sampler(picture, .identity, size)
      for plane in 0..<3 {
        let drawn = sampler.drawn(plane: plane, size: format.planeSize(plane, of: size))
        #expect(drawn == picture.samples[plane].map(Float.init))
      }
    }
  }

  @Test(arguments: PictureFormat.all)
  func `shifts by whole pixels exactly`(format: PictureFormat) {
    let picture = Picture.random(CanvasSize(64, 40), format)
    let canvas = CanvasSize(30, 20)
    let sampler = Self.sampler(picture, Self.map(1, 12, 8), canvas)
    for plane in 0..<3 {
      let size = format.planeSize(plane, of: canvas)
      let step = plane > 0 && format.chroma == .half ? 2 : 1
      let expected = (0..<size.height).flatMap { y in
        (0..<size.width).map { x in Float(picture.planes[plane].sample(x + 12 / step, y + 8 / step)) }
      }
      #expect(sampler.drawn(plane: plane, size: size) == expected)
    }
  }

  @Test func `turns a picture upside down exactly`() {
    let size = CanvasSize(33, 21)
    let picture = Picture.random(size, .yuv444)
    let sampler = Self.sampler(picture, Self.map(1, 33, 21, turns: 0.5), size)
    #expect(sampler.drawn(plane: 0, size: size) == picture.samples[0].reversed().map(Float.init))
  }

  @Test(arguments: uprightMaps + rolledMaps + [map(2.6, 1, 2), map(2.6, 1, 2, turns: 0.07), map(5.1, 3, 4)])
  func `draws the same bits however the area is cut`(map: Similarity) {
    let canvas = CanvasSize(300, 70)
    let sampler = Self.sampler(.random(CanvasSize(120, 90), .yuv420), map, canvas)
    for plane in 0..<3 {
      let size = PictureFormat.yuv420.planeSize(plane, of: canvas)
      let whole = sampler.drawn(plane: plane, size: size)
      for (rows, columns) in [(0..<1, 0..<1), (3..<20, 1..<size.width), (7..<35, 13..<14), (0..<size.height, 90..<145)]
      {
        let part = sampler.drawn(plane: plane, rows: rows, columns: columns)
        let expected = rows.flatMap { y in columns.map { x in whole[y * size.width + x] } }
        #expect(part == expected, "rows \(rows), columns \(columns)")
      }
    }
  }

  @Test(arguments: [
    map(1, 0, 0), map(0.3, 7, 7), map(1.5, 0.2, 0.3), map(2.2, 0, 0), map(2.7, 0, 0, turns: 0.1), map(40, 0, 0),
    map(1e9, 0, 0, turns: 0.3), map(1e-9, 3, 3), map(1, 1e15, 0, turns: 0.01),
  ])
  func `keeps a constant picture constant`(map: Similarity) {
    for format in PictureFormat.all {
      for value in [3, 16, 77, 254].map({ $0 << (format.bits - 8) }) {
        let sampler = Self.sampler(Picture(CanvasSize(50, 31), format) { _, _, _ in value }, map, CanvasSize(20, 20))
        for plane in 0..<3 {
          let drawn = sampler.drawn(plane: plane, size: format.planeSize(plane, of: CanvasSize(20, 20)))
          #expect(drawn.allSatisfy { abs($0 - Float(value)) < 0.02 * Float(1 << (format.bits - 8)) })
        }
      }
    }
  }

  @Test(arguments: [
    map(0.3, 20, 10), map(0.77, 10.3, 5), map(1, 3, 3), map(1.4, 0, 0), map(0.6, 8, 8, turns: 0.02), map(2.3, 0, 0),
  ])
  func `keeps chroma where luma is`(map: Similarity) {
    // A ramp in x and another in y, luma with the same values as chroma at the same places; far from the edges, every filter with weights that add
    // up to 1 gives a ramp back but for the kernel's own small lean.
    let source = CanvasSize(160, 120)
    let picture = Picture(source, PictureFormat(.half, bits: 16)) { plane, x, y in
      let pixel = plane == 0 ? Point(x: Double(x), y: Double(y)) : Point(x: Double(2 * x), y: Double(2 * y) + 0.5)
      return Int((pixel.x * 256 + pixel.y * 100).rounded()) + 1000
    }
    let canvas = CanvasSize(40, 30)
    let sampler = Self.sampler(picture, map, canvas)
    let chroma = sampler.drawn(plane: 1, size: CanvasSize(20, 15))
    var largest = 0.0
    for j in 4..<11 {
      for i in 5..<15 {
        let at = map(Point(x: Double(2 * i) + 0.5, y: Double(2 * j) + 1)) - Point(x: 0.5, y: 0.5)
        guard at.x > 16, at.x < 144, at.y > 16, at.y < 104 else { continue }
        largest = max(largest, abs(Double(chroma[j * 20 + i]) - (at.x * 256 + at.y * 100 + 1000)))
      }
    }
    // The kernel leans by at most 0.02 of a sample; chroma one pixel off would be off by 256.
    let lean = 0.02 * 2 * (256 + 100)
    #expect(largest < lean + 1)
  }

  @Test(arguments: [0.4, 1, 1.31, 1.9, 2.5])
  func `hardly notices a tiny roll`(scale: Double) {
    let canvas = CanvasSize(64, 64)
    for picture in [Picture.edge(CanvasSize(90, 90), .yuv420), .checker(CanvasSize(90, 90), .yuv420)] {
      let upright = Self.sampler(picture, Self.map(scale, 0.3, 0.7), canvas).drawn(plane: 0, size: canvas)
      let rolled = Self.sampler(picture, Self.map(scale, 0.3, 0.7, turns: 1e-8), canvas).drawn(plane: 0, size: canvas)
      #expect(largestDifference(rolled, upright.map(Double.init)) <= 0.01)
    }
  }

  @Test(arguments: [0.0, 0.02]) func `is drawn from one level or from two next to each other`(turns: Double) {
    let canvas = CanvasSize(20, 20)
    let pyramid = Pyramid(.random(CanvasSize(200, 200), .yuv420), cores: Cores(1))
    for (scale, level, next) in [
      (1.9, 0, 0), (2, 0, 0), (2.4, 0, 1), (2.83, 1, 1), (3.9, 1, 1), (4.6, 1, 2), (5.66, 2, 2), (7.9, 2, 2),
    ] {
      let map = Self.map(scale, 5, 6, turns: turns)
      let drawn = PictureSampler(pyramid, sourceFromCanvas: map, canvas: canvas, format: .yuv420)
        .drawn(plane: 0, size: canvas)
      let near = PictureSampler(pyramid, onlyLevel: level, sourceFromCanvas: map, canvas: canvas)
        .drawn(plane: 0, size: canvas)
      let far = PictureSampler(pyramid, onlyLevel: next, sourceFromCanvas: map, canvas: canvas)
        .drawn(plane: 0, size: canvas)
      let isBetween = (0..<400).allSatisfy {
        drawn[$0] >= min(near[$0], far[$0]) - 0.001 && drawn[$0] <= max(near[$0], far[$0]) + 0.001
      }
      #expect(isBetween, "at a shrink of \(scale)")
      #expect((drawn == near) == (level == next), "at a shrink of \(scale)")
    }
  }
}
