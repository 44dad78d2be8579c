import Geometry
import Imaging

/// A band of rows of all planes, for layers whose colours are mapped.
struct ColouredBand {
  private let work: ComposerWork
  private let rows: Range<Int>
  private let bands: [ComposerBand]

  /// Rows are of luma, and those of one row of blocks.
  init(_ work: ComposerWork, rows: Range<Int>) {
    self.work = work
    self.rows = rows
    bands = ComposerBand.planes.map { planes in
      let step = Int(work.format.siting(planes[0]).step)
      return ComposerBand(
        work, planes: planes, rows: rows.lowerBound / step..<(rows.upperBound + step - 1) / step)
    }
  }

  func draw(into picture: Picture) {
    // All planes draw a layer in the same blocks, because a band is as high as they are.
    let runs = work.layers.indices.map { work.layers[$0].colour == nil ? [] : bands[0].runsDrawn(of: $0) }
    let counts = runs.map { $0.map { ColouredStrip.floatCount(rows: rows.count, columns: $0.count) } }
    Scratch.withFloats(counts.reduce(0) { $0 + $1.reduce(0, +) }) { scratch in
      var floats = scratch
      let strips = work.layers.indices.map { index in
        zip(runs[index], counts[index]).map { columns, count in
          defer { floats += count }
          return ColouredStrip(
            work.layers[index], work.layers[index].colour!, rows: rows, columns: columns, size: work.size,
            format: work.format, scratch: floats)
        }
      }
      for band in bands { band.draw(into: picture, strips: strips) }
    }
  }
}
