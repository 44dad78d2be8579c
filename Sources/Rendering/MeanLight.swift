import Geometry
import Imaging
import Worlds

/// The mean colour of a scene, as light.
struct MeanLight {
  /// Linear BT.709 light as it is shown, 0 … 1.
  private let red: Double
  private let green: Double
  private let blue: Double

  init(_ picture: Picture) {
    let unit = Double(1 << (picture.format.bits - 8))
    let means = picture.planes.map { plane -> Double in
      var sum = 0
      for y in 0..<plane.height { for x in 0..<plane.width { sum += plane.sample(x, y) } }
      return Double(sum) / Double(plane.width * plane.height) / unit
    }
    // BT.709-6, item 3, backwards.
    let luma = (means[0] - 16) / 219
    let (blueness, redness) = ((means[1] - 128) / 224, (means[2] - 128) / 224)
    red = TransferCurve.light(luma + 1.5748 * redness)
    green = TransferCurve.light(luma - 0.1873 * blueness - 0.4681 * redness)
    blue = TransferCurve.light(luma + 1.8556 * blueness)
  }

  /// From a level of the pyramid with a few hundred pixels.
  init(_ pyramid: Pyramid) { self.init(pyramid.level(max(0, pyramid.count - 6))) }

  /// The light that looks like this when a world's grade has developed it.
  func before(_ grade: Grade) -> (red: Float, green: Float, blue: Float) {
    func light(_ shown: Double) -> Float {
      let kept = min(max(shown, 0), 0.95)
      return Float(-PortableMath.log2(1 - kept) * PortableMath.ln2 / (1.35 * Double(grade.exposure)))
    }
    return (light(red), light(green), light(blue))
  }
}
