import Geometry

/// A Gaussian blur; beyond an image its edge goes on.
struct Blur {
  /// From the middle outwards; all taps of both sides sum to 1.
  let weights: [Float]
  var radius: Int { weights.count - 1 }

  /// The standard deviation and the reach, in pixels.
  init(_ sigma: Double, radius: Int) {
    let side = (0...radius).map { PortableMath.exp2(-Double($0 * $0) / (2 * sigma * sigma) / PortableMath.ln2) }
    let sum = 2 * side.reduce(0, +) - side[0]
    weights = side.map { Float($0 / sum) }
  }

  /// Blurs a whole image.
  func callAsFunction(_ pixels: [Float], width: Int, height: Int) -> [Float] {
    let wide = [Float](unsafeUninitializedCapacity: pixels.count) { out, count in
      var line = [Float](repeating: 0, count: width + 2 * radius)
      pixels.withUnsafeBufferPointer { pixels in
        line.withUnsafeMutableBufferPointer { line in
          for y in 0..<height {
            across(pixels.baseAddress! + y * width, count: width, line.baseAddress!, out.baseAddress! + y * width)
          }
        }
      }
      count = pixels.count
    }
    return [Float](unsafeUninitializedCapacity: pixels.count) { out, count in
      wide.withUnsafeBufferPointer { wide in
        for y in 0..<height {
          down(
            out.baseAddress! + y * width, count: width
          ) { wide.baseAddress! + min(max(y + $0, 0), height - 1) * width }
        }
      }
      count = pixels.count
    }
  }

  /// One row across; `line` has room for the row and twice the radius.
  func across(
    _ row: UnsafePointer<Float>, count: Int, _ line: UnsafeMutablePointer<Float>, _ out: UnsafeMutablePointer<Float>
  ) {
    let middle = line + radius
    middle.update(from: row, count: count)
    for k in 1...radius {
      middle[-k] = row[0]
      middle[count - 1 + k] = row[count - 1]
    }
    scale(middle, weights[0], out, count)
    for k in 1...radius { addPair(middle - k, middle + k, weights[k], to: out, count) }
  }

  /// One row down: from the rows at −radius … radius.
  func down(_ out: UnsafeMutablePointer<Float>, count: Int, row: (Int) -> UnsafePointer<Float>) {
    scale(row(0), weights[0], out, count)
    for k in 1...radius { addPair(row(-k), row(k), weights[k], to: out, count) }
  }
}

private func scale(_ row: UnsafePointer<Float>, _ weight: Float, _ out: UnsafeMutablePointer<Float>, _ count: Int) {
  for x in 0..<count { out[x] = row[x] * weight }
}

private func addPair(
  _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ weight: Float, to out: UnsafeMutablePointer<Float>,
  _ count: Int
) {
  for x in 0..<count { out[x] += (a[x] + b[x]) * weight }
}
