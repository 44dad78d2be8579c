import Geometry
import Imaging

/// One scene of a frame: its picture over the canvas, and how much of it is seen where.
package struct Layer: Sendable {
  package enum Source: Sendable {
    /// A take seen through a similarity.
    case take(PictureSampler)
    /// A picture drawn for this very canvas.
    case drawn(Picture)
  }

  package let source: Source
  /// Nil for a layer that covers the canvas.
  package let mask: (any LayerMask)?
  /// What becomes of its colours; nil if they stay.
  package let colour: ColourMap?

  package init(_ source: Source, mask: (any LayerMask)? = nil, colour: ColourMap? = nil) {
    self.source = source
    self.mask = mask
    self.colour = colour == .identity ? nil : colour
  }

  /// Draws rows × columns of a plane as code values, in the take's own colours.
  func draw(plane: Int, rows: Range<Int>, columns: Range<Int>, into floats: UnsafeMutablePointer<Float>, stride: Int) {
    switch source {
    case .take(let sampler):
      sampler.draw(plane: plane, rows: rows, columns: columns, into: floats, stride: stride)
    case .drawn(let picture):
      for y in rows {
        RowKernels.read(
          picture.planes[plane], row: y, from: columns.lowerBound, count: columns.count,
          into: floats + (y - rows.lowerBound) * stride)
      }
    }
  }
}
