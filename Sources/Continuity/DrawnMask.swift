import Geometry
import Imaging

/// Opacities that were drawn for this very canvas.
package struct DrawnMask: LayerMask {
  private let levels: Plane
  private let covers: [MaskCover]
  private let perRow: Int

  /// Of the squares whose covers are known, in pixels.
  private static let square = 32

  /// - Parameter levels: 0 … 65535 for each pixel of the canvas.
  package init(_ levels: Plane) {
    precondition(levels.bits == 16, "a drawn mask has 16 bits")
    self.levels = levels
    let square = DrawnMask.square
    perRow = (levels.width + square - 1) / square
    var covers: [MaskCover] = []
    for top in stride(from: 0, to: levels.height, by: square) {
      for left in stride(from: 0, to: levels.width, by: square) {
        covers.append(DrawnMask.cover(levels, left, top))
      }
    }
    self.covers = covers
  }

  /// Of a square and the pixels around it, which coarser samples see.
  private static func cover(_ levels: Plane, _ left: Int, _ top: Int) -> MaskCover {
    var (least, most) = (UInt16.max, UInt16.min)
    for y in max(0, top - 2)..<min(levels.height, top + square + 2) {
      let row = levels.row16(y)
      for x in max(0, left - 2)..<min(levels.width, left + square + 2) {
        (least, most) = (min(least, row[x]), max(most, row[x]))
      }
    }
    return most == 0 ? .none : least == .max ? .all : .part
  }

  package func cover(x: ClosedRange<Double>, y: ClosedRange<Double>) -> MaskCover {
    func range(_ pixels: ClosedRange<Double>, _ count: Int) -> ClosedRange<Int> {
      let first = min(max(Int(pixels.lowerBound), 0), count - 1)
      return first / DrawnMask.square...min(max(Int(pixels.upperBound), first), count - 1) / DrawnMask.square
    }
    let (columns, rows) = (range(x, levels.width), range(y, levels.height))
    let own = covers[rows.lowerBound * perRow + columns.lowerBound]
    for row in rows {
      for column in columns where covers[row * perRow + column] != own { return .part }
    }
    return own
  }

  package func opacities(x: Double, y: Double, spacing: Double, count: Int, into row: UnsafeMutablePointer<Float>) {
    // A sample is the mean of the pixels that it stands for; chroma stands between two columns or on one, and between two rows.
    let half = max(0.5, spacing / 2)
    let (top, bottom) = (pixel(y - half, levels.height), pixel(y + half - 0.01, levels.height))
    for i in 0..<count {
      let middle = x + Double(i) * spacing
      let (left, right) = (pixel(middle - half, levels.width), pixel(middle + half - 0.01, levels.width))
      var sum = 0
      for y in top...bottom {
        let levels = levels.row16(y)
        for x in left...right { sum += Int(levels[x]) }
      }
      row[i] = Float(sum) / Float(65535 * (right - left + 1) * (bottom - top + 1))
    }
  }

  private func pixel(_ place: Double, _ count: Int) -> Int { min(max(Int(place.rounded(.down)), 0), count - 1) }
}
