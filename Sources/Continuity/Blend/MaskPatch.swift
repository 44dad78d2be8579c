/// A mask over a rectangle of samples, which asks for opacities only where it is neither empty nor full.
struct MaskPatch {
  private let mask: any LayerMask
  private let rows: Range<Int>
  private let columns: Range<Int>
  private let lattice: Lattice
  private let perRow: Int
  private let covers: [MaskCover]

  private static let width = 32
  private static let height = 8

  /// Where samples lie in canvas pixels: sample i at (i + ½) · spacing + shift.
  struct Lattice {
    let spacing: Double
    let shiftX: Double
    let shiftY: Double

    /// In canvas pixels.
    func place(_ x: Int, _ y: Int) -> (x: Double, y: Double) {
      ((Double(x) + 0.5) * spacing + shiftX, (Double(y) + 0.5) * spacing + shiftY)
    }
  }

  init(_ mask: any LayerMask, rows: Range<Int>, columns: Range<Int>, lattice: Lattice) {
    self.mask = mask
    self.rows = rows
    self.columns = columns
    self.lattice = lattice
    perRow = (columns.count + MaskPatch.width - 1) / MaskPatch.width
    var covers: [MaskCover] = []
    for top in stride(from: rows.lowerBound, to: rows.upperBound, by: MaskPatch.height) {
      let y = lattice.range(top, min(top + MaskPatch.height, rows.upperBound), lattice.shiftY)
      for left in stride(from: columns.lowerBound, to: columns.upperBound, by: MaskPatch.width) {
        let x = lattice.range(left, min(left + MaskPatch.width, columns.upperBound), lattice.shiftX)
        covers.append(mask.cover(x: x, y: y))
      }
    }
    self.covers = covers
  }

  /// The opacities of a row, from the patch's first column on; there is room for as many again.
  func read(row y: Int, into opacity: UnsafeMutablePointer<Float>) {
    let first = (y - rows.lowerBound) / MaskPatch.height * perRow
    var piece = 0
    while piece < perRow {
      let cover = covers[first + piece]
      var end = piece + 1
      while end < perRow, covers[first + end] == cover { end += 1 }
      let left = piece * MaskPatch.width
      let count = min(end * MaskPatch.width, columns.count) - left
      switch cover {
      case .none: (opacity + left).update(repeating: 0, count: count)
      case .all: (opacity + left).update(repeating: 1, count: count)
      case .part:
        let place = lattice.place(columns.lowerBound + left, y)
        mask.opacities(x: place.x, y: place.y, spacing: lattice.spacing, count: count, into: opacity + left)
      }
      piece = end
    }
  }
}

extension MaskPatch.Lattice {
  fileprivate func range(_ first: Int, _ end: Int, _ shift: Double) -> ClosedRange<Double> {
    Double(first) * spacing + shift...Double(end) * spacing + shift
  }
}
