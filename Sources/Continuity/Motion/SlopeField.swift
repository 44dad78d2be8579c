import Imaging

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
