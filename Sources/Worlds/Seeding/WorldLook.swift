import Geometry
import Imaging

/// How a world looks when it fills the canvas, in a few numbers: what one compares worlds by that are to follow one another.
package struct WorldLook: Sendable {
  /// The mean Oklab lightness, 0 … 1.
  package let lightness: Double
  /// The mean Oklab a and b, as a point: to the right red, downward yellow.
  package let tint: Point
  /// How much is going on: the mean step of lightness between neighbours of a grid of 32 × 18 cells.
  package let detail: Double

  /// Draws the world in small.
  package init(_ recipe: WorldRecipe, cores: Cores = Cores(1)) {
    let world = WorldCatalog.entry(recipe.name)!.make(recipe)
    let size = CanvasSize(64, 36)
    let view = WorldView(size: size, depth: 0, time: WorldTime(frame: 0, framesPerSecond: Rational(30)))
    let picture = WorldCatalog.picture(world, view, format: .yuv444, cores: cores).picture
    let look = LookGrid(LightGrid(picture, columns: 32, rows: 18), aspect: size.aspect)
    lightness = look.mean
    let sum = look.colours.reduce(Point.zero) { $0 + Point(x: $1.a, y: $1.b) }
    tint = sum / Double(look.colours.count)
    detail = look.detail
  }

  /// From blue, −1, to amber, 1: the tint along daylight's line, in Oklab.
  package var warmth: Double { max(-1, min(1, (0.35 * tint.x + 0.94 * tint.y) / 0.06)) }
}

extension LookGrid {
  /// The mean step of lightness from a cell to the next one, across and down.
  fileprivate var detail: Double {
    var sum = 0.0
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let at = row * columns + column
        let here = colours[at].lightness
        sum += abs(colours[at + 1].lightness - here) + abs(colours[at + columns].lightness - here)
      }
    }
    return sum / Double(2 * (rows - 1) * (columns - 1))
  }
}
