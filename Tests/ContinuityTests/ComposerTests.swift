import Continuity
import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `The composer` {
  private static let size = CanvasSize(150, 70)

  private func layers(_ format: PictureFormat) -> [Layer] {
    (0..<4).map { k in
      let mask = SeamMask(
        Seam(octaves: 0.3, shape: 8),
        sceneFromCanvas: Similarity(
          scale: Point(turns: 0.03 * Double(k), length: 1.7 * Double(k)), offset: Point(x: 0.1, y: 0)),
        pole: Point(x: 0.1, y: 0), presence: 1, canvas: Self.size)
      return Layer(.drawn(.random(Self.size, format, seed: UInt64(k))), mask: k == 0 ? nil : mask)
    }
  }

  @Test(arguments: [PictureFormat.yuv420, .yuv444, PictureFormat(.half, bits: 16)])
  func `lays each scene over the ones around it by its seam's opacity`(format: PictureFormat) {
    let layers = layers(format)
    let picture = Picture(Self.size, format)
    Composer(size: Self.size, format: format, cores: Cores(3)).compose(layers, into: picture)
    let unit = 1 << (format.bits - 8)
    for plane in 0..<3 {
      let siting = format.siting(plane)
      for y in 0..<picture.planes[plane].height {
        for x in 0..<picture.planes[plane].width {
          var expected = 0.0
          for layer in layers {
            guard case .drawn(let drawn) = layer.source else { continue }
            var opacity: [Float] = [1, 0]
            layer.mask?.opacities(
              x: (Double(x) + 0.5) * siting.step + siting.shiftX, y: (Double(y) + 0.5) * siting.step + siting.shiftY,
              spacing: 1, count: 1, into: &opacity)
            expected += (Double(drawn.planes[plane].sample(x, y)) - expected) * Double(opacity[0])
          }
          #expect(abs(Double(picture.planes[plane].sample(x, y)) - expected) <= 0.75 * Double(unit))
        }
      }
    }
  }

  @Test func `gives the same picture on any number of cores`() {
    let pictures = [1, 2, 7].map { cores in
      let picture = Picture(Self.size, .yuv420)
      Composer(size: Self.size, format: .yuv420, cores: Cores(cores)).compose(layers(.yuv420), into: picture)
      return picture.samples
    }
    #expect(pictures[0] == pictures[1] && pictures[0] == pictures[2])
  }
}
