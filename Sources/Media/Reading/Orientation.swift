import Geometry

/// How the stored picture must be turned to stand upright: the eight ways that EXIF knows (JEITA CP-3451, tag 274).
///
/// The upright pixel (x, y) is the stored pixel (x, y), with x and y exchanged if `isTransposed`, and then counted from the right
/// or from the bottom where the stored axis is reversed.
struct Orientation: Hashable {
  let isTransposed: Bool
  let isMirroredInX: Bool
  let isMirroredInY: Bool

  static let upright = Orientation(isTransposed: false, isMirroredInX: false, isMirroredInY: false)

  init(isTransposed: Bool, isMirroredInX: Bool, isMirroredInY: Bool) {
    self.isTransposed = isTransposed
    self.isMirroredInX = isMirroredInX
    self.isMirroredInY = isMirroredInY
  }

  /// EXIF's number, 1 ... 8; anything else means upright.
  init(exif: Int) {
    let known = (1...8).contains(exif) ? exif : 1
    isTransposed = known >= 5
    isMirroredInX = [2, 3, 7, 8].contains(known)
    isMirroredInY = [3, 4, 6, 7].contains(known)
  }

  /// A container's display matrix (a, b, u, c, d, v, x, y, w): x′ = a·x + c·y, y′ = b·x + d·y. Slanted ones go to the nearest
  /// quarter turn.
  init(displayMatrix m: UnsafePointer<Int32>) {
    let (a, b, c, d) = (Int(m[0]), Int(m[1]), Int(m[3]), Int(m[4]))
    isTransposed = abs(b) + abs(c) > abs(a) + abs(d)
    isMirroredInX = (isTransposed ? b : a) < 0
    isMirroredInY = (isTransposed ? c : d) < 0
  }

  /// The size of the upright picture.
  func upright(_ stored: CanvasSize) -> CanvasSize {
    isTransposed ? CanvasSize(stored.height, stored.width) : stored
  }

  /// The size of the stored picture.
  func stored(_ upright: CanvasSize) -> CanvasSize { self.upright(upright) }
}

/// Turns a plane of 16-bit samples upright. Strides in samples; width and height are the upright plane's.
///
/// Works through tiles of 32×32, so that neither side of a transposition runs down whole columns.
func turn(
  _ from: UnsafePointer<UInt16>, _ fromStride: Int, _ to: UnsafeMutablePointer<UInt16>, _ toStride: Int,
  width: Int, height: Int, _ orientation: Orientation
) {
  let storedWidth = orientation.isTransposed ? height : width
  let storedHeight = orientation.isTransposed ? width : height
  let firstX = orientation.isMirroredInX ? storedWidth - 1 : 0
  let firstY = orientation.isMirroredInY ? storedHeight - 1 : 0
  let alongX = orientation.isMirroredInX ? -1 : 1
  let alongY = orientation.isMirroredInY ? -fromStride : fromStride
  let first = from + firstY * fromStride + firstX
  let (stepX, stepY) = orientation.isTransposed ? (alongY, alongX) : (alongX, alongY)
  for top in stride(from: 0, to: height, by: 32) {
    for left in stride(from: 0, to: width, by: 32) {
      for y in top..<min(height, top + 32) {
        for x in left..<min(width, left + 32) { to[y &* toStride &+ x] = first[x &* stepX &+ y &* stepY] }
      }
    }
  }
}
