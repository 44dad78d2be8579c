/// Eight, sixteen or twenty-four taps.
protocol TapLanes {
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> Self
  /// Σ weight · row, for an even number of rows from 6 on.
  static func mixed(rows: Int, from: UnsafePointer<Float>, stride: Int, _ weights: UnsafePointer<Float>) -> Self
  func store(_ to: UnsafeMutablePointer<Float>)
  /// Times the weights, eight sums of every eighth product.
  func eight(_ weights: Self) -> SIMD8<Float>
}

struct One: TapLanes {
  let a: SIMD8<Float>

  @inline(__always)
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> One {
    One(a: eightMixed(phase, next, fraction))
  }

  @inline(__always)
  static func mixed(rows: Int, from: UnsafePointer<Float>, stride: Int, _ weights: UnsafePointer<Float>) -> One {
    var a = Transpose.row(from) * weights[0]
    a += Transpose.row(from + stride) * weights[1]
    a += Transpose.row(from + 2 * stride) * weights[2]
    a += Transpose.row(from + 3 * stride) * weights[3]
    a += Transpose.row(from + 4 * stride) * weights[4]
    a += Transpose.row(from + 5 * stride) * weights[5]
    guard rows > 6 else { return One(a: a) }
    a += Transpose.row(from + 6 * stride) * weights[6]
    a += Transpose.row(from + 7 * stride) * weights[7]
    return One(a: a)
  }

  @inline(__always)
  func store(_ to: UnsafeMutablePointer<Float>) {
    Transpose.store(a, to)
  }

  @inline(__always)
  func eight(_ weights: One) -> SIMD8<Float> { a * weights.a }
}

struct Two: TapLanes {
  var a = SIMD8<Float>.zero
  var b = SIMD8<Float>.zero

  @inline(__always)
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> Two {
    Two(a: eightMixed(phase, next, fraction), b: eightMixed(phase + 8, next, fraction))
  }

  @inline(__always)
  static func mixed(rows: Int, from: UnsafePointer<Float>, stride: Int, _ weights: UnsafePointer<Float>) -> Two {
    var sum = Two()
    for k in 0..<rows {
      let row = from + k &* stride
      sum.a += Transpose.row(row) * weights[k]
      sum.b += Transpose.row(row + 8) * weights[k]
    }
    return sum
  }

  @inline(__always)
  func store(_ to: UnsafeMutablePointer<Float>) {
    Transpose.store(a, to)
    Transpose.store(b, to + 8)
  }

  @inline(__always)
  func eight(_ weights: Two) -> SIMD8<Float> { a * weights.a + b * weights.b }
}

struct Three: TapLanes {
  var a = SIMD8<Float>.zero
  var b = SIMD8<Float>.zero
  var c = SIMD8<Float>.zero

  @inline(__always)
  static func mixed(_ phase: UnsafePointer<Float>, next: Int, _ fraction: Float) -> Three {
    Three(
      a: eightMixed(phase, next, fraction), b: eightMixed(phase + 8, next, fraction),
      c: eightMixed(phase + 16, next, fraction))
  }

  @inline(__always)
  static func mixed(rows: Int, from: UnsafePointer<Float>, stride: Int, _ weights: UnsafePointer<Float>) -> Three {
    var sum = Three()
    for k in 0..<rows {
      let row = from + k &* stride
      sum.a += Transpose.row(row) * weights[k]
      sum.b += Transpose.row(row + 8) * weights[k]
      sum.c += Transpose.row(row + 16) * weights[k]
    }
    return sum
  }

  @inline(__always)
  func store(_ to: UnsafeMutablePointer<Float>) {
    Transpose.store(a, to)
    Transpose.store(b, to + 8)
    Transpose.store(c, to + 16)
  }

  @inline(__always)
  func eight(_ weights: Three) -> SIMD8<Float> { a * weights.a + b * weights.b + c * weights.c }
}

/// The weights between one phase and the next, which lies `next` floats further.
@inline(__always)
private func eightMixed(_ phase: UnsafePointer<Float>, _ next: Int, _ fraction: Float) -> SIMD8<Float> {
  let here = Transpose.row(phase)
  return here + (Transpose.row(phase + next) - here) * fraction
}
