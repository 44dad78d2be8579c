import Imaging

/// Along one axis: of which samples of a plane each pixel of a reduced picture is the mean.
struct AxisTaps {
  /// How many samples each pixel is made of.
  let count: Int
  /// The first of them for each pixel.
  let first: [Int]
  /// `count` weights for each pixel; they sum to 1.
  let weights: [Float]

  /// Pixel o is the mean of the `factor` picture pixels from o · factor on, where samples lie at `index · step + shift` (centres at ½)
  /// and the plane goes from sample to sample in straight lines.
  init(outputs: Int, factor: Int, samples: Int, step: Double, shift: Double) {
    var parts: [[Int: Float]] = []
    for o in 0..<outputs {
      var part: [Int: Float] = [:]
      for k in 0..<factor {
        let place = (Double(o * factor + k) + 0.5 - shift) / step - 0.5
        let below = place.rounded(.down)
        for (index, weight) in [(Int(below), 1 - (place - below)), (Int(below) + 1, place - below)] where weight > 0 {
          part[min(max(index, 0), samples - 1), default: 0] += Float(weight / Double(factor))
        }
      }
      parts.append(part)
    }
    let count = min(samples, parts.map { $0.keys.max()! - $0.keys.min()! + 1 }.max() ?? 1)
    let first = parts.map { min($0.keys.min()!, samples - count) }
    (self.count, self.first) = (count, first)
    weights = parts.indices.flatMap { o in (0..<count).map { parts[o][first[o] + $0] ?? 0 } }
  }
}

/// A plane of code values reduced along both axes, row by row without gaps.
func reduced(_ plane: Plane, across: AxisTaps, down: AxisTaps) -> [Float] {
  let (width, height) = (across.first.count, down.first.count)
  var row = [Float](repeating: 0, count: plane.width)
  var sum = row
  return [Float](unsafeUninitializedCapacity: width * height) { out, count in
    row.withUnsafeMutableBufferPointer { row in
      sum.withUnsafeMutableBufferPointer { sum in
        for y in 0..<height {
          sum.update(repeating: 0)
          for k in 0..<down.count where down.weights[y * down.count + k] != 0 {
            RowKernels.read(plane, row: down.first[y] + k, from: 0, count: plane.width, into: row.baseAddress!)
            add(row.baseAddress!, down.weights[y * down.count + k], to: sum.baseAddress!, count: plane.width)
          }
          gather(sum.baseAddress!, across, into: out.baseAddress! + y * width)
        }
      }
    }
    count = width * height
  }
}

private func add(
  _ row: UnsafePointer<Float>, _ weight: Float, to sum: UnsafeMutablePointer<Float>, count: Int
) {
  for x in 0..<count { sum[x] += row[x] * weight }
}

private func gather(_ row: UnsafePointer<Float>, _ taps: AxisTaps, into out: UnsafeMutablePointer<Float>) {
  taps.first.withUnsafeBufferPointer { first in
    taps.weights.withUnsafeBufferPointer { weights in
      let count = taps.count
      for x in 0..<first.count {
        let samples = row + first[x]
        var sum: Float = 0
        for k in 0..<count { sum += samples[k] * weights[x &* count &+ k] }
        out[x] = sum
      }
    }
  }
}
