import Geometry
import Imaging
import TestSupport
import Testing

@Suite struct `A rough pyramid` {
  @Test(arguments: [PictureFormat.yuv420, .yuv444, PictureFormat(.half, bits: 16)])
  func `leaves a slope where it is`(format: PictureFormat) {
    let unit = Double(1 << (format.bits - 8))
    func value(_ plane: Int, _ x: Int, _ y: Int, level: Int) -> Double {
      let (siting, side) = (format.siting(plane), Double(1 << level))
      let across = ((Double(x) + 0.5) * siting.step + siting.shiftX) * side
      let down = ((Double(y) + 0.5) * siting.step + siting.shiftY) * side
      return (20 + across + 1.5 * down) * unit
    }
    let picture = Picture(CanvasSize(96, 64), format) { Int(value($0, $1, $2, level: 0).rounded()) }
    let small = Pyramid(picture, cores: Cores(2)).rough.level(2)
    for (plane, samples) in small.planes.enumerated() {
      // Beside the left edge chroma sees the edge go on.
      for y in 0..<samples.height {
        for x in 1..<samples.width {
          #expect(abs(Double(samples.sample(x, y)) - value(plane, x, y, level: 2)) <= (format.bits == 8 ? 1.6 : 2))
        }
      }
    }
  }

  @Test(arguments: [PictureFormat.yuv420, .yuv444, PictureFormat(.half, bits: 16)])
  func `leaves a plain colour as it is, at any size`(format: PictureFormat) {
    for size in [CanvasSize(1, 1), CanvasSize(2, 3), CanvasSize(5, 2), CanvasSize(37, 23), CanvasSize(130, 6)] {
      let picture = Picture(size, format) { plane, _, _ in (77 + 40 * plane) << (format.bits - 8) }
      for level in Pyramid(picture, cores: Cores(1)).rough.levels {
        for (plane, samples) in level.samples.enumerated() {
          #expect(samples.allSatisfy { Int($0) == (77 + 40 * plane) << (format.bits - 8) })
        }
      }
    }
  }
}
