/// Turning rows into columns, eight by eight.
enum Transpose {
  typealias Row = SIMD8<Float>

  /// `to` receives the 8 × 8 square at `from` with rows and columns exchanged; strides in floats.
  @inline(__always)
  static func square(
    from: UnsafePointer<Float>, stride: Int, to: UnsafeMutablePointer<Float>, toStride: Int
  ) {
    let a = row(from)
    let b = row(from + stride)
    let c = row(from + 2 * stride)
    let d = row(from + 3 * stride)
    let e = row(from + 4 * stride)
    let f = row(from + 5 * stride)
    let g = row(from + 6 * stride)
    let h = row(from + 7 * stride)
    let (ab0, ab1) = (lowPairs(a, b), highPairs(a, b))
    let (cd0, cd1) = (lowPairs(c, d), highPairs(c, d))
    let (ef0, ef1) = (lowPairs(e, f), highPairs(e, f))
    let (gh0, gh1) = (lowPairs(g, h), highPairs(g, h))
    let (p0, p1) = (lowDoubles(ab0, cd0), highDoubles(ab0, cd0))
    let (p2, p3) = (lowDoubles(ab1, cd1), highDoubles(ab1, cd1))
    let (q0, q1) = (lowDoubles(ef0, gh0), highDoubles(ef0, gh0))
    let (q2, q3) = (lowDoubles(ef1, gh1), highDoubles(ef1, gh1))
    store(Row(lowHalf: p0.lowHalf, highHalf: q0.lowHalf), to)
    store(Row(lowHalf: p1.lowHalf, highHalf: q1.lowHalf), to + toStride)
    store(Row(lowHalf: p2.lowHalf, highHalf: q2.lowHalf), to + 2 * toStride)
    store(Row(lowHalf: p3.lowHalf, highHalf: q3.lowHalf), to + 3 * toStride)
    store(Row(lowHalf: p0.highHalf, highHalf: q0.highHalf), to + 4 * toStride)
    store(Row(lowHalf: p1.highHalf, highHalf: q1.highHalf), to + 5 * toStride)
    store(Row(lowHalf: p2.highHalf, highHalf: q2.highHalf), to + 6 * toStride)
    store(Row(lowHalf: p3.highHalf, highHalf: q3.highHalf), to + 7 * toStride)
  }

  @inline(__always)
  static func row(_ from: UnsafePointer<Float>) -> Row {
    UnsafeRawPointer(from).loadUnaligned(as: Row.self)
  }

  @inline(__always)
  static func store(_ row: Row, _ to: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(to).storeBytes(of: row, as: Row.self)
  }

  @inline(__always)
  private static func lowPairs(_ a: Row, _ b: Row) -> Row {
    Row(a[0], b[0], a[1], b[1], a[4], b[4], a[5], b[5])
  }

  @inline(__always)
  private static func highPairs(_ a: Row, _ b: Row) -> Row {
    Row(a[2], b[2], a[3], b[3], a[6], b[6], a[7], b[7])
  }

  @inline(__always)
  private static func lowDoubles(_ a: Row, _ b: Row) -> Row {
    Row(a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5])
  }

  @inline(__always)
  private static func highDoubles(_ a: Row, _ b: Row) -> Row {
    Row(a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7])
  }
}
