import Geometry
import Imaging

/// A picture whose planes lie among guard bytes: before the first row, after the last and between rows. Who writes beside a plane's
/// samples damages them, and who reads there sees what is in no picture.
package struct GuardedPicture {
  package let picture: Picture
  private let planes: [GuardedPlane]

  /// The guard is what is read beside the samples.
  package init(_ size: CanvasSize, _ format: PictureFormat, guard byte: UInt8 = 0xA5) {
    planes = (0..<3).map { GuardedPlane(format.planeSize($0, of: size), bits: format.bits, byte) }
    picture = Picture(size, format, planes: planes.map(\.plane))
  }

  /// With the samples of another picture.
  package init(_ other: Picture, guard byte: UInt8 = 0xA5) {
    self.init(other.size, other.format, guard: byte)
    for (mine, plane) in zip(picture.planes, other.planes) {
      for y in 0..<plane.height {
        (mine.base + y * mine.stride).copyMemory(from: plane.base + y * plane.stride, byteCount: plane.rowBytes)
      }
    }
  }

  /// Whether every byte beside the samples is as it was.
  package var isIntact: Bool { planes.allSatisfy(\.isIntact) }
}

/// A plane in the middle of guard bytes, with 64 of them at least after every row.
private struct GuardedPlane {
  let plane: Plane
  private let byte: UInt8
  private static let margin = 4096

  init(_ size: CanvasSize, bits: Int, _ byte: UInt8) {
    self.byte = byte
    let stride = Plane.usualStride(size, bits: bits) + 64
    let count = Plane.room(stride: stride, height: size.height) + 2 * Self.margin
    let all = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: 64)
    all.initializeMemory(as: UInt8.self, repeating: byte, count: count)
    let base = all + Self.margin
    plane = Plane(size, bits: bits, stride: stride, base: base) { ($0 - Self.margin).deallocate() }
    for y in 0..<size.height {
      (base + y * stride).initializeMemory(as: UInt8.self, repeating: 0, count: plane.rowBytes)
    }
  }

  var isIntact: Bool {
    let end = Plane.room(stride: plane.stride, height: plane.height)
    return isGuard(-Self.margin..<0) && isGuard(plane.stride * plane.height..<end + Self.margin)
      && (0..<plane.height).allSatisfy { isGuard($0 * plane.stride + plane.rowBytes..<($0 + 1) * plane.stride) }
  }

  private func isGuard(_ bytes: Range<Int>) -> Bool {
    let bytes = UnsafeRawBufferPointer(start: plane.base + bytes.lowerBound, count: bytes.count)
    return bytes.allSatisfy { $0 == byte }
  }
}

/// Numbers in the middle of guards.
package struct GuardedFloats {
  private var all: [Float]
  private let count: Int
  private static let margin = 64
  private static let mark: Float = -1234567

  package init(_ count: Int) {
    self.count = count
    all = [Float](repeating: Self.mark, count: count + 2 * Self.margin)
  }

  package mutating func withFloats<Result>(_ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    all.withUnsafeMutableBufferPointer { body($0.baseAddress! + Self.margin) }
  }

  package var floats: [Float] { Array(all[Self.margin..<Self.margin + count]) }

  package var isIntact: Bool {
    all[..<Self.margin].allSatisfy { $0 == Self.mark } && all[(Self.margin + count)...].allSatisfy { $0 == Self.mark }
  }
}

extension Plane {
  /// Bytes of a row's samples.
  fileprivate var rowBytes: Int { width * bits / 8 }
}
