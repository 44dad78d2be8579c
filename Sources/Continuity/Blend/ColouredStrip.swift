import Geometry
import Imaging

/// A layer over a rectangle of the canvas, with its colours mapped.
///
/// A colour map mixes the planes, so all three are drawn. In 4:2:0 luma takes the chroma between whose samples it lies (straight lines),
/// and chroma the luma around it, 1 2 1 across and two rows down.
struct ColouredStrip {
  private let format: PictureFormat
  /// Luma, both of chroma, and luma at the places of chroma.
  private let parts: [Part]
  private let kernel: ColourKernel
  /// Room for rows in the making.
  private let work: UnsafeMutablePointer<Float>

  /// The samples of one plane, and some beside them that the other planes need.
  private struct Part {
    let rows: Range<Int>
    let columns: Range<Int>
    let size: CanvasSize
    let base: UnsafeMutablePointer<Float>
    var stride: Int { columns.count }

    /// The sample at the part's first column, of a row or the nearest one there is.
    func row(_ y: Int) -> UnsafeMutablePointer<Float> {
      base + (min(max(y, 0, rows.lowerBound), size.height - 1, rows.upperBound - 1) - rows.lowerBound) * stride
    }
  }

  /// How many floats a strip of so many luma rows and columns needs.
  static func floatCount(rows: Int, columns: Int) -> Int { 4 * (rows + 8) * (columns + 16) }

  /// Rows and columns are of luma, and begin at even numbers.
  init(
    _ layer: Layer, _ colour: ColourMap, rows: Range<Int>, columns: Range<Int>, size: CanvasSize, format: PictureFormat,
    scratch: UnsafeMutablePointer<Float>
  ) {
    self.format = format
    kernel = ColourKernel(colour, format: format)
    var floats = scratch
    var parts: [Part] = []
    for plane in 0..<3 {
      let part = ColouredStrip.part(plane, rows, columns, size, format, floats)
      floats += part.rows.count * part.stride
      ColouredStrip.fill(part, plane, layer)
      parts.append(part)
    }
    if format.chroma == .half {
      let part = ColouredStrip.halved(parts[0], rows, columns, size, format, floats)
      floats += part.rows.count * part.stride
      parts.append(part)
    }
    self.parts = parts
    work = floats
  }

  private static func halved(
    _ luma: Part, _ rows: Range<Int>, _ columns: Range<Int>, _ size: CanvasSize, _ format: PictureFormat,
    _ floats: UnsafeMutablePointer<Float>
  ) -> Part {
    let part = Part(
      rows: rows.lowerBound / 2..<(rows.upperBound + 1) / 2,
      columns: columns.lowerBound / 2..<(columns.upperBound + 1) / 2, size: format.planeSize(1, of: size), base: floats)
    let first = 2 * part.columns.lowerBound - luma.columns.lowerBound
    for y in part.rows {
      ColourKernel.halve(luma.row(2 * y) + first, luma.row(2 * y + 1) + first, count: part.stride, into: part.row(y))
    }
    return part
  }

  private static func part(
    _ plane: Int, _ rows: Range<Int>, _ columns: Range<Int>, _ size: CanvasSize, _ format: PictureFormat,
    _ floats: UnsafeMutablePointer<Float>
  ) -> Part {
    let planeSize = format.planeSize(plane, of: size)
    let isHalf = format.chroma == .half
    let step = isHalf && plane > 0 ? 2 : 1
    // Luma lies between rows of chroma, of which one more is needed on either side.
    let (margin, rowMargin) = (isHalf ? 2 : 0, isHalf && plane > 0 ? 1 : 0)
    let top = max(0, rows.lowerBound / step - rowMargin)
    let bottom = min(planeSize.height, (rows.upperBound + step - 1) / step + rowMargin)
    let left = columns.lowerBound / step - margin
    let right = (columns.upperBound + step - 1) / step + margin
    return Part(rows: top..<bottom, columns: left..<right, size: planeSize, base: floats)
  }

  private static func fill(_ part: Part, _ plane: Int, _ layer: Layer) {
    let real = max(0, part.columns.lowerBound)..<min(part.size.width, part.columns.upperBound)
    let left = real.lowerBound - part.columns.lowerBound
    layer.draw(plane: plane, rows: part.rows, columns: real, into: part.base + left, stride: part.stride)
    for y in part.rows {
      let row = part.row(y)
      for i in 0..<left { row[i] = row[left] }
      let last = row[left + real.count - 1]
      for i in left + real.count..<part.stride { row[i] = last }
    }
  }

  /// Writes rows × columns of a plane, counted in its own samples; they lie in the strip.
  func write(
    plane: Int, rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int
  ) {
    for y in rows { write(plane: plane, row: y, columns: columns, into: out + (y - rows.lowerBound) * stride) }
  }

  private func write(plane: Int, row y: Int, columns: Range<Int>, into out: UnsafeMutablePointer<Float>) {
    func at(_ part: Int, _ y: Int) -> UnsafeMutablePointer<Float> {
      parts[part].row(y) + (columns.lowerBound - parts[part].columns.lowerBound)
    }
    if format.chroma == .full {
      kernel.mix(at(0, y), at(1, y), at(2, y), plane: plane, count: columns.count, into: out)
    } else if plane == 0 {
      writeLuma(row: y, columns: columns, into: out)
    } else {
      kernel.mix(at(3, y), at(1, y), at(2, y), plane: plane, count: columns.count, into: out)
    }
  }

  private func writeLuma(row y: Int, columns: Range<Int>, into out: UnsafeMutablePointer<Float>) {
    // Luma row y lies at chroma row y/2 − ¼.
    let near = y / 2
    let far = y % 2 == 0 ? near - 1 : near + 1
    let first = columns.lowerBound / 2 - parts[1].columns.lowerBound
    let count = (columns.count + 1) / 2 + 1
    kernel.tint(
      (parts[1].row(near) + first, parts[1].row(far) + first), (parts[2].row(near) + first, parts[2].row(far) + first),
      count: count, into: work)
    kernel.lay(
      tint: work, on: parts[0].row(y) + (columns.lowerBound - parts[0].columns.lowerBound), count: columns.count,
      into: out)
  }
}
