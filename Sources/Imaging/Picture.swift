import Geometry

/// A picture in the encoder's own terms: planes of Y′, Cb and Cr (BT.709, limited range).
package struct Picture: Sendable {
  package let size: CanvasSize
  package let format: PictureFormat
  package let planes: [Plane]

  package init(_ size: CanvasSize, _ format: PictureFormat, cleared: Bool = true) {
    self.init(
      size, format, planes: (0..<3).map { Plane(format.planeSize($0, of: size), bits: format.bits, cleared: cleared) })
  }

  /// Planes must have the sizes and bits that the format says.
  package init(_ size: CanvasSize, _ format: PictureFormat, planes: [Plane]) {
    precondition(
      planes.count == 3
        && planes.indices.allSatisfy {
          planes[$0].size == format.planeSize($0, of: size) && planes[$0].bits == format.bits
        },
      "a picture's planes have the sizes that its format says")
    self.size = size
    self.format = format
    self.planes = planes
  }

  package static func black(_ size: CanvasSize, _ format: PictureFormat) -> Picture {
    let picture = Picture(size, format, cleared: false)
    for plane in 0..<3 { picture.planes[plane].fill(format.black(plane)) }
    return picture
  }

  package var byteCount: Int { planes.reduce(0) { $0 + $1.byteCount } }
}
