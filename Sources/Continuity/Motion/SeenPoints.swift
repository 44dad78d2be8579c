import Geometry

/// A level's points and what the next frame shows where a map puts them: those that lie in it.
final class SeenPoints {
  private(set) var count = 0
  private let capacity: Int
  private let memory: UnsafeMutablePointer<Float>

  private enum Row: Int, CaseIterable {
    case x, y, value, slopeX, slopeY, next, nextX, nextY, error, weight
  }

  init(capacity: Int) {
    // Whole vectors of eight: what is left over has no weight.
    self.capacity = (capacity + 7) & ~7
    memory = .allocate(capacity: max(8, self.capacity) * Row.allCases.count)
    memory.initialize(repeating: 0, count: max(8, self.capacity) * Row.allCases.count)
  }

  deinit { memory.deallocate() }

  private func row(_ row: Row) -> UnsafeMutablePointer<Float> { memory + row.rawValue * capacity }

  /// Reads the next frame at the points' places under the map.
  func look(_ points: MotionPoints, _ next: MotionLevel, _ map: Similarity) {
    let (cr, ci) = (Float(map.scale.x), Float(map.scale.y))
    let (dx, dy) = (Float(map.offset.x + next.middle.x), Float(map.offset.y + next.middle.y))
    let (x, y, value) = (row(.x), row(.y), row(.value))
    let (slopeX, slopeY) = (row(.slopeX), row(.slopeY))
    let (nextValue, nextX, nextY) = (row(.next), row(.nextX), row(.nextY))
    var n = 0
    next.coefficients.withUnsafeBufferPointer { coefficients in
      let spline = Spline(coefficients: coefficients.baseAddress!, width: next.width, height: next.height)
      points.withRows { px, py, pv, psx, psy in
        for i in 0..<points.count {
          let u = cr * px[i] - ci * py[i] + dx
          let v = ci * px[i] + cr * py[i] + dy
          guard spline.covers(u, v) else { continue }
          let seen = spline.sample(u, v)
          (x[n], y[n], value[n], slopeX[n], slopeY[n]) = (px[i], py[i], pv[i], psx[i], psy[i])
          (nextValue[n], nextX[n], nextY[n]) = (seen.value, seen.slopeX, seen.slopeY)
          n &+= 1
        }
      }
    }
    count = n
  }

  /// Tukey's biweight of what is left of each point, by the median of it all.
  func weigh(gain: Double, bias: Double, least: Double) {
    let (gain, bias) = (Float(gain), Float(bias))
    let (value, next, error, weight) = (row(.value), row(.next), row(.error), row(.weight))
    for i in 0..<count {
      let e = value[i] - gain * next[i] - bias
      error[i] = e
      weight[i] = abs(e)
    }
    // 1.48 · median is the standard deviation of a normal distribution, beyond 4.685 of which a point does not count.
    let spread = 1.48 * RoughMedian.of(UnsafeBufferPointer(start: weight, count: count)) + Float(least)
    let scale = 1 / (4.685 * spread)
    for i in 0..<count {
      let t = error[i] * scale
      let rest = 1 - t * t
      let positive: Float = rest > 0 ? rest : 0
      weight[i] = positive * positive
    }
    for i in count..<(count + 7) & ~7 { weight[i] = 0 }
  }

  /// The normal equations of the next step: turn and zoom (complex), shift (complex), gain, bias.
  func sums(_ map: Similarity, gain: Double) -> NormalEquations {
    typealias Lanes = SIMD8<Float>
    let (cr, ci) = (Float(map.scale.x * gain), Float(map.scale.y * gain))
    var equations = NormalEquations()
    let half = Lanes(repeating: 0.5)
    // Short runs in Float, their sums in Double.
    for start in stride(from: 0, to: count, by: 512) {
      var partial = PartialSums()
      for i in stride(from: start, to: min(start + 512, count), by: 8) {
        let (x, y) = (lanes(.x, i), lanes(.y, i))
        let (nx, ny) = (lanes(.nextX, i), lanes(.nextY, i))
        let gx = (lanes(.slopeX, i) + (nx * cr + ny * ci)) * half
        let gy = (lanes(.slopeY, i) + (ny * cr - nx * ci)) * half
        partial.add(
          gx * x + gy * y, gy * x - gx * y, gx, gy, lanes(.next, i), error: lanes(.error, i), weight: lanes(.weight, i))
      }
      equations.add(partial)
    }
    return equations
  }

  @inline(__always)
  private func lanes(_ row: Row, _ i: Int) -> SIMD8<Float> {
    UnsafeRawPointer(self.row(row) + i).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// The part of the points that agrees, and how much of the texture is left.
  func agreement(gain: Double, bias: Double) -> (inliers: Double, residual: Double) {
    let (value, next, slopeX, slopeY) = (row(.value), row(.next), row(.slopeX), row(.slopeY))
    var (agreeing, sum, squares, left) = (0, 0.0, 0.0, 0.0)
    for i in 0..<count {
      let e = Double(value[i]) - gain * Double(next[i]) - bias
      let slope = Double(slopeX[i] * slopeX[i] + slopeY[i] * slopeY[i]).squareRoot()
      // What a pixel's misplacement, or a step of eight bits, would make.
      if abs(e) < slope + 1 / 255 { agreeing += 1 }
      sum += Double(value[i])
      squares += Double(value[i] * value[i])
      left += e * e
    }
    let n = Double(count)
    let variance = squares / n - (sum / n) * (sum / n)
    return (Double(agreeing) / n, (left / n).squareRoot() / (variance.squareRoot() + 0.3 / 255))
  }
}

extension MotionPoints {
  func withRows(
    _ body: (
      UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>
    ) -> Void
  ) {
    guard count > 0 else { return }
    x.withUnsafeBufferPointer { x in
      y.withUnsafeBufferPointer { y in
        value.withUnsafeBufferPointer { value in
          slopeX.withUnsafeBufferPointer { slopeX in
            slopeY.withUnsafeBufferPointer { slopeY in
              body(
                x.baseAddress!, y.baseAddress!, value.baseAddress!, slopeX.baseAddress!, slopeY.baseAddress!)
            }
          }
        }
      }
    }
  }
}
