/// Numbers on the pixels of a picture.
enum Field {
  /// Blurred by a box of `2 · radius + 1` pixels, twice on each axis; edges go on.
  static func blurred(_ values: [Float], _ width: Int, _ height: Int, radius: Int) -> [Float] {
    guard radius > 0 else { return values }
    var values = values
    for _ in 0..<2 {
      values = boxed(values, lines: height, lineStep: width, count: width, step: 1, radius)
      values = boxed(values, lines: width, lineStep: 1, count: height, step: width, radius)
    }
    return values
  }

  /// The least or the largest number in a square of `2 · radius + 1` pixels around each.
  @inline(__always)
  static func extreme(
    _ values: [Float], _ width: Int, _ height: Int, radius: Int, _ better: (Float, Float) -> Float
  ) -> [Float] {
    var across = values
    across.withUnsafeMutableBufferPointer { across in
      values.withUnsafeBufferPointer { values in
        for y in 0..<height {
          let (row, from) = (across.baseAddress! + y * width, values.baseAddress! + y * width)
          for step in 1...max(1, radius) where step <= radius && step < width {
            for x in step..<width { row[x] = better(row[x], from[x - step]) }
            for x in 0..<width - step { row[x] = better(row[x], from[x + step]) }
          }
        }
      }
    }
    var result = across
    result.withUnsafeMutableBufferPointer { result in
      across.withUnsafeBufferPointer { across in
        for y in 0..<height {
          let row = result.baseAddress! + y * width
          for k in max(0, y - radius)...min(height - 1, y + radius) where k != y {
            let from = across.baseAddress! + k * width
            for x in 0..<width { row[x] = better(row[x], from[x]) }
          }
        }
      }
    }
    return result
  }

  private static func boxed(
    _ values: [Float], lines: Int, lineStep: Int, count: Int, step: Int, _ radius: Int
  ) -> [Float] {
    var result = values
    let scale = 1 / Double(2 * radius + 1)
    values.withUnsafeBufferPointer { values in
      result.withUnsafeMutableBufferPointer { result in
        for line in 0..<lines {
          let start = line * lineStep
          var sum = 0.0
          for k in -radius...radius { sum += Double(values[start + min(max(k, 0), count - 1) * step]) }
          for i in 0..<count {
            result[start + i * step] = Float(sum * scale)
            sum += Double(values[start + min(i + radius + 1, count - 1) * step])
            sum -= Double(values[start + max(i - radius, 0) * step])
          }
        }
      }
    }
    return result
  }

  /// The number that would stand there if all were sorted, the smallest first (Hoare, "Algorithm 65: find", 1961).
  static func value(ofRank rank: Int, in values: [Float]) -> Float {
    var values = values
    return values.withUnsafeMutableBufferPointer { values in
      var (low, high) = (0, values.count - 1)
      while low < high {
        let pivot = values[(low + high) / 2]
        var (i, j) = (low, high)
        while i <= j {
          while values[i] < pivot { i += 1 }
          while values[j] > pivot { j -= 1 }
          guard i <= j else { break }
          values.swapAt(i, j)
          (i, j) = (i + 1, j - 1)
        }
        if rank <= j { high = j } else if rank >= i { low = i } else { break }
      }
      return values[rank]
    }
  }

  /// For each number the share of all that are smaller, 0 ..< 1; equal ones in their order. None is negative.
  static func ranks(_ values: [Float]) -> [Float] {
    // Floats that are not negative are in the order of their bits.
    var order = values.indices.map { UInt64(values[$0].bitPattern) << 32 | UInt64($0) }
    order.sort()
    var ranks = [Float](repeating: 0, count: values.count)
    for (rank, item) in order.enumerated() { ranks[Int(item & 0xFFFF_FFFF)] = Float(rank) / Float(values.count) }
    return ranks
  }
}
