import Geometry
import Synchronization

/// Pictures of one size and format that are drawn one after another. Each has an owner: nobody else holds the one that is drawn, and
/// its memory is used again only when its last holder, which may be an encoder, has let go of it.
///
///     let pool = PicturePool(size, .yuv420)
///     let first = pool.picture()
///     let second = pool.picture()   // in other memory, as long as somebody holds the first
package struct PicturePool: Sendable {
  package let size: CanvasSize
  package let format: PictureFormat
  private let planes: [PlanePool]

  package init(_ size: CanvasSize, _ format: PictureFormat) {
    self.size = size
    self.format = format
    planes = (0..<3).map { PlanePool(format.planeSize($0, of: size), bits: format.bits) }
  }

  /// A picture of whatever is in its memory.
  package func picture() -> Picture { Picture(size, format, planes: planes.map { $0.plane() }) }
}

/// The memory of planes that are alike. It holds as much as was in use at once.
private final class PlanePool: Sendable {
  private let size: CanvasSize
  private let bits: Int
  private let stride: Int
  private let free = Mutex<[Room]>([])

  /// Memory that no plane has: whoever takes it out of the pool is the only one who knows it, so it may cross threads.
  private struct Room: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
  }

  init(_ size: CanvasSize, bits: Int) {
    (self.size, self.bits) = (size, bits)
    stride = Plane.usualStride(size, bits: bits)
  }

  /// Planes keep their pool, so none is out any more.
  deinit { free.withLock { for room in $0 { room.base.deallocate() } } }

  func plane() -> Plane {
    let room = free.withLock { $0.popLast() } ?? made()
    return Plane(size, bits: bits, stride: stride, base: room.base) { base in
      let room = Room(base: base)
      self.free.withLock { $0.append(room) }
    }
  }

  private func made() -> Room {
    Room(base: .allocate(byteCount: Plane.room(stride: stride, height: size.height), alignment: 64))
  }
}
