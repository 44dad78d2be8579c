import Geometry
import Imaging

/// The part of a canvas that a scene already fills when it has shrunk: known, while what is around it is to be painted.
struct KnownCentre {
  /// Over so many pixels from its border inward it gives way to what was painted.
  static let feather = 3.0

  private let size: CanvasSize
  /// How far each pixel's centre is inside the border, in pixels; negative outside. In row order.
  private let depths: [Float]

  /// - Parameters:
  ///   - canvasFromScene: where the scene's plane lies on the canvas; what fills a canvas in it is known.
  ///   - size: of the pictures to be composed.
  init(_ canvasFromScene: Similarity, size: CanvasSize) {
    self.size = size
    let corners = size.corners.map { size.pixelsFromPlane(canvasFromScene($0)) }
    let edges = zip(corners, corners.dropFirst() + [corners[0]]).map(Edge.init)
    depths = (0..<size.height).flatMap { y in
      (0..<size.width).map { x in
        let p = Point(x: Double(x) + 0.5, y: Double(y) + 0.5)
        return Float(edges.reduce(Double.infinity) { min($0, $1.depth(of: p)) })
      }
    }
  }

  /// A side of the known part, which is convex and has its corners clockwise.
  private struct Edge {
    let start: Point
    let inward: Point

    init(_ a: Point, _ b: Point) {
      start = a
      let way = b - a
      inward = Point(x: -way.y / way.length, y: way.x / way.length)
    }

    func depth(of p: Point) -> Double { (p.x - start.x) * inward.x + (p.y - start.y) * inward.y }
  }

  /// White where it is to be painted, black where it is known.
  var mask: Picture {
    let mask = Picture.black(size, .yuv444)
    for y in 0..<size.height {
      let row = mask.planes[0].row8(y)
      for x in 0..<size.width where depths[y * size.width + x] <= 0 { row[x] = 235 }
    }
    return mask
  }

  /// The known part alone, on black.
  func alone(_ picture: Picture) -> Picture {
    composed { depth in depth > 0 ? 1 : 0 }(picture, Picture.black(size, picture.format))
  }

  /// What was painted, with the known part put back into it.
  func putBack(_ known: Picture, into painted: Picture) -> Picture {
    composed { depth in
      let x = min(max(depth / Float(KnownCentre.feather), 0), 1)
      return x * x * (3 - 2 * x)
    }(known, painted)
  }

  /// Lays one 4:4:4 picture over another of the same format.
  private func composed(_ weight: @escaping (Float) -> Float) -> (Picture, Picture) -> Picture {
    { [size, depths] top, bottom in
      precondition(
        top.size == size && bottom.size == size && top.format == bottom.format && top.format.chroma == .full,
        "pictures to be composed are alike")
      let picture = Picture(size, top.format, cleared: false)
      for plane in 0..<3 {
        let (a, b, out) = (top.planes[plane], bottom.planes[plane], picture.planes[plane])
        for y in 0..<size.height {
          for x in 0..<size.width {
            let w = weight(depths[y * size.width + x])
            if a.bits == 8 {
              let (above, below) = (Float(a.row8(y)[x]), Float(b.row8(y)[x]))
              out.row8(y)[x] = UInt8((below + (above - below) * w).rounded())
            } else {
              let (above, below) = (Float(a.row16(y)[x]), Float(b.row16(y)[x]))
              out.row16(y)[x] = UInt16((below + (above - below) * w).rounded())
            }
          }
        }
      }
      return picture
    }
  }
}
