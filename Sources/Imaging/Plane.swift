import Geometry

/// One plane of samples: rows of 8- or 16-bit integers in its own memory, each row starting at a multiple of 64 bytes.
///
/// A plane is written by its maker and by nobody afterwards, so it may cross threads.
package final class Plane: @unchecked Sendable {
  package let size: CanvasSize
  package let bits: Int
  /// Bytes from one row to the next.
  package let stride: Int
  package let base: UnsafeMutableRawPointer

  /// A plane of zeros, or of whatever is in its memory if `cleared` is false.
  package init(_ size: CanvasSize, bits: Int = 8, cleared: Bool = true) {
    self.size = size
    self.bits = bits
    stride = (size.width * bits / 8 + 63) & ~63
    // 64 bytes more, so that a vector may be loaded from the last sample.
    base = .allocate(byteCount: stride * size.height + 64, alignment: 64)
    if cleared { base.initializeMemory(as: UInt8.self, repeating: 0, count: stride * size.height + 64) }
  }

  deinit { base.deallocate() }

  package var width: Int { size.width }
  package var height: Int { size.height }
  package var byteCount: Int { stride * height }

  package func row8(_ y: Int) -> UnsafeMutablePointer<UInt8> {
    (base + y * stride).assumingMemoryBound(to: UInt8.self)
  }

  package func row16(_ y: Int) -> UnsafeMutablePointer<UInt16> {
    (base + y * stride).assumingMemoryBound(to: UInt16.self)
  }

  /// One sample, for tests and measurements; loops use rows.
  package func sample(_ x: Int, _ y: Int) -> Int {
    precondition(x >= 0 && x < width && y >= 0 && y < height, "a sample lies in its plane")
    return bits == 8 ? Int(row8(y)[x]) : Int(row16(y)[x])
  }

  package func setSample(_ x: Int, _ y: Int, _ value: Int) {
    precondition(x >= 0 && x < width && y >= 0 && y < height, "a sample lies in its plane")
    if bits == 8 { row8(y)[x] = UInt8(value) } else { row16(y)[x] = UInt16(value) }
  }

  package func fill(_ value: Int) {
    for y in 0..<height {
      if bits == 8 {
        row8(y).update(repeating: UInt8(value), count: width)
      } else {
        row16(y).update(repeating: UInt16(value), count: width)
      }
    }
  }
}
