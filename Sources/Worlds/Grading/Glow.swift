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

  /// Of a world that is small in the distance no stray light can be seen.
  func seen(from depth: Double) -> Grade {
    var grade = self
    let share = Float(smoothStep((depth + 2.5) / 1.5))
    grade.bloom *= share
    grade.streaks *= share
    return grade
  }
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

  /// 270 from a canvas of 1080 on, else 136, so that a preview glows as the film does, but at most half the canvas. Even, so that no pixel
  /// stands at the vanishing point itself.
  private static func height(for size: CanvasSize) -> Int {
    size.height >= 1080 ? 270 : max(2, min(136, size.height / 4 * 2))
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
    samples = Array(unsafeUninitializedCapacity: width * height) { samples, count in
      count = samples.count
      for i in 0..<count { samples[i] = SIMD4(image.red[i], image.green[i], image.blue[i], 0) }
    }
  }

  init(_ width: Int, _ height: Int, _ sample: (_ x: Int, _ y: Int) -> SIMD4<Float>) {
    self.width = width
    self.height = height
    samples = Array(unsafeUninitializedCapacity: width * height) { samples, count in
      count = samples.count
      for y in 0..<height { for x in 0..<width { samples[y * width + x] = sample(x, y) } }
    }
  }

  /// A field of which each row is made by itself, from this one's samples.
  private func rows(
    _ width: Int, _ height: Int,
    _ row: (_ y: Int, _ from: UnsafePointer<SIMD4<Float>>, _ to: UnsafeMutablePointer<SIMD4<Float>>) -> Void
  ) -> LightField {
    samples.withUnsafeBufferPointer { from in
      LightField(
        width, height,
        Array(unsafeUninitializedCapacity: width * height) { to, count in
          count = to.count
          for y in 0..<height { row(y, from.baseAddress!, to.baseAddress! + y * width) }
        })
    }
  }

  private init(_ width: Int, _ height: Int, _ samples: [SIMD4<Float>]) {
    (self.width, self.height, self.samples) = (width, height, samples)
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
    let (width, height) = (width, height)
    let half = (width + 1) / 2
    let across = rows(half, height) { y, from, to in
      let row = from + y * width
      for x in 0..<half {
        let (before, second, after) = (max(2 * x - 1, 0), min(2 * x + 1, width - 1), min(2 * x + 2, width - 1))
        to[x] = (row[before] + row[after]) * 0.125 + (row[2 * x] + row[second]) * 0.375
      }
    }
    return across.rows(half, (height + 1) / 2) { y, from, to in
      let (before, first) = (from + max(2 * y - 1, 0) * half, from + 2 * y * half)
      let (second, after) = (from + min(2 * y + 1, height - 1) * half, from + min(2 * y + 2, height - 1) * half)
      for x in 0..<half { to[x] = (before[x] + after[x]) * 0.125 + (first[x] + second[x]) * 0.375 }
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
    let (width, stretch) = (width, Float(other.height) / Float(height))
    let columns = Taps(count: width, of: other.width)
    return other.rows(width, height) { y, from, to in
      let tap = Taps.tap((Float(y) + 0.5) * stretch, of: other.height)
      let (upper, lower) = (from + tap.first * other.width, from + tap.second * other.width)
      for x in 0..<width {
        let (i, j, s) = (columns.first[x], columns.second[x], columns.share[x])
        let top = upper[i] + (upper[j] - upper[i]) * s
        let bottom = lower[i] + (lower[j] - lower[i]) * s
        to[x] = samples[y * width + x] + (top + (bottom - top) * tap.share) * factor
      }
    }
  }

  /// The two samples around each of `count` places that are spread over a row of samples, and how much of the second is in it.
  private struct Taps {
    var first: [Int] = []
    var second: [Int] = []
    var share: [Float] = []

    init(count: Int, of width: Int) {
      for x in 0..<count {
        let tap = Taps.tap((Float(x) + 0.5) * (Float(width) / Float(count)), of: width)
        first.append(tap.first)
        second.append(tap.second)
        share.append(tap.share)
      }
    }

    static func tap(_ place: Float, of count: Int) -> (first: Int, second: Int, share: Float) {
      let held = min(max(place - 0.5, 0), Float(count - 1))
      let first = Int(held)
      return (first, min(first + 1, count - 1), held - Float(first))
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
