/// The change from one Y′CbCr matrix to BT.709 on limited-range code values: Y′ gains a share of Cb and Cr, and Cb and Cr are mixed.
struct MatrixChange {
  /// Shares in 1/16384, of Cb and Cr.
  let luma: (Int32, Int32)
  let cb: (Int32, Int32)
  let cr: (Int32, Int32)

  init(from matrix: YCbCrMatrix) {
    let fromCb = Self.change(matrix, y: 0, cb: 1, cr: 0)
    let fromCr = Self.change(matrix, y: 0, cb: 0, cr: 1)
    // A chroma step of one code value is 1/224 of its range, a luma step 1/219.
    luma = (Self.fixed(fromCb.y * 219 / 224), Self.fixed(fromCr.y * 219 / 224))
    cb = (Self.fixed(fromCb.cb), Self.fixed(fromCr.cb))
    cr = (Self.fixed(fromCb.cr), Self.fixed(fromCr.cr))
  }

  /// One colour through R′G′B′, in units where Y′ is 0 … 1 and chroma −½ … ½.
  private static func change(
    _ m: YCbCrMatrix, y: Double, cb: Double, cr: Double
  ) -> (y: Double, cb: Double, cr: Double) {
    let red = y + 2 * (1 - m.red) * cr
    let blue = y + 2 * (1 - m.blue) * cb
    let green = (y - m.red * red - m.blue * blue) / m.green
    let to = YCbCrMatrix.bt709
    let luma = to.red * red + to.green * green + to.blue * blue
    return (luma, (blue - luma) / (2 * (1 - to.blue)), (red - luma) / (2 * (1 - to.red)))
  }

  private static func fixed(_ share: Double) -> Int32 { Int32((share * 16384).rounded()) }

  /// Changes one row of 16-bit limited-range samples in place, to within half a 16-bit step and 2 steps of the shares' rounding.
  func apply(
    _ y: UnsafeMutablePointer<UInt16>, _ b: UnsafeMutablePointer<UInt16>, _ r: UnsafeMutablePointer<UInt16>, count: Int
  ) {
    for x in 0..<count {
      let blue = Int32(b[x]) &- 32768
      let red = Int32(r[x]) &- 32768
      let lumaOut = Int32(y[x]) &+ ((luma.0 &* blue &+ luma.1 &* red &+ 8192) &>> 14)
      let blueOut = 32768 &+ ((cb.0 &* blue &+ cb.1 &* red &+ 8192) &>> 14)
      let redOut = 32768 &+ ((cr.0 &* blue &+ cr.1 &* red &+ 8192) &>> 14)
      y[x] = UInt16(truncatingIfNeeded: min(max(lumaOut, 0), 65535))
      b[x] = UInt16(truncatingIfNeeded: min(max(blueOut, 0), 65535))
      r[x] = UInt16(truncatingIfNeeded: min(max(redOut, 0), 65535))
    }
  }
}
