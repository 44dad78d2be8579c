import Geometry
import Imaging

/// A band of rows of all planes, for layers whose colours are mapped.
struct ColouredBand {
  private let work: ComposerWork
  private let rows: Range<Int>
  private let bands: [ComposerBand]

  /// Rows are of luma, and begin at an even one.
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
    let columns = work.layers.indices.map { work.layers[$0].colour == nil ? nil : columnsDrawn(of: $0) }
    let counts = columns.map { $0.map { ColouredStrip.floatCount(rows: rows.count, columns: $0.count) } ?? 0 }
    Scratch.withFloats(counts.reduce(0, +)) { scratch in
      var floats = scratch
      let strips = work.layers.indices.map { index -> ColouredStrip? in
        guard let colour = work.layers[index].colour, let columns = columns[index] else { return nil }
        defer { floats += counts[index] }
        return ColouredStrip(
          work.layers[index], colour, rows: rows, columns: columns, size: work.size, format: work.format,
          scratch: floats)
      }
      for band in bands { band.draw(into: picture, strips: strips) }
    }
  }

  /// The columns of luma around all that any plane draws of a layer.
  private func columnsDrawn(of index: Int) -> Range<Int>? {
    var found: Range<Int>?
    for (band, planes) in zip(bands, ComposerBand.planes) {
      guard let columns = band.columnsDrawn(of: index) else { continue }
      let step = Int(work.format.siting(planes[0]).step)
      let luma = columns.lowerBound * step..<min(work.size.width, columns.upperBound * step)
      found = found.map { min($0.lowerBound, luma.lowerBound)..<max($0.upperBound, luma.upperBound) } ?? luma
    }
    return found
  }
}
