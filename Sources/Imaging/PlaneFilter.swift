import Geometry

/// One plane seen through a map, by the filter that suits the map.
enum PlaneFilter: Sendable {
  case upright(UprightFilter)
  case rolled(RolledFilter)

  /// What a filter knows about the map, which planes on the same lattice share.
  enum Weights: Sendable {
    case upright(FilterAxis, FilterAxis)
    case rolled(RolledFilter.Weights)

    init(_ map: PlaneMap, _ source: CanvasSize, _ canvas: CanvasSize) {
      let stretch = min(max(1, map.scale.length), PlaneFilter.largestStretch)
      guard map.isUpright else {
        self = .rolled(RolledFilter.Weights(map, stretch: stretch))
        return
      }
      self = .upright(
        FilterAxis(
          count: canvas.width, step: map.scale.x, offset: map.offset.x, sourceCount: source.width, stretch: stretch),
        FilterAxis(
          count: canvas.height, step: map.scale.x, offset: map.offset.y, sourceCount: source.height, stretch: stretch))
    }
  }

  init(_ source: Plane, _ weights: Weights) {
    switch weights {
    case .upright(let x, let y): self = .upright(UprightFilter(source: source, x: x, y: y))
    case .rolled(let weights): self = .rolled(RolledFilter(source: source, weights: weights))
    }
  }

  func draw(rows: Range<Int>, columns: Range<Int>, into out: UnsafeMutablePointer<Float>, stride: Int) {
    switch self {
    case .upright(let filter): filter.draw(rows: rows, columns: columns, into: out, stride: stride)
    case .rolled(let filter): filter.draw(rows: rows, columns: columns, into: out, stride: stride)
    }
  }

  /// Only a pyramid's last level, which is a single pixel, is ever shrunk more than its next level would allow.
  private static let largestStretch = 3.0
}
