import Geometry

/// Smooth functions over a tile, worked out together at every fourth pixel and interpolated between (Catmull and Rom 1974).
///
/// Each has room for its samples in the same memory, one after the other.
struct TileFields {
  static let spacing = 4
  /// Groups of eight samples to a row, and rows.
  static let groups = 3
  static let rows = Tile.height / spacing + 3
  static let columns = 8 * groups
  /// Floats that the samples of one function take.
  static let size = columns * rows
  /// Floats that so many functions need: loads of eight may reach past the last sample.
  static func capacity(_ count: Int) -> Int { count * size + 8 }

  /// Where samples lie in the world's view: calls the body with the number of each eight of them.
  @inline(__always)
  static func forEachEight(_ tile: Tile, _ lens: Lens, _ body: (_ index: Int, _ x: Lanes, _ y: Lanes) -> Void) {
    for row in 0..<rows {
      for group in 0..<groups {
        let (x, y) = (tile.left + (8 * group - 1) * spacing, tile.top + (row - 1) * spacing)
        let place = lens.places(x, y, stride: spacing)
        body(row * columns + 8 * group, place.x, place.y)
      }
    }
  }

  /// The samples that eight pixels of a tile lie among.
  struct Footing {
    private let start: Int
    private let weights: (Float, Float, Float, Float)

    /// The column is a multiple of eight.
    @inline(__always) init(column: Int, row: Int) {
      start = (row >> 2) * columns + (column >> 2)
      weights = TileFields.weights(row & 3)
    }

    /// The values of a function at the eight pixels.
    @inline(__always) func value(_ field: UnsafePointer<Float>) -> Lanes {
      let from = field + start
      let upper = load(from) * weights.0 + load(from + columns) * weights.1
      let v = upper + load(from + 2 * columns) * weights.2 + load(from + 3 * columns) * weights.3
      @inline(__always) func four(_ k: Int) -> SIMD4<Float> { SIMD4(repeating: v[k]) }
      @inline(__always) func pair(_ k: Int) -> Lanes { Lanes(SIMD8(lowHalf: four(k), highHalf: four(k + 1))) }
      return (pair(0) * before + pair(1) * near) + (pair(2) * far + pair(3) * after)
    }
  }

  // Catmull and Rom's weights at 0, ¼, ½ and ¾ for the four samples around.
  @inline(__always) private static func weights(_ quarter: Int) -> (Float, Float, Float, Float) {
    switch quarter {
    case 0: (0, 1, 0, 0)
    case 1: (-0.0703125, 0.8671875, 0.2265625, -0.0234375)
    case 2: (-0.0625, 0.5625, 0.5625, -0.0625)
    default: (-0.0234375, 0.2265625, 0.8671875, -0.0703125)
    }
  }
  @inline(__always) private static var before: Lanes {
    Lanes(0, -0.0703125, -0.0625, -0.0234375, 0, -0.0703125, -0.0625, -0.0234375)
  }
  @inline(__always) private static var near: Lanes {
    Lanes(1, 0.8671875, 0.5625, 0.2265625, 1, 0.8671875, 0.5625, 0.2265625)
  }
  @inline(__always) private static var far: Lanes {
    Lanes(0, 0.2265625, 0.5625, 0.8671875, 0, 0.2265625, 0.5625, 0.8671875)
  }
  @inline(__always) private static var after: Lanes {
    Lanes(0, -0.0234375, -0.0625, -0.0703125, 0, -0.0234375, -0.0625, -0.0703125)
  }
}
