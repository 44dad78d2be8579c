import Continuity
import Geometry
import Imaging

/// How much of a still that is see-through is seen on the canvas, and how much of the next scene through its hole.
struct SeeThrough {
  private let own: Plane
  private let hole: Plane

  /// - Parameters:
  ///   - alpha: as `readAlpha` gives it.
  ///   - takeFromCanvas: from pixels of the canvas to those of the still.
  init(_ alpha: Pyramid, takeFromCanvas: Similarity, canvas: CanvasSize, cores: Cores) {
    let sampler = PictureSampler(alpha, sourceFromCanvas: takeFromCanvas, canvas: canvas, format: alpha.format)
    own = SeeThrough.drawn(sampler, plane: 1, canvas, cores)
    hole = SeeThrough.drawn(sampler, plane: 2, canvas, cores)
  }

  var ownMask: DrawnMask { DrawnMask(own) }

  /// Where the next scene is seen through the hole of a still that is seen by a mask itself; nil: everywhere.
  func holeMask(seen mask: (any LayerMask)?) -> any LayerMask {
    mask.map { JointMask(.both, $0, DrawnMask(hole)) } ?? DrawnMask(hole)
  }

  private static func drawn(_ sampler: PictureSampler, plane: Int, _ canvas: CanvasSize, _ cores: Cores) -> Plane {
    let levels = Plane(canvas, bits: 16, cleared: false)
    cores.forEachBand(of: canvas.height, height: 32) { rows in
      Scratch.withFloats(rows.count * canvas.width) { floats in
        sampler.draw(plane: plane, rows: rows, columns: 0..<canvas.width, into: floats, stride: canvas.width)
        for y in rows {
          RowKernels.write(
            floats + (y - rows.lowerBound) * canvas.width, count: canvas.width, to: levels, row: y, from: 0)
        }
      }
    }
    return levels
  }
}
