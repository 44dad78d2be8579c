import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A kernel among guard bytes` {
  private static let sizes = [CanvasSize(1, 1), CanvasSize(31, 3), CanvasSize(64, 5), CanvasSize(97, 33)]

  @Test(arguments: PictureFormat.all) func `writes rows into a plane and nothing beside them`(format: PictureFormat) {
    for size in Self.sizes {
      let guarded = GuardedPicture(size, format)
      for plane in guarded.picture.planes {
        let row = (0..<plane.width).map { $0 % 2 == 0 ? Float.infinity : -1e9 }
        for y in 0..<plane.height {
          RowKernels.write(row, count: plane.width, to: plane, row: y, from: 0)
          RowKernels.write(row, count: 1, to: plane, row: y, from: plane.width - 1)
        }
      }
      #expect(guarded.isIntact, "\(size)")
    }
  }

  @Test func `writes rows of floats and nothing beside them`() {
    let plane = Plane(CanvasSize(70, 1))
    for count in [1, 7, 8, 31, 70] {
      var base = GuardedFloats(count)
      let over = [Float](repeating: 255, count: 70)
      base.withFloats { base in
        RowKernels.read(plane, row: 0, from: 0, count: count, into: base)
        RowKernels.blend(over, into: base, mask: over.map { _ in 0.5 }, count: count)
        RowKernels.blend(over, into: base, weight: 0.5, count: count)
      }
      #expect(base.isIntact && base.floats.allSatisfy { $0 == 191.25 })
    }
  }

  @Test(arguments: PictureFormat.all) func `writes a picture of light and nothing beside it`(format: PictureFormat) {
    for size in Self.sizes {
      let image = RGBImage(size)
      for i in 0..<size.width * size.height { (image.red[i], image.blue[i]) = (i % 2 == 0 ? 9 : -9, 1) }
      let guarded = GuardedPicture(size, format)
      guarded.picture.draw(image, ditherSeed: 3, cores: Cores(2))
      #expect(guarded.isIntact, "\(size)")
      let alone = Picture(rgb: image, format: format, ditherSeed: 3, cores: Cores(1))
      #expect(guarded.picture.samples == alone.samples)
    }
  }

  private static let maps = [
    Similarity.identity, Similarity(scale: Point(x: 0.37, y: 0), offset: Point(x: 5.3, y: -2.1)),
    Similarity(scale: Point(x: 1.9, y: 0), offset: Point(x: -9, y: 3)), Similarity(scale: Point(x: 11, y: 0)),
    Similarity(scale: Point(turns: 0.07, length: 0.8), offset: Point(x: 1, y: 2)),
    Similarity(scale: Point(turns: 0.3, length: 5), offset: Point(x: 40, y: 2)),
  ]

  @Test(arguments: PictureFormat.all, maps)
  func `samples a picture's own samples alone, and writes no others`(format: PictureFormat, map: Similarity) {
    let canvas = CanvasSize(29, 17)
    for size in Self.sizes {
      let source = Picture.checker(size, format)
      let found = [UInt8(0), 255].map { byte in
        let pyramid = Pyramid(GuardedPicture(source, guard: byte).picture, cores: Cores(1))
        return [pyramid, pyramid.rough].map { pyramid in
          (0..<3).map { plane in drawn(pyramid, map, plane: plane, canvas) }
        }
      }
      #expect(found[0] == found[1], "\(size)")
    }
  }

  private func drawn(_ pyramid: Pyramid, _ map: Similarity, plane: Int, _ canvas: CanvasSize) -> [Float] {
    let size = pyramid.format.planeSize(plane, of: canvas)
    let sampler = PictureSampler(pyramid, sourceFromCanvas: map, canvas: canvas, format: pyramid.format)
    var floats = GuardedFloats(size.width * size.height)
    floats.withFloats { floats in
      sampler.draw(plane: plane, rows: 0..<size.height, columns: 0..<size.width, into: floats, stride: size.width)
    }
    #expect(floats.isIntact)
    return floats.floats
  }

  @Test(arguments: PictureFormat.all) func `measures a picture's own samples alone`(format: PictureFormat) {
    for size in Self.sizes {
      let source = Picture.random(size, format)
      let pictures = [UInt8(0), 255].map { GuardedPicture(source, guard: $0).picture }
      let grey = pictures.map { GreyImage($0, mostWidth: 20).pixels }
      #expect(grey[0] == grey[1])
      guard format.chroma == .full else { continue }
      let colours = pictures.map { ColourImage($0, mostWidth: 20) }
      #expect(colours[0].luma == colours[1].luma && colours[0].redness == colours[1].redness)
      #expect(pictures[0].middle(aspect: 1).samples == pictures[1].middle(aspect: 1).samples)
      let sheets = pictures.map { contactSheet([$0, source], columns: 1, gap: 3).samples }
      #expect(sheets[0] == sheets[1])
    }
  }

  @Test(arguments: PictureFormat.all) func `halves the brightest and the darkest within their range`(
    format: PictureFormat
  ) {
    let top = 1 << format.bits - 1
    for value in [0, top] {
      let pyramid = Pyramid(Picture(CanvasSize(97, 33), format) { _, _, _ in value }, cores: Cores(2))
      for levels in [pyramid.levels, pyramid.rough.levels] {
        for level in levels { #expect(level.samples.allSatisfy { $0.allSatisfy { $0 == value } }) }
      }
    }
    for picture in [Picture.checker(CanvasSize(97, 33), format), .edge(CanvasSize(97, 33), format)] {
      let half = Pyramid(picture, cores: Cores(2)).rough.level(1)
      for (plane, samples) in half.samples.enumerated() {
        let range = (picture.samples[plane].min()!)...(picture.samples[plane].max()!)
        #expect(samples.allSatisfy(range.contains))
      }
    }
  }
}
