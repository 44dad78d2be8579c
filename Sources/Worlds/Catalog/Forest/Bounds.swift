import Geometry

/// A rectangle, as the world or one of its layers has it.
struct Bounds {
  let left: Float
  let top: Float
  let right: Float
  let bottom: Float

  /// What holds a tile.
  init(_ tile: Tile, _ lens: Lens) {
    let corners = [(0, 0), (Tile.width, 0), (0, Tile.height), (Tile.width, Tile.height)].map { x, y in
      lens.place(Double(tile.left + x), Double(tile.top + y))
    }
    (left, right) = (Float(corners.map(\.x).min()!), Float(corners.map(\.x).max()!))
    (top, bottom) = (Float(corners.map(\.y).min()!), Float(corners.map(\.y).max()!))
  }

  init(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  func scaled(_ scale: Float, margin: Float) -> Bounds {
    Bounds(left * scale - margin, top * scale - margin, right * scale + margin, bottom * scale + margin)
  }

  @inline(__always)
  func meets(_ left: Float, _ top: Float, _ right: Float, _ bottom: Float, margin: Float) -> Bool {
    left - margin < self.right && right + margin > self.left && top - margin < self.bottom && bottom + margin > self.top
  }

  @inline(__always) func meets(_ other: Bounds) -> Bool {
    left < other.right && right > other.left && top < other.bottom && bottom > other.top
  }
}
