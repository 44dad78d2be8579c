import Geometry

/// How a camera was held: the values of EXIF's Orientation tag (Exif 2.32, 0x0112), which say what to do to see the picture
/// upright.
package enum Orientation: Int, Sendable, CaseIterable {
  case upright = 1
  case mirrored = 2
  case upsideDown = 3
  case mirroredUpsideDown = 4
  /// Rows and columns exchanged.
  case transposed = 5
  /// A quarter turn clockwise makes it upright.
  case turnClockwise = 6
  /// Exchanged about the other diagonal.
  case transposedUpsideDown = 7
  /// A quarter turn counterclockwise makes it upright.
  case turnCounterclockwise = 8

  /// Whether width and height change places.
  package var exchangesSides: Bool { rawValue >= 5 }

  /// Where in a picture of this size, as it was stored, the pixel (x, y) of the upright picture is.
  @inline(__always)
  func stored(_ x: Int, _ y: Int, in size: CanvasSize) -> (x: Int, y: Int) {
    let (right, bottom) = (size.width - 1, size.height - 1)
    return switch self {
    case .upright: (x, y)
    case .mirrored: (right - x, y)
    case .upsideDown: (right - x, bottom - y)
    case .mirroredUpsideDown: (x, bottom - y)
    case .transposed: (y, x)
    case .turnClockwise: (y, bottom - x)
    case .transposedUpsideDown: (right - y, bottom - x)
    case .turnCounterclockwise: (right - y, x)
    }
  }
}

extension Picture {
  /// This picture, stored in that orientation, as it is to be seen. It must be 4:4:4, so that every sample keeps its value.
  package func oriented(_ orientation: Orientation) -> Picture {
    precondition(format.chroma == .full, "a picture to be turned is 4:4:4")
    guard orientation != .upright else { return self }
    let turned = orientation.exchangesSides ? CanvasSize(size.height, size.width) : size
    let picture = Picture(turned, format, cleared: false)
    for plane in 0..<3 { planes[plane].turn(orientation, into: picture.planes[plane]) }
    return picture
  }
}

extension Plane {
  fileprivate func turn(_ orientation: Orientation, into other: Plane) {
    // The stored place is a line's beginning plus steps, so a row costs two additions a sample.
    let bytes = bits / 8
    for y in 0..<other.height {
      let first = orientation.stored(0, y, in: size)
      let second = orientation.stored(1, y, in: size)
      let step = (second.y - first.y) * stride + (second.x - first.x) * bytes
      let from = base + first.y * stride + first.x * bytes
      if bits == 8 {
        let row = other.row8(y)
        for x in 0..<other.width { row[x] = from.load(fromByteOffset: x * step, as: UInt8.self) }
      } else {
        let row = other.row16(y)
        for x in 0..<other.width { row[x] = from.load(fromByteOffset: x * step, as: UInt16.self) }
      }
    }
  }
}
