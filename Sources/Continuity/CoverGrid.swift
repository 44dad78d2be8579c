import Geometry
import Imaging

/// What blocks of the canvas see of each layer, and of its widest mask: found once for all planes.
///
/// Safe to share: its memory is written by `init` and only read afterwards.
final class CoverGrid: @unchecked Sendable {
  /// Of a block, in pixels of the canvas.
  static let width = 64
  static let height = 32

  private let columns: Int
  private let rows: Int
  private let layerCount: Int
  /// Row by row, for each layer; then the same of the widest masks.
  private let covers: UnsafeMutablePointer<MaskCover>

  /// - Parameter wide: the layers' widest masks; nil where low frequencies do not hand over on their own.
  init(_ layers: [Layer], wide: [(any LayerMask)?], size: CanvasSize, cores: Cores) {
    columns = (size.width + CoverGrid.width - 1) / CoverGrid.width
    rows = (size.height + CoverGrid.height - 1) / CoverGrid.height
    layerCount = layers.count
    covers = .allocate(capacity: 2 * layers.count * rows * columns)
    covers.initialize(repeating: .all, count: 2 * layers.count * rows * columns)
    cores.forEach(0..<rows) { row in
      let y = Double(row * CoverGrid.height)...Double(min(size.height, (row + 1) * CoverGrid.height))
      for (index, layer) in layers.enumerated() {
        guard let mask = layer.mask else { continue }
        for column in 0..<self.columns {
          let x = Double(column * CoverGrid.width)...Double(min(size.width, (column + 1) * CoverGrid.width))
          let around = wide[index]?.cover(x: x, y: y)
          // Where the widest mask is empty or full, so is the layer's own.
          let own = around == nil || around == .part ? mask.cover(x: x, y: y) : around!
          self.covers[self.place(index, row, column)] = own
          self.covers[self.place(self.layerCount + index, row, column)] = around ?? own
        }
      }
    }
  }

  deinit { covers.deallocate() }

  private func place(_ layer: Int, _ row: Int, _ column: Int) -> Int { (layer * rows + row) * columns + column }

  /// What all blocks of a column that rows of pixels lie in see of a layer.
  func own(_ layer: Int, column: Int, rows: Range<Int>) -> MaskCover { joint(layer, column, rows) }

  /// The same of its widest mask.
  func wide(_ layer: Int, column: Int, rows: Range<Int>) -> MaskCover { joint(layerCount + layer, column, rows) }

  private func joint(_ layer: Int, _ column: Int, _ pixels: Range<Int>) -> MaskCover {
    let (top, bottom) = (pixels.lowerBound / CoverGrid.height, (pixels.upperBound - 1) / CoverGrid.height)
    let first = covers[place(layer, top, column)]
    for row in top..<max(top, min(bottom, rows - 1)) where covers[place(layer, row + 1, column)] != first {
      return .part
    }
    return first
  }
}
