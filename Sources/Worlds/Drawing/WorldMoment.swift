import Geometry
import Imaging

/// A world at one moment, ready to be drawn: what all pixels share has been worked out.
///
/// Places are in the world's own view: plane units about the vanishing point, upright, as large as if the world filled the
/// canvas.
protocol WorldMoment: Sendable {
  associatedtype Part
  /// What of the scene can be seen in a tile.
  func part(_ tile: Tile) -> Part
  /// What eight pixels show, the first of which stands at a column and row of the tile.
  func sight(_ x: Lanes, _ y: Lanes, _ part: Part, column: Int, row: Int) -> Sight
  /// Whether nothing but the next scene is seen in a tile.
  func isOpen(_ tile: Tile) -> Bool
}

/// What eight pixels show: the world's own light, and how much of the next scene instead, 0 … 1.
struct Sight {
  var light: Light
  var open: Lanes

  @inline(__always) init(_ light: Light, open: Lanes) {
    self.light = light
    self.open = open
  }
}

/// A world that is drawn by scenes.
protocol MomentWorld: World {
  associatedtype Moment: WorldMoment
  func moment(_ view: WorldView, _ lens: Lens) -> Moment
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
  /// Where the next scene is seen, if one is.
  let opening: Opening?
  /// How far from the vanishing point the opening's rim is at most, in the world's view.
  let openingReach: Float
  /// The natural logarithm of that, exactly.
  let logarithmOfOpening: Double
  private let origin: Point
  private let step: Point

  package init(_ view: WorldView) {
    let held = view.opening.map { Departure(ahead: $0.ahead).left - $0.ahead } ?? 0
    let approach = Approach(depth: view.depth - held)
    let magnification = approach.magnification * PortableMath.exp2(held)
    opening = view.opening
    let reach = (view.opening.map { $0.reach * PortableMath.exp2(-$0.ahead) } ?? 0) / magnification
    openingReach = Float(reach)
    logarithmOfOpening = PortableMath.log2(max(reach, 1e-30)) * PortableMath.ln2
    depth = approach.flown
    self.magnification = Float(magnification)
    let upright = Point(turns: -view.turns, length: 1 / magnification)
    step = upright * view.size.pixel
    origin = upright * (view.size.corners[0] - view.focus)
    pixel = Float(view.size.pixel / magnification)
    self.reach = Float(view.size.corners.map { ($0 - view.focus).length }.max()! / magnification)
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
///
/// Safe to share: each row is written by the one thread that draws it.
package struct LightRows: @unchecked Sendable {
  let red: UnsafeMutablePointer<Float>
  let green: UnsafeMutablePointer<Float>
  let blue: UnsafeMutablePointer<Float>
  /// How much of the next scene is seen instead, 0 … 1; nil where there is none to be seen.
  let open: UnsafeMutablePointer<Float>?
  let width: Int
  /// The canvas row that the memory begins with.
  let top: Int

  package init(_ image: RGBImage) {
    (red, green, blue) = (image.red, image.green, image.blue)
    open = nil
    (width, top) = (image.width, 0)
  }

  /// Floats of memory that a band needs.
  static func capacity(width: Int, rows: Int, hasOpening: Bool) -> Int { (hasOpening ? 4 : 3) * width * rows + 16 }

  /// A band of rows from `top` on in memory of that capacity.
  init(_ memory: UnsafeMutablePointer<Float>, width: Int, top: Int, rows: Int, hasOpening: Bool) {
    (red, green, blue) = (memory, memory + width * rows, memory + 2 * width * rows)
    open = hasOpening ? memory + 3 * width * rows : nil
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

  /// The same for pixels in which the next scene is seen: its mean light stands for it.
  @inline(__always) func set(_ sight: Sight, _ next: Colour, _ x: Int, _ y: Int) {
    set(mix(sight.light, Light(next), sight.open), x, y)
    guard let open else { return }
    let start = start(y) + x
    if x + 8 <= width {
      store(sight.open, open + start)
    } else {
      for lane in 0..<width - x { open[start + lane] = sight.open[lane] }
    }
  }
}

/// A world that works out some of what a region of the canvas shows before it draws it.
protocol PreparedWorld: MomentWorld {
  associatedtype Moment
  /// The scene for a region of the canvas.
  func moment(_ view: WorldView, _ lens: Lens, region: CanvasRegion, cores: Cores) -> Moment
}

extension PreparedWorld {
  func moment(_ view: WorldView, _ lens: Lens) -> Moment {
    moment(view, lens, region: .all(view.size), cores: Cores(1))
  }

  package func brush(for view: WorldView, cores: Cores) -> Brush {
    brush(for: view, region: .all(view.size), cores: cores)
  }

  package func brush(for view: WorldView, region: CanvasRegion, cores: Cores) -> Brush {
    let lens = Lens(view)
    let moment = moment(view, lens, region: region, cores: cores)
    return { moment.draw(lens, into: $0, rows: $1, columns: $2) }
  }
}

/// A world that is a function of the angle and the logarithm of the distance, and is drawn from a strip of them that it keeps.
///
/// Where its pieces are is fixed in the world and not by the view, so the same bits come out whatever it keeps.
protocol FlatWorld: PreparedWorld {
  var strip: Strip { get }
}

extension FlatWorld {
  package func forget() { strip.forget() }
}

extension MomentWorld {
  package func brush(for view: WorldView, cores: Cores) -> Brush {
    let lens = Lens(view)
    let moment = moment(view, lens)
    return { moment.draw(lens, into: $0, rows: $1, columns: $2) }
  }
}

/// Draws rows and columns of one view of a world. Pixels beside the columns may be drawn too.
package typealias Brush = @Sendable (_ into: LightRows, _ rows: Range<Int>, _ columns: Range<Int>) -> Void

extension WorldMoment {
  fileprivate func draw(_ lens: Lens, into out: LightRows, rows: Range<Int>, columns: Range<Int>) {
    // Tiles and groups of eight have fixed places on the canvas, so that a pixel never depends on what is drawn with it.
    var top = rows.lowerBound / Tile.height * Tile.height
    while top < rows.upperBound {
      var left = columns.lowerBound / Tile.width * Tile.width
      while left < columns.upperBound {
        draw(Tile(left, top, lens), lens, into: out, rows: rows, columns: columns)
        left += Tile.width
      }
      top += Tile.height
    }
  }

  private func draw(_ tile: Tile, _ lens: Lens, into out: LightRows, rows: Range<Int>, columns: Range<Int>) {
    let rows = max(tile.top, rows.lowerBound)..<min(tile.top + Tile.height, rows.upperBound)
    let columns = max(tile.left, columns.lowerBound / 8 * 8)..<min(tile.left + Tile.width, columns.upperBound)
    let next = lens.opening?.light ?? Colour(0, 0, 0)
    if lens.opening != nil, isOpen(tile) {
      return tile.forEachEight(rows, columns) { x, y in out.set(Sight(.black, open: .one), next, x, y) }
    }
    let part = part(tile)
    tile.forEachEight(rows, columns) { x, y in
      let place = lens.places(x, y)
      out.set(sight(place.x, place.y, part, column: x - tile.left, row: y - tile.top), next, x, y)
    }
  }
}

extension Tile {
  @inline(__always)
  fileprivate func forEachEight(_ rows: Range<Int>, _ columns: Range<Int>, _ body: (_ x: Int, _ y: Int) -> Void) {
    for y in rows {
      var x = columns.lowerBound
      while x < columns.upperBound {
        body(x, y)
        x += 8
      }
    }
  }
}
