import Geometry

/// The part of a canvas that is wanted.
package struct CanvasRegion: Hashable, Sendable {
  package let columns: Range<Int>
  package let rows: Range<Int>

  package init(columns: Range<Int>, rows: Range<Int>) {
    self.columns = columns
    self.rows = rows
  }

  package static func all(_ size: CanvasSize) -> CanvasRegion {
    CanvasRegion(columns: 0..<size.width, rows: 0..<size.height)
  }

  /// What lies in another region too.
  package func clamped(to other: CanvasRegion) -> CanvasRegion {
    CanvasRegion(columns: columns.clamped(to: other.columns), rows: rows.clamped(to: other.rows))
  }

  /// The same part of a canvas of half the size.
  package var halved: CanvasRegion {
    func halved(_ range: Range<Int>) -> Range<Int> { range.lowerBound / 2..<(range.upperBound + 1) / 2 }
    return CanvasRegion(columns: halved(columns), rows: halved(rows))
  }

  /// The region and as many pixels around it, within the canvas.
  package func widened(by pixels: Int, within size: CanvasSize) -> CanvasRegion {
    func widened(_ range: Range<Int>, _ end: Int) -> Range<Int> {
      let low = min(max(0, range.lowerBound - pixels), end)
      return low..<max(low, min(end, range.upperBound + pixels))
    }
    return CanvasRegion(columns: widened(columns, size.width), rows: widened(rows, size.height))
  }
}
