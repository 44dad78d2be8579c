/// A smooth function over a tile, worked out at every fourth pixel and interpolated between (Catmull and Rom 1974).
///
/// A wave of 40 pixels comes out right to 0.006 of its height, so slow noise costs little.
package struct TileField {
  static let spacing = 4
  private static let columns = 24
  private static let rows = Tile.height / spacing + 3
  private let samples: [Float]

  /// From a function of places in the world's view.
  package init(_ tile: Tile, _ lens: Lens, _ value: (_ x: Lanes, _ y: Lanes) -> Lanes) {
    precondition(Tile.width / TileField.spacing + 3 <= TileField.columns, "a field covers its tile")
    // Loads of eight may reach past the last sample.
    let count = TileField.columns * TileField.rows
    samples = [Float](unsafeUninitializedCapacity: count + 8) { memory, used in
      memory.initialize(repeating: 0)
      for row in 0..<TileField.rows {
        for column in stride(from: 0, to: TileField.columns, by: 8) {
          let (x, y) = (tile.left + (column - 1) * TileField.spacing, tile.top + (row - 1) * TileField.spacing)
          let place = lens.places(x, y, stride: TileField.spacing)
          store(value(place.x, place.y), memory.baseAddress! + row * TileField.columns + column)
        }
      }
      used = count + 8
    }
  }

  /// The values of eight pixels; the column is a multiple of eight.
  @inline(__always) package func value(column: Int, row: Int) -> Lanes {
    let weights = TileField.weights(row & 3)
    let around = samples.withUnsafeBufferPointer { samples in
      let start = samples.baseAddress! + ((row >> 2) * TileField.columns + (column >> 2))
      let upper = load(start) * weights[0] + load(start + TileField.columns) * weights[1]
      return upper + load(start + 2 * TileField.columns) * weights[2] + load(start + 3 * TileField.columns) * weights[3]
    }
    @inline(__always) func pair(_ column: Int) -> Lanes {
      let (a, b) = (around[column], around[column + 1])
      return Lanes(a, a, a, a, b, b, b, b)
    }
    let outer = pair(0) * TileField.before + pair(3) * TileField.after
    return outer + pair(1) * TileField.near + pair(2) * TileField.far
  }

  /// Catmull and Rom's weights at 0, ¼, ½ and ¾ for the four samples around.
  @inline(__always) private static func weights(_ quarter: Int) -> SIMD4<Float> {
    switch quarter {
    case 0: SIMD4(0, 1, 0, 0)
    case 1: SIMD4(-0.0703125, 0.8671875, 0.2265625, -0.0234375)
    case 2: SIMD4(-0.0625, 0.5625, 0.5625, -0.0625)
    default: SIMD4(-0.0234375, 0.2265625, 0.8671875, -0.0703125)
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
