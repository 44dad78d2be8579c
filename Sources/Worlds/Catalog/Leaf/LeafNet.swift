import Geometry

/// The net of the finest veins: borders between cells that grow round points, on a lattice over the angle and the logarithm
/// of the distance.
struct LeafNet {
  private let around: Float
  private let row: UInt32
  private let start: Float
  private let seed: UInt32
  /// Cells to a unit.
  let perUnit: Float

  /// Its place in the lattice: so many cells to the turn, at a natural logarithm of the world's distance.
  init(_ seed: Seed, around: Int, logarithm: Double) {
    self.around = Float(around)
    perUnit = Float(Double(around) / (2 * Double.pi))
    let place = logarithm * Double(around) / (2 * Double.pi)
    row = UInt32(truncatingIfNeeded: Int(place.rounded(.down)))
    start = Float(place - place.rounded(.down))
    self.seed = UInt32(truncatingIfNeeded: seed.bits)
  }

  /// What a place has of the net.
  struct Cell {
    /// How far it is from the nearest border, in cells.
    let border: Lanes
    /// How far from the vein that ends inside the cell, in cells.
    let inner: Lanes
    /// A number 0 … 1 of the cell's own.
    let tint: Lanes
  }

  @inline(never) func value(_ turns: Lanes, _ logarithm: Lanes) -> Cell {
    let x = fraction(turns) * around
    let y = logarithm * perUnit + start
    let (column, line) = (smaller(floor(x), around - 1), floor(y))
    let (fx, fy) = (x - column - 0.5, y - line - 0.5)
    var (first, second) = (Lanes(repeating: 9), Lanes(repeating: 9))
    var (alongX, alongY, own) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for j in -1...1 {
      let rows = wholeBits(line + Float(j)) &+ row
      for i in -1...1 {
        var c = column + Float(i)
        c = select(c .< 0, c + around, c)
        c = select(c .> around - 0.5, c - around, c)
        let hash = Noise.hash(wholeBits(c), rows, seed)
        let (dx, dy) = (fx - Float(i) - 0.42 * Noise.first(hash), fy - Float(j) - 0.42 * Noise.second(hash))
        let distance = dx * dx + dy * dy
        let isNearest = distance .< first
        second = smaller(second, larger(distance, first))
        alongX = select(isNearest, dx, alongX)
        alongY = select(isNearest, dy, alongY)
        own = select(isNearest, Noise.third(hash), own)
        first = smaller(first, distance)
      }
    }
    let border = (root(second) - root(first)) * 0.5
    // It comes from one side, bends a little and ends before the other.
    let (sine, cosine) = (Worlds.sine(turns: own), Worlds.cosine(turns: own))
    let (along, aside) = (alongX * cosine + alongY * sine, alongY * cosine - alongX * sine)
    let inner = magnitude(aside - along * along * own * 0.6) + larger(along - 0.12, 0)
    return Cell(border: border, inner: inner, tint: fraction(own * 7.31))
  }
}
