import Geometry
import Imaging

/// Light that strays: the bloom around bright places and the streaks that run out from the vanishing point.
///
/// It is made from a small drawing of the whole world, so it is the same for every region of the canvas, and does not change its look with
/// the canvas's size.
struct Glow {
  let light: LightField

  /// Nil if the grade has no bloom and no streaks.
  init?(_ drawing: SmallDrawing, _ grade: Grade) {
    guard grade.scatters else { return nil }
    light = Glow.scattered(drawing, grade)
  }

  /// The sum of ever smaller copies, the finest of them weakest in reach and strongest in weight.
  private static func scattered(_ drawing: SmallDrawing, _ grade: Grade) -> LightField {
    let levels = drawing.levels
    var sum = levels.last!
    var weight: Float = 1
    for level in levels.dropLast().reversed() {
      sum = level.scaled(0.55).adding(sum, times: 0.75)
      weight = 0.55 + 0.75 * weight
    }
    var glow = sum.scaled(grade.bloom / weight)
    if grade.streaks > 0 {
      let source = levels[min(2, levels.count - 1)]
      glow = glow.adding(
        source.streaks(from: drawing.focus * (Double(source.height) / Double(drawing.view.size.height))),
        times: grade.streaks)
    }
    return glow
  }
}

extension Grade {
  /// Whether light strays.
  var scatters: Bool { bloom > 0 || streaks > 0 }
}

/// The whole of a view, drawn small, and its halves, quarters and so on.
struct SmallDrawing {
  /// The view at the size it has been drawn at.
  let view: WorldView
  /// The finest first; at most six.
  let levels: [LightField]

  init(_ world: any World, _ view: WorldView, cores: Cores) {
    let height = SmallDrawing.height(for: view.size)
    let width = max(1, Int((view.size.aspect * Double(height)).rounded(.up)))
    let small = WorldView(
      size: CanvasSize(width, height), depth: view.depth, turns: view.turns, focus: view.focus, time: view.time,
      opening: view.opening)
    let image = RGBImage(small.size)
    let brush = world.brush(for: small, cores: cores)
    cores.forEachBand(of: height, height: Tile.height) { brush(LightRows(image), $0, 0..<width) }
    var levels = [LightField(image)]
    while levels.count < 6, levels.last!.height > 4 { levels.append(levels.last!.halved()) }
    self.view = small
    self.levels = levels
  }

  /// Where the world's origin stands, in pixels of the finest level.
  var focus: Point { view.size.pixelsFromPlane(view.focus) }

  /// A quarter of the canvas, but at most 270 rows.
  private static func height(for size: CanvasSize) -> Int {
    var height = 270
    while height > 4 && height * 4 > size.height { height /= 2 }
    return height
  }
}

/// A small picture of light with red, green and blue together.
struct LightField: Sendable {
  let width: Int
  let height: Int
  var samples: [SIMD4<Float>]

  init(_ image: RGBImage) {
    width = image.width
    height = image.height
    samples = (0..<width * height).map { SIMD4(image.red[$0], image.green[$0], image.blue[$0], 0) }
  }

  init(_ width: Int, _ height: Int, _ sample: (_ x: Int, _ y: Int) -> SIMD4<Float>) {
    self.width = width
    self.height = height
    samples = []
    samples.reserveCapacity(width * height)
    for y in 0..<height { for x in 0..<width { samples.append(sample(x, y)) } }
  }

  @inline(__always) private func at(_ x: Int, _ y: Int) -> SIMD4<Float> {
    samples[min(max(y, 0), height - 1) * width + min(max(x, 0), width - 1)]
  }

  /// Between samples, whose centres are at ½.
  private func bilinear(_ x: Float, _ y: Float) -> SIMD4<Float> {
    let u = min(max(x - 0.5, 0), Float(width - 1))
    let v = min(max(y - 0.5, 0), Float(height - 1))
    let (i, j) = (Int(u), Int(v))
    let (s, t) = (u - Float(i), v - Float(j))
    let top = at(i, j) + (at(i + 1, j) - at(i, j)) * s
    let bottom = at(i, j + 1) + (at(i + 1, j + 1) - at(i, j + 1)) * s
    return top + (bottom - top) * t
  }

  /// Half the size, each sample from 4 × 4 with weights 1 3 3 1.
  func halved() -> LightField {
    let across = LightField((width + 1) / 2, height) { x, y in
      (at(2 * x - 1, y) + at(2 * x + 2, y)) * 0.125 + (at(2 * x, y) + at(2 * x + 1, y)) * 0.375
    }
    return LightField((width + 1) / 2, (height + 1) / 2) { x, y in
      (across.at(x, 2 * y - 1) + across.at(x, 2 * y + 2)) * 0.125 + (across.at(x, 2 * y) + across.at(x, 2 * y + 1))
        * 0.375
    }
  }

  /// Twice the size. Done again and again it becomes a quadratic spline, which has no creases (Chaikin 1974).
  func doubled() -> LightField {
    LightField(2 * width, 2 * height) { x, y in bilinear((Float(x) + 0.5) / 2, (Float(y) + 0.5) / 2) }
  }

  func scaled(_ factor: Float) -> LightField {
    var copy = self
    for index in copy.samples.indices { copy.samples[index] *= factor }
    return copy
  }

  /// This and another field, stretched to the size of this one.
  func adding(_ other: LightField, times factor: Float) -> LightField {
    let stretchX = Float(other.width) / Float(width)
    let stretchY = Float(other.height) / Float(height)
    return LightField(width, height) { x, y in
      at(x, y) + other.bilinear((Float(x) + 0.5) * stretchX, (Float(y) + 0.5) * stretchY) * factor
    }
  }

  /// Every sample smeared along its ray, from its place to a ninth of its distance from the focus: five blurs of two taps, each
  /// reaching twice as far as the one before.
  func streaks(from focus: Point) -> LightField {
    var field = self
    let (fx, fy) = (Float(focus.x), Float(focus.y))
    var octaves = 0.1
    for _ in 0..<5 {
      let nearer = Float(PortableMath.exp2(-octaves))
      let previous = field
      field = LightField(width, height) { x, y in
        let (px, py) = (Float(x) + 0.5 - fx, Float(y) + 0.5 - fy)
        return previous.at(x, y) * 0.54 + previous.bilinear(fx + px * nearer, fy + py * nearer) * 0.46
      }
      octaves *= 2
    }
    return field
  }

  /// A row of this field at a height 0 … `height`, stretched to columns of a canvas.
  ///
  /// `columns[x]` is the place of canvas column x in this field, with centres at ½; `out` has room for all columns times three planes.
  func stretch(row y: Int, columns: [Float], into out: UnsafeMutablePointer<Float>) {
    samples.withUnsafeBufferPointer { samples in
      let row = samples.baseAddress! + min(max(y, 0), height - 1) * width
      for (x, place) in columns.enumerated() {
        let u = min(max(place - 0.5, 0), Float(width - 1))
        let i = Int(u)
        let light = row[i] + (row[min(i + 1, width - 1)] - row[i]) * (u - Float(i))
        out[x] = light[0]
        out[columns.count + x] = light[1]
        out[2 * columns.count + x] = light[2]
      }
    }
  }
}
