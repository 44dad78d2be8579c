import Geometry
import Imaging

/// A world at one moment, ready to be drawn: what all pixels share has been worked out.
///
/// Places are in the world's own view: plane units about the vanishing point, upright, as large as if the world filled the
/// canvas.
protocol Scene: Sendable {
  associatedtype Part
  /// What of the scene can be seen in a tile.
  func part(_ tile: Tile) -> Part
  /// The light of eight pixels, the first of which stands at a column and row of the tile.
  func light(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Light
}

/// A world that is drawn by scenes.
protocol SceneWorld: World {
  associatedtype Moment: Scene
  func scene(_ view: WorldView, _ lens: Lens) -> Moment
  /// What draws any part of one view; made once, used for all parts.
  func brush(_ view: WorldView) -> Brush
}

/// From pixels of a canvas to the world's own view.
package struct Lens: Sendable {
  /// Octaves flown.
  let depth: Double
  /// The side of a pixel in the world's view.
  let pixel: Float
  /// The largest distance from the vanishing point that is on the canvas.
  let reach: Float
  /// How large the world's view appears on the canvas.
  let magnification: Float
  private let origin: Point
  private let step: Point

  package init(_ view: WorldView) {
    let approach = Approach(depth: view.depth)
    depth = approach.flown
    magnification = Float(approach.magnification)
    let upright = Point(turns: -view.turns, length: 1 / approach.magnification)
    step = upright * view.size.pixel
    origin = upright * (view.size.corners[0] - view.focus)
    pixel = Float(view.size.pixel / approach.magnification)
    reach = Float(view.size.corners.map { ($0 - view.focus).length }.max()! / approach.magnification)
  }

  /// The place of a canvas point in pixels (centres of pixels are at ½).
  func place(_ x: Double, _ y: Double) -> Point { origin + step * Point(x: x, y: y) }

  /// The centres of eight pixels, every `stride`-th, from column `x` of row `y` on.
  @inline(__always) package func places(_ x: Int, _ y: Int, stride: Int = 1) -> (x: Lanes, y: Lanes) {
    let first = place(Double(x) + 0.5, Double(y) + 0.5)
    let numbers = Lanes.numbers * Float(stride)
    return (Float(first.x) + numbers * Float(step.x), Float(first.y) + numbers * Float(step.y))
  }
}

/// A block of the canvas, as a disc that holds it.
package struct Tile {
  package static let width = 80
  package static let height = 16

  package let left: Int
  package let top: Int
  let centre: (x: Float, y: Float)
  let radius: Float
  /// The least and greatest distance from the vanishing point.
  var distances: ClosedRange<Float> {
    let distance = (centre.x * centre.x + centre.y * centre.y).squareRoot()
    return max(0, distance - radius)...distance + radius
  }

  /// The tile whose first pixel is (x, y).
  package init(_ x: Int, _ y: Int, _ lens: Lens) {
    (left, top) = (x, y)
    let middle = lens.place(Double(x) + Double(Tile.width) / 2, Double(y) + Double(Tile.height) / 2)
    centre = (Float(middle.x), Float(middle.y))
    let diagonal = Double(Tile.width * Tile.width + Tile.height * Tile.height).squareRoot()
    radius = Float(diagonal / 2 + 1) * lens.pixel
  }
}

/// Rows of light in the middle of being made: of a whole image, or of one band.
struct LightRows: @unchecked Sendable {
  let red: UnsafeMutablePointer<Float>
  let green: UnsafeMutablePointer<Float>
  let blue: UnsafeMutablePointer<Float>
  let width: Int
  /// The canvas row that the memory begins with.
  let top: Int

  init(_ image: RGBImage) {
    (red, green, blue) = (image.red, image.green, image.blue)
    (width, top) = (image.width, 0)
  }

  /// A band of rows from `top` on in the given memory, which has room for three planes of `rows` rows and 16 more floats.
  init(_ memory: UnsafeMutablePointer<Float>, width: Int, top: Int, rows: Int) {
    (red, green, blue) = (memory, memory + width * rows, memory + 2 * width * rows)
    (self.width, self.top) = (width, top)
  }

  /// Where a row begins in each plane.
  @inline(__always) func start(_ y: Int) -> Int { (y - top) * width }

  /// Sets as many of eight pixels as are in the row.
  @inline(__always) func set(_ light: Light, _ x: Int, _ y: Int) {
    let start = start(y) + x
    if x + 8 <= width {
      store(light.red, red + start)
      store(light.green, green + start)
      store(light.blue, blue + start)
    } else {
      for lane in 0..<width - x {
        red[start + lane] = light.red[lane]
        green[start + lane] = light.green[lane]
        blue[start + lane] = light.blue[lane]
      }
    }
  }
}

extension SceneWorld {
  package func draw(_ view: WorldView, into image: RGBImage, rows: Range<Int>) {
    brush(view)(LightRows(image), rows, 0..<view.size.width)
  }

  package func draw(_ view: WorldView, into image: RGBImage, rows: Range<Int>, columns: Range<Int>) {
    brush(view)(LightRows(image), rows, columns)
  }

  func brush(_ view: WorldView) -> Brush {
    let lens = Lens(view)
    let scene = scene(view, lens)
    return { scene.draw(lens, into: $0, rows: $1, columns: $2) }
  }
}

/// Draws rows and columns of one view of a world.
typealias Brush = @Sendable (_ into: LightRows, _ rows: Range<Int>, _ columns: Range<Int>) -> Void

extension Scene {
  fileprivate func draw(_ lens: Lens, into out: LightRows, rows: Range<Int>, columns: Range<Int>) {
    // Tiles and groups of eight have fixed places on the canvas, so that a pixel never depends on what is drawn with it.
    var top = rows.lowerBound / Tile.height * Tile.height
    while top < rows.upperBound {
      var left = columns.lowerBound / Tile.width * Tile.width
      while left < columns.upperBound {
        let part = part(Tile(left, top, lens))
        let (first, end) = (max(left, columns.lowerBound / 8 * 8), min(left + Tile.width, columns.upperBound))
        for y in max(top, rows.lowerBound)..<min(top + Tile.height, rows.upperBound) {
          var x = first
          while x < end {
            let place = lens.places(x, y)
            out.set(light(place.x, place.y, part, column: x - left, row: y - top), x, y)
            x += 8
          }
        }
        left += Tile.width
      }
      top += Tile.height
    }
  }
}
