import Geometry
import Imaging

/// A picture's linear light, averaged over the cells of a coarse grid that is stretched over it.
struct LightGrid {
  let columns: Int
  let rows: Int
  /// Red, green and blue in row order.
  let planes: [[Float]]

  /// The mean light of each cell's area. Cells may be smaller than pixels.
  init(_ picture: Picture, columns: Int, rows: Int) {
    var reader = PictureLight(picture)
    self.init(picture.size.width, picture.size.height, columns: columns, rows: rows) { y, use in
      reader.move(to: y)
      for plane in 0..<3 { reader.rows[plane].withUnsafeBufferPointer { use(plane, $0) } }
    }
  }

  /// The same of another grid.
  init(_ grid: LightGrid, columns: Int, rows: Int) {
    self.init(grid.columns, grid.rows, columns: columns, rows: rows) { y, use in
      for plane in 0..<3 {
        grid.planes[plane].withUnsafeBufferPointer {
          use(plane, UnsafeBufferPointer(rebasing: $0[y * grid.columns..<(y + 1) * grid.columns]))
        }
      }
    }
  }

  /// - Parameter read: hands over the three planes of a row of the source.
  private init(
    _ width: Int, _ height: Int, columns: Int, rows: Int,
    read: (_ row: Int, _ use: (_ plane: Int, UnsafeBufferPointer<Float>) -> Void) -> Void
  ) {
    let across = Coverage.spans(of: width, cells: columns)
    let down = Coverage.spans(of: height, cells: rows)
    var planes = Array(repeating: [Float](repeating: 0, count: columns * rows), count: 3)
    for (j, span) in down.enumerated() {
      for (y, weight) in zip(span.first..., span.weights) {
        read(y) { plane, row in
          for (i, cell) in across.enumerated() {
            var sum: Float = 0
            for k in cell.weights.indices { sum += row[cell.first + k] * cell.weights[k] }
            planes[plane][j * columns + i] += sum * weight
          }
        }
      }
    }
    (self.columns, self.rows, self.planes) = (columns, rows, planes)
  }

  func oklab(_ index: Int) -> Oklab { Oklab(Colour(planes[0][index], planes[1][index], planes[2][index])) }
}

/// The samples under one cell, and how much of the cell each of them covers.
private struct Coverage {
  let first: Int
  let weights: [Float]

  static func spans(of count: Int, cells: Int) -> [Coverage] {
    let size = Double(count) / Double(cells)
    return (0..<cells).map { cell in
      let (low, high) = (Double(cell) * size, Double(cell + 1) * size)
      let first = min(Int(low), count - 1)
      let last = max(first, min(Int(high.rounded(.up)), count) - 1)
      let covered = (first...last).map { max(0, min(high, Double($0 + 1)) - max(low, Double($0))) }
      let sum = covered.reduce(0, +)
      return Coverage(first: first, weights: covered.map { Float($0 / sum) })
    }
  }
}

/// Rows of a picture as linear light.
private struct PictureLight {
  private let picture: Picture
  /// Red, green and blue.
  private(set) var rows: [[Float]]
  private var held = -1

  init(_ picture: Picture) {
    self.picture = picture
    rows = Array(repeating: [Float](repeating: 0, count: picture.size.width), count: 3)
  }

  mutating func move(to y: Int) {
    guard y != held else { return }
    held = y
    let halving = picture.format.chroma == .half ? 1 : 0
    let unit = Float(1 << (picture.format.bits - 8))
    let planes = picture.planes
    let chroma = y >> halving
    if picture.format.bits == 8 {
      let (luma, blueness, redness) = (planes[0].row8(y), planes[1].row8(chroma), planes[2].row8(chroma))
      convert(unit) { (Float(luma[$0]), Float(blueness[$0 >> halving]), Float(redness[$0 >> halving])) }
    } else {
      let (luma, blueness, redness) = (planes[0].row16(y), planes[1].row16(chroma), planes[2].row16(chroma))
      convert(unit) { (Float(luma[$0]), Float(blueness[$0 >> halving]), Float(redness[$0 >> halving])) }
    }
  }

  /// Limited range of BT.709 back to R′G′B′ (Rec. ITU-R BT.709-6, items 3.2 to 3.4), and that to light. A `unit` is one step of 8 bits.
  @inline(__always) private mutating func convert(_ unit: Float, _ codes: (_ x: Int) -> (Float, Float, Float)) {
    let (lumaScale, chromaScale) = (1 / (219 * unit), 1 / (224 * unit))
    let table = PictureLight.table
    @inline(__always) func light(_ encoded: Float) -> Float {
      table[Int((encoded < 0 ? 0 : encoded > 1 ? 1 : encoded) * 4095 + 0.5)]
    }
    for x in 0..<picture.size.width {
      let codes = codes(x)
      let luma = (codes.0 - 16 * unit) * lumaScale
      let (blueness, redness) = ((codes.1 - 128 * unit) * chromaScale, (codes.2 - 128 * unit) * chromaScale)
      rows[0][x] = light(luma + 1.5748 * redness)
      rows[1][x] = light(luma - 0.1873243 * blueness - 0.4681243 * redness)
      rows[2][x] = light(luma + 1.8556 * blueness)
    }
  }

  private static let table = (0..<4096).map { Float(TransferCurve.light(Double($0) / 4095)) }
}
