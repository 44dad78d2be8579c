import Geometry
import Imaging

/// The mean of several pictures, added up in whole numbers.
final class PictureSum {
  private let sums: UnsafeMutableBufferPointer<UInt32>
  private let starts: [Int]
  private var count: UInt32 = 0

  init(_ size: CanvasSize, _ format: PictureFormat) {
    let sizes = (0..<3).map { format.planeSize($0, of: size) }.map { $0.width * $0.height }
    starts = [0, sizes[0], sizes[0] + sizes[1]]
    sums = .allocate(capacity: sizes.reduce(0, +))
    sums.initialize(repeating: 0)
  }

  deinit { sums.deallocate() }

  func add(_ picture: Picture, cores: Cores) {
    count += 1
    forEachRow(of: picture, cores) { plane, y, sum in
      if plane.bits == 8 {
        let row = plane.row8(y)
        for x in 0..<plane.width { sum[x] &+= UInt32(row[x]) }
      } else {
        let row = plane.row16(y)
        for x in 0..<plane.width { sum[x] &+= UInt32(row[x]) }
      }
    }
  }

  func writeMean(into picture: Picture, cores: Cores) {
    let count = count
    forEachRow(of: picture, cores) { plane, y, sum in
      for x in 0..<plane.width {
        let mean = (sum[x] + count / 2) / count
        if plane.bits == 8 { plane.row8(y)[x] = UInt8(mean) } else { plane.row16(y)[x] = UInt16(mean) }
      }
    }
  }

  private func forEachRow(
    of picture: Picture, _ cores: Cores, _ body: @Sendable (Plane, Int, UnsafeMutablePointer<UInt32>) -> Void
  ) {
    let base = Sums(sums.baseAddress!)
    for (plane, start) in zip(picture.planes, starts) {
      cores.forEachBand(of: plane.height, height: 32) { rows in
        for y in rows { body(plane, y, base.address + start + y * plane.width) }
      }
    }
  }

  /// Safe to share: rows of the sums belong to one thread each.
  private struct Sums: @unchecked Sendable {
    let address: UnsafeMutablePointer<UInt32>
    init(_ address: UnsafeMutablePointer<UInt32>) { self.address = address }
  }
}
