import Geometry

/// Half a picture as means of squares of code values: less clean than a pyramid's own levels, and many times as fast.
enum RoughHalving {
  static func half(_ picture: Picture, _ cores: Cores) -> Picture {
    let half = Picture(Pyramid.half(picture.size), picture.format, cleared: false)
    for plane in 0..<3 {
      let (source, target) = (picture.planes[plane], half.planes[plane])
      let isLeft = plane > 0 && picture.format.chroma == .half
      cores.forEachBand(of: target.height, height: 64) { rows in
        for y in rows {
          let (upper, lower) = (2 * y, min(2 * y + 1, source.height - 1))
          if source.bits == 8 {
            mean(
              source.row8(upper), source.row8(lower), source.width, isLeft: isLeft,
              into: target.row8(y))
          } else {
            mean(
              source.row16(upper), source.row16(lower), source.width, isLeft: isLeft,
              into: target.row16(y))
          }
        }
      }
    }
    return half
  }

  /// Of two columns each; with left-sited chroma of three, whose middle lies a quarter of a sample to the right of the first: 1 4 3.
  @inline(__always)
  private static func mean<Sample: FixedWidthInteger>(
    _ upper: UnsafePointer<Sample>, _ lower: UnsafePointer<Sample>, _ count: Int, isLeft: Bool,
    into out: UnsafeMutablePointer<Sample>
  ) {
    func sum(_ x: Int) -> UInt32 {
      UInt32(truncatingIfNeeded: upper[x]) &+ UInt32(truncatingIfNeeded: lower[x])
    }
    let whole = count / 2
    if isLeft {
      for x in 1..<max(1, whole) {
        let all = sum(2 * x - 1) &+ 4 &* sum(2 * x) &+ 3 &* sum(2 * x + 1)
        out[x] = Sample(truncatingIfNeeded: (all &+ 8) &>> 4)
      }
      let first = 5 &* sum(0) &+ 3 &* sum(min(1, count - 1))
      out[0] = Sample(truncatingIfNeeded: (first &+ 8) &>> 4)
    } else {
      for x in 0..<whole {
        out[x] = Sample(truncatingIfNeeded: (sum(2 * x) &+ sum(2 * x + 1) &+ 2) &>> 2)
      }
    }
    guard count % 2 == 1, whole > 0 || !isLeft else { return }
    let last =
      isLeft ? (sum(count - 2) &+ 7 &* sum(count - 1) &+ 8) &>> 4 : (2 &* sum(count - 1) &+ 2) &>> 2
    out[whole] = Sample(truncatingIfNeeded: last)
  }
}
