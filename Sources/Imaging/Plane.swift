import Geometry

/// One plane of samples: rows of 8- or 16-bit integers, each row starting at a multiple of 64 bytes.
///
/// It may cross threads, because it is written by its maker until it is handed on, and by nobody afterwards: memory that is used
/// again has come back from a plane that nobody holds any more (`PicturePool`).
package final class Plane: @unchecked Sendable {
  package let size: CanvasSize
  package let bits: Int
  /// Bytes from one row to the next.
  package let stride: Int
  package let base: UnsafeMutableRawPointer
  private let letGo: @Sendable (UnsafeMutableRawPointer) -> Void

  /// A plane of zeros, or of whatever is in its memory if `cleared` is false.
  package convenience init(_ size: CanvasSize, bits: Int = 8, cleared: Bool = true) {
    let stride = Plane.usualStride(size, bits: bits)
    let room = Plane.room(stride: stride, height: size.height)
    let base = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 64)
    if cleared { base.initializeMemory(as: UInt8.self, repeating: 0, count: room) }
    self.init(size, bits: bits, stride: stride, base: base) { $0.deallocate() }
  }

  /// A plane in memory with at least `room`, which is the plane's until it is let go.
  package init(
    _ size: CanvasSize, bits: Int, stride: Int, base: UnsafeMutableRawPointer,
    letGo: @escaping @Sendable (UnsafeMutableRawPointer) -> Void
  ) {
    self.size = size
    self.bits = bits
    self.stride = stride
    self.base = base
    self.letGo = letGo
  }

  deinit { letGo(base) }

  /// The fewest bytes from row to row that let each start at a multiple of 64.
  package static func usualStride(_ size: CanvasSize, bits: Int) -> Int { (size.width * bits / 8 + 63) & ~63 }

  /// The bytes that a plane needs: 64 more than its rows, so that a vector may be loaded from the last sample.
  package static func room(stride: Int, height: Int) -> Int { stride * height + 64 }

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
