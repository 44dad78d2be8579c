import Geometry
import Imaging

/// Makes a plane of a picture from full-size 16-bit samples: chroma halved for 4:2:0, depth reduced for 8 bits.
///
/// Samples are 16-bit code values, stride in samples. With `dither`, depth is reduced with an ordered 8×8 pattern that leaves whole
/// 8-bit code values as they are; without, by rounding.
func finishedPlane(
  _ samples: UnsafePointer<UInt16>, _ stride: Int, _ size: CanvasSize, halved: Bool, bits: Int, dither: Bool
) -> Plane {
  let plane = Plane(
    halved ? CanvasSize((size.width + 1) / 2, (size.height + 1) / 2) : size, bits: bits, cleared: false)
  var row = [UInt16](repeating: 0, count: plane.width)
  var halver = halved ? ChromaHalving(samples, stride, size) : nil
  row.withUnsafeMutableBufferPointer { buffer in
    let row = buffer.baseAddress!
    for y in 0..<plane.height {
      if halver != nil {
        halver!.row(y, into: row)
      } else {
        row.update(from: samples + y * stride, count: plane.width)
      }
      if bits == 16 {
        plane.row16(y).update(from: row, count: plane.width)
      } else {
        reduceDepth(row, plane.row8(y), plane.width, y: y, dither: dither)
      }
    }
  }
  return plane
}

/// 16 bits to 8: rounded, or with thresholds of an 8×8 Bayer pattern.
func reduceDepth(
  _ from: UnsafePointer<UInt16>, _ to: UnsafeMutablePointer<UInt8>, _ count: Int, y: Int, dither: Bool
) {
  withUnsafeTemporaryAllocation(of: Int32.self, capacity: 8) { thresholds in
    for x in 0..<8 { thresholds[x] = dither ? Int32(bayer(x, y & 7) * 4 + 2) : 128 }
    let t = thresholds.baseAddress!
    for x in 0..<count {
      to[x] = UInt8(truncatingIfNeeded: min((Int32(from[x]) &+ t[x & 7]) &>> 8, 255))
    }
  }
}

/// The place of (x, y) in the order in which an 8×8 pattern fills up, 0 ..< 64 (Bayer 1973): bits of x ⊕ y and y, interleaved.
private func bayer(_ x: Int, _ y: Int) -> Int {
  var place = 0
  for bit in 0..<3 {
    place = place << 2 | ((x ^ y) >> bit & 1) << 1 | (y >> bit & 1)
  }
  return place
}
