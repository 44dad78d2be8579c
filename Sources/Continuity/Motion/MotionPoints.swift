import Geometry
import Imaging

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
    let chosen = field.indices(above: threshold)
    let kept = min(most, chosen.count)
    let indices = (0..<kept).map { Int(chosen[$0 * chosen.count / kept]) }
    x = indices.map { Float(Double($0 % band.width) - middle.x) }
    y = indices.map { Float(Double($0 / band.width) - middle.y) }
    value = indices.map { field.value[$0] }
    slopeX = indices.map { field.slopeX[$0] }
    slopeY = indices.map { field.slopeY[$0] }
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
    let zeros = [Float](repeating: 0, count: band.width * band.height)
    (value, slopeX, slopeY, energy) = (zeros, zeros, zeros, zeros)
    Scratch.withFloats(2 * band.width) { scratch in
      band.pixels.withUnsafeBufferPointer { pixels in
        value.withUnsafeMutableBufferPointer { value in
          slopeX.withUnsafeMutableBufferPointer { slopeX in
            slopeY.withUnsafeMutableBufferPointer { slopeY in
              energy.withUnsafeMutableBufferPointer { energy in
                for y in 1..<band.height - 1 {
                  let at = y * band.width
                  SlopeField.fill(
                    pixels.baseAddress! + at, band.width, scratch, value.baseAddress! + at, slopeX.baseAddress! + at,
                    slopeY.baseAddress! + at, energy.baseAddress! + at)
                }
              }
            }
          }
        }
      }
    }
  }

  /// One row. The spline's weights at a sample are 1/6, 4/6, 1/6, and its slope's −1/2, 0, 1/2.
  private static func fill(
    _ row: UnsafePointer<Float>, _ width: Int, _ scratch: UnsafeMutablePointer<Float>,
    _ value: UnsafeMutablePointer<Float>, _ slopeX: UnsafeMutablePointer<Float>, _ slopeY: UnsafeMutablePointer<Float>,
    _ energy: UnsafeMutablePointer<Float>
  ) {
    let (above, below, smooth, steep) = (row - width, row + width, scratch, scratch + width)
    let sixth: Float = 1 / 6
    for x in 0..<width {
      smooth[x] = (above[x] + 4 * row[x] + below[x]) * sixth
      steep[x] = (below[x] - above[x]) * 0.5
    }
    for x in 1..<width - 1 {
      let gx = (smooth[x + 1] - smooth[x - 1]) * 0.5
      let gy = (steep[x - 1] + 4 * steep[x] + steep[x + 1]) * sixth
      value[x] = (smooth[x - 1] + 4 * smooth[x] + smooth[x + 1]) * sixth
      slopeX[x] = gx
      slopeY[x] = gy
      energy[x] = gx * gx + gy * gy
    }
  }

  var medianEnergy: Float { energy.withUnsafeBufferPointer { RoughMedian.of($0) } }

  /// Where the energy is more than a threshold, in order.
  func indices(above threshold: Float) -> [Int32] {
    [Int32](unsafeUninitializedCapacity: energy.count) { out, count in
      energy.withUnsafeBufferPointer { energy in
        for i in 0..<energy.count {
          out[count] = Int32(truncatingIfNeeded: i)
          count += energy[i] > threshold ? 1 : 0
        }
      }
    }
  }
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
