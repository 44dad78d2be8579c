import Geometry

/// Adds up the colour differences of a frame and the pulled next one.
struct ResidualSum {
  private(set) var total = 0.0

  init(_ a: CheckedFrame, _ pulled: PulledPixels, _ flow: PatchFlow, _ isSame: [Bool]) {
    let (width, height) = (a.size.width, a.size.height)
    guard flow.width > 0, flow.height > 0 else {
      for i in a.pixels.indices where pulled.isSeen[i] { total += Double(distance(a.pixels[i], pulled.pixels[i])) }
      return
    }
    let (columns, rows) = (Between(flow.width, over: width), Between(flow.height, over: height))
    var shiftX = [Float](repeating: 0, count: flow.width)
    var shiftY = shiftX
    a.pixels.withUnsafeBufferPointer { first in
      pulled.pixels.withUnsafeBufferPointer { second in
        for y in 0..<height {
          let (above, below) = (rows.low[y] * flow.width, rows.high[y] * flow.width)
          for x in 0..<flow.width {
            shiftX[x] = 4 * mix(flow.across[above + x], flow.across[below + x], rows.share[y])
            shiftY[x] = 4 * mix(flow.down[above + x], flow.down[below + x], rows.share[y])
          }
          let near = min(y / 4, flow.height - 1) * flow.width
          var line: Float = 0
          for x in 0..<width where pulled.isSeen[y * width + x] {
            let i = y * width + x
            let still = distance(first[i], second[i])
            guard isSame[near + min(x / 4, flow.width - 1)] else {
              line += still
              continue
            }
            let (low, high, share) = (columns.low[x], columns.high[x], columns.share[x])
            let u = Float(x) + mix(shiftX[low], shiftX[high], share)
            let v = Float(y) + mix(shiftY[low], shiftY[high], share)
            line += min(still, distance(first[i], sample(second, width, height, u, v)))
          }
          total += Double(line)
        }
      }
    }
  }
}

/// The colour difference, CIE dE 1976.
@inline(__always) private func distance(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> Float {
  let d = a - b
  return (d.x * d.x + d.y * d.y + d.z * d.z).squareRoot()
}

@inline(__always)
private func sample(
  _ pixels: UnsafeBufferPointer<SIMD4<Float>>, _ width: Int, _ height: Int, _ u: Float, _ v: Float
) -> SIMD4<Float> {
  let x = min(max(u, 0), Float(width - 1) - 0.001)
  let y = min(max(v, 0), Float(height - 1) - 0.001)
  let (column, row) = (Int(x), Int(y))
  let (s, t) = (x - Float(column), y - Float(row))
  let i = row &* width &+ column
  let top = pixels[i] + (pixels[i &+ 1] - pixels[i]) * s
  let bottom = pixels[i &+ width] + (pixels[i &+ width &+ 1] - pixels[i &+ width]) * s
  return top + (bottom - top) * t
}
