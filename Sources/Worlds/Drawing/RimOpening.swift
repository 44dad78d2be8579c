import Geometry

/// The opening of a flat world inside a line about the vanishing point: the next scene's light falls on what is around it.
struct RimOpening: Sendable {
  private let line: RimLine
  /// The natural logarithm of the opening's place in the world's view, from which the line is counted.
  private let middle: Float
  private let light: RimLight

  init(_ opening: Opening, _ line: RimLine, _ lens: Lens) {
    self.line = line
    middle = Float(lens.logarithmOfOpening)
    light = RimLight(opening)
  }

  /// Whether nothing but the next scene is seen in a tile.
  func covers(_ tile: Tile, pixel: Float) -> Bool {
    let farthest = Double(tile.distances.upperBound + 2 * pixel)
    return Float(PortableMath.log2(farthest) * PortableMath.ln2) < middle + line.range.lowerBound - 0.001
  }

  /// Whether anything in a tile is so near the rim that its light tells there: farther out it is down to a thousandth.
  func lights(_ tile: Tile) -> Bool {
    let nearest = Double(max(tile.distances.lowerBound, 1e-6))
    return Float(PortableMath.log2(nearest) * PortableMath.ln2) < middle + 2.6
  }

  /// What is seen at angles in turns and logarithms of the distance in the world's view.
  @inline(__always) func sight(_ own: Light, _ angle: Lanes, _ logarithm: Lanes, footprint: Lanes) -> Sight {
    let outside = logarithm - middle - line.logarithm(turns: angle)
    return Sight(light.lit(own, outside: outside), open: clamped(0.5 - outside / footprint))
  }
}
