import Geometry
import Imaging

/// Pictures that are hard on filters, and helpers to read and compare them.
extension Picture {
  /// Samples from a function of plane, column and row.
  package init(_ size: CanvasSize, _ format: PictureFormat, sample: (_ plane: Int, _ x: Int, _ y: Int) -> Int) {
    self.init(size, format)
    for (number, plane) in planes.enumerated() {
      for y in 0..<plane.height {
        for x in 0..<plane.width { plane.setSample(x, y, sample(number, x, y)) }
      }
    }
  }

  /// Samples of the whole range, without any order.
  package static func random(_ size: CanvasSize, _ format: PictureFormat, seed: UInt64 = 1) -> Picture {
    let seed = Seed(seed)
    return Picture(size, format) { seed.at("sample", $0, $1, $2).pick(0..<1 << format.bits) }
  }

  /// The least and the largest value by turns.
  package static func checker(_ size: CanvasSize, _ format: PictureFormat) -> Picture {
    Picture(size, format) { ($1 + $2) % 2 == 0 ? 0 : 1 << format.bits - 1 }
  }

  /// One bright sample in the middle of every plane.
  package static func star(_ size: CanvasSize, _ format: PictureFormat) -> Picture {
    Picture(size, format) { plane, x, y in
      let size = format.planeSize(plane, of: size)
      return x == size.width / 2 && y == size.height / 2 ? 1 << format.bits - 1 : 0
    }
  }

  /// A bright rectangle that begins in the middle.
  package static func edge(_ size: CanvasSize, _ format: PictureFormat) -> Picture {
    Picture(size, format) { plane, x, y in
      let size = format.planeSize(plane, of: size)
      return x >= size.width / 2 && y >= size.height / 2 ? 235 << (format.bits - 8) : 16 << (format.bits - 8)
    }
  }

  /// All samples of all planes, row by row.
  package var samples: [[Int]] {
    planes.map { plane in
      (0..<plane.height).flatMap { y in (0..<plane.width).map { plane.sample($0, y) } }
    }
  }
}

extension PictureSampler {
  /// A whole plane, in one call.
  package func drawn(plane: Int, size: CanvasSize) -> [Float] {
    drawn(plane: plane, rows: 0..<size.height, columns: 0..<size.width)
  }

  package func drawn(plane: Int, rows: Range<Int>, columns: Range<Int>) -> [Float] {
    var floats = [Float](repeating: .nan, count: rows.count * columns.count)
    floats.withUnsafeMutableBufferPointer {
      draw(plane: plane, rows: rows, columns: columns, into: $0.baseAddress!, stride: columns.count)
    }
    return floats
  }
}

extension PictureFormat {
  /// All four.
  package static let all = [
    PictureFormat(.half, bits: 8), PictureFormat(.half, bits: 16), PictureFormat(.full, bits: 8),
    PictureFormat(.full, bits: 16),
  ]
}

/// The largest difference between two lists of the same length; infinite when there is something that is no number.
package func largestDifference(_ a: [Float], _ b: [Double]) -> Double {
  precondition(a.count == b.count, "lists to compare have the same length")
  return zip(a, b).reduce(0) { max($0, ($1.0.isFinite && $1.1.isFinite) ? abs(Double($1.0) - $1.1) : .infinity) }
}
