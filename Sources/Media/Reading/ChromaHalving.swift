import Geometry

/// Chroma at half width and height from full-size chroma, sited left: over the even columns, between the rows.
///
/// Catmull-Rom stretched to twice its width: across at distances 0, 1, 3 (weights 16, 9, −1 of 32), down at ½, 1½, 2½, 3½ (111, 29,
/// −9, −3 of 256). Edges repeat.
struct ChromaHalving {
  private let samples: UnsafePointer<UInt16>
  private let stride: Int
  private let size: CanvasSize
  /// One column of rows filtered down, with three samples more on the left and four on the right.
  private var down: [Int32]

  init(_ samples: UnsafePointer<UInt16>, _ stride: Int, _ size: CanvasSize) {
    self.samples = samples
    self.stride = stride
    self.size = size
    down = [Int32](repeating: 0, count: size.width + 8)
  }

  /// Row y of the half-size plane.
  mutating func row(_ y: Int, into out: UnsafeMutablePointer<UInt16>) {
    let last = size.height - 1
    let rows = (-3...4).map { samples + min(max(2 * y + $0, 0), last) * stride }
    let width = size.width
    down.withUnsafeMutableBufferPointer { buffer in
      let d = buffer.baseAddress! + 3
      Self.filterDown(rows, d, width)
      for x in 1...3 { d[-x] = d[0] }
      for x in 0..<4 { d[width + x] = d[width - 1] }
      for x in 0..<(width + 1) / 2 {
        let c = d + 2 * x
        let sum = 16 &* c[0] &+ 9 &* (c[-1] &+ c[1]) &- (c[-3] &+ c[3])
        out[x] = UInt16(truncatingIfNeeded: min(max((sum &+ 256) &>> 9, 0), 65535))
      }
    }
  }

  /// Weighted sums of eight rows, in 1/16 of a 16-bit step.
  private static func filterDown(_ rows: [UnsafePointer<UInt16>], _ out: UnsafeMutablePointer<Int32>, _ width: Int) {
    let (r0, r1, r2, r3) = (rows[0], rows[1], rows[2], rows[3])
    let (r4, r5, r6, r7) = (rows[4], rows[5], rows[6], rows[7])
    for x in 0..<width {
      let near = 111 &* (Int32(r3[x]) &+ Int32(r4[x])) &+ 29 &* (Int32(r2[x]) &+ Int32(r5[x]))
      let far = 9 &* (Int32(r1[x]) &+ Int32(r6[x])) &+ 3 &* (Int32(r0[x]) &+ Int32(r7[x]))
      out[x] = (near &- far &+ 8) &>> 4
    }
  }
}
