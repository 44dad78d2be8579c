import Geometry

/// The points of a level that are followed into the next frame: the better-textured half of it, evenly thinned.
struct MotionPoints: Sendable {
  /// Pixels of the level from the middle of the picture.
  private(set) var x: [Float] = []
  private(set) var y: [Float] = []
  /// The spline's value and gradient per pixel of the level.
  private(set) var value: [Float] = []
  private(set) var slopeX: [Float] = []
  private(set) var slopeY: [Float] = []

  var count: Int { x.count }

  /// Gradients below this are the noise of eight bits rather than texture.
  private static let leastSlope: Float = 0.3 / 255

  init(_ band: FloatImage, middle: Point, most: Int) {
    guard band.width >= 5, band.height >= 5 else { return }
    let field = SlopeField(band)
    let threshold = max(Self.leastSlope * Self.leastSlope, field.medianEnergy)
    let chosen = field.energy.indices.filter { field.energy[$0] > threshold }
    let kept = min(most, chosen.count)
    for k in 0..<kept {
      let i = chosen[k * chosen.count / kept]
      x.append(Float(Double(i % band.width) - middle.x))
      y.append(Float(Double(i / band.width) - middle.y))
      value.append(field.value[i])
      slopeX.append(field.slopeX[i])
      slopeY.append(field.slopeY[i])
    }
  }
}

/// The spline and its gradient at every sample; zero on the border, where the spline has no neighbours.
struct SlopeField {
  private(set) var value: [Float]
  private(set) var slopeX: [Float]
  private(set) var slopeY: [Float]
  /// The gradient's squared length.
  private(set) var energy: [Float]

  init(_ band: FloatImage) {
    let (width, height) = (band.width, band.height)
    let zeros = [Float](repeating: 0, count: width * height)
    (value, slopeX, slopeY, energy) = (zeros, zeros, zeros, zeros)
    var smooth = [Float](repeating: 0, count: width)
    var steep = smooth
    for y in 1..<height - 1 {
      let row = y * width
      // The spline's weights at a sample are 1/6, 4/6, 1/6, and its slope's −1/2, 0, 1/2.
      for x in 0..<width {
        let (above, here, below) = (band.pixels[row - width + x], band.pixels[row + x], band.pixels[row + width + x])
        smooth[x] = (above + 4 * here + below) / 6
        steep[x] = (below - above) / 2
      }
      for x in 1..<width - 1 {
        let gx = (smooth[x + 1] - smooth[x - 1]) / 2
        let gy = (steep[x - 1] + 4 * steep[x] + steep[x + 1]) / 6
        value[row + x] = (smooth[x - 1] + 4 * smooth[x] + smooth[x + 1]) / 6
        slopeX[row + x] = gx
        slopeY[row + x] = gy
        energy[row + x] = gx * gx + gy * gy
      }
    }
  }

  var medianEnergy: Float { energy.withUnsafeBufferPointer { RoughMedian.of($0) } }
}

/// The median of positive numbers to one part in sixteen, from a histogram of their leading bits.
enum RoughMedian {
  static func of(_ values: UnsafeBufferPointer<Float>) -> Float {
    // Sign, eight bits of exponent and four of the fraction: a positive number's bits rise with it.
    let shift: UInt32 = 19
    var counts = [Int32](repeating: 0, count: 1 << 12)
    counts.withUnsafeMutableBufferPointer { counts in
      for value in values { counts[Int(value.bitPattern >> shift) & 0xFFF] &+= 1 }
    }
    var left = values.count / 2
    for (bin, count) in counts.enumerated() {
      left -= Int(count)
      if left < 0 { return Float(bitPattern: UInt32(bin) << shift + UInt32(1) << (shift - 1)) }
    }
    return 0
  }
}
