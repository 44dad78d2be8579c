import Geometry

/// A plane seen through a zoom and a shift: each axis is filtered by itself.
///
/// Tile by tile, the source rows become Float once, are mixed into eight output rows at a time, turned so that the eight rows lie side
/// by side in a vector, and mixed across columns.
struct UprightFilter: Sendable {
  let source: Plane
  let x: FilterAxis
  let y: FilterAxis
  /// Reads source rows as they are, or as linear light.
  var reading = SourceWindow.Reading.codes

  func draw(rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int) {
    for top in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: UprightFilter.tileRows) {
      let tileRows = top..<min(rows.upperBound, top + UprightFilter.tileRows)
      for left in Swift.stride(from: columns.lowerBound, to: columns.upperBound, by: UprightFilter.tileColumns) {
        let tileColumns = left..<min(columns.upperBound, left + UprightFilter.tileColumns)
        let place = out + (top - rows.lowerBound) * stride + (left - columns.lowerBound)
        drawTile(rows: tileRows, columns: tileColumns, into: place, stride: stride)
      }
    }
  }

  private static let tileRows = 32
  private static let tileColumns = 512

  private func drawTile(rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int) {
    let window = SourceWindow(columns: x.sources(of: columns), rows: y.sources(of: rows), of: source)
    let outWidth = (columns.count + 7) & ~7
    let room = window.floatCount + 16 * window.stride + 16 * outWidth
    Scratch.withFloats(room) { scratch in
      let mixed = scratch + window.floatCount
      let turned = mixed + 8 * window.stride
      let drawn = turned + 8 * window.stride
      let squares = drawn + 8 * outWidth
      window.read(from: source, as: reading, into: scratch)
      for top in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: 8) {
        let count = min(8, rows.upperBound - top)
        for row in 0..<count { mixRows(row: top + row, window, scratch, into: mixed + row * window.stride) }
        for column in Swift.stride(from: 0, to: window.stride, by: 8) {
          Transpose.square(from: mixed + column, stride: window.stride, to: turned + column * 8, toStride: 8)
        }
        mixColumns(columns, from: turned, firstColumn: window.columns.lowerBound, into: drawn)
        let place = out + (top - rows.lowerBound) * stride
        turnBack(drawn, squares, width: columns.count, rows: count, into: place, stride: stride)
      }
    }
  }

  /// One output row before its columns are mixed: Σ weight · source row.
  private func mixRows(
    row: Int, _ window: SourceWindow, _ rows: UnsafePointer<Float>, into mixed: UnsafeMutablePointer<Float>
  ) {
    let start = y.starts[row]
    y.weights.withUnsafeBufferPointer { weights in
      let weights = weights.baseAddress! + row * y.taps
      for column in Swift.stride(from: 0, to: window.stride, by: 32) {
        var a = SIMD8<Float>.zero
        var b = a
        var c = a
        var d = a
        for k in 0..<y.taps {
          let line = rows + window.place(ofRow: start + k) + column
          let weight = weights[k]
          a += Transpose.row(line) * weight
          b += Transpose.row(line + 8) * weight
          c += Transpose.row(line + 16) * weight
          d += Transpose.row(line + 24) * weight
        }
        Transpose.store(a, mixed + column)
        Transpose.store(b, mixed + column + 8)
        Transpose.store(c, mixed + column + 16)
        Transpose.store(d, mixed + column + 24)
      }
    }
  }

  /// Eight rows at once, lying side by side: Σ weight · column.
  private func mixColumns(
    _ columns: Range<Int>, from turned: UnsafePointer<Float>, firstColumn: Int, into drawn: UnsafeMutablePointer<Float>
  ) {
    let taps = x.taps
    x.weights.withUnsafeBufferPointer { weights in
      x.starts.withUnsafeBufferPointer { starts in
        for column in columns {
          var sum = SIMD8<Float>.zero
          let eights = turned + (starts[column] - firstColumn) * 8
          let weights = weights.baseAddress! + column * taps
          for k in 0..<taps { sum += Transpose.row(eights + k * 8) * weights[k] }
          Transpose.store(sum, drawn + (column - columns.lowerBound) * 8)
        }
      }
    }
  }

  /// Eight rows that lie side by side become rows of the output again.
  private func turnBack(
    _ drawn: UnsafePointer<Float>, _ square: UnsafeMutablePointer<Float>, width: Int, rows: Int,
    into out: UnsafeMutablePointer<Float>, stride: Int
  ) {
    let whole = rows == 8 ? width & ~7 : 0
    for column in Swift.stride(from: 0, to: whole, by: 8) {
      Transpose.square(from: drawn + column * 8, stride: 8, to: out + column, toStride: stride)
    }
    for column in Swift.stride(from: whole, to: width, by: 8) {
      Transpose.square(from: drawn + column * 8, stride: 8, to: square, toStride: 8)
      for row in 0..<rows {
        (out + row * stride + column).update(from: square + row * 8, count: min(8, width - column))
      }
    }
  }
}
